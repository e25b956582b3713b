import { FRAME_SAMPLES, SAMPLE_RATE, type Frame } from '../media/frame.ts';
import { loadSound } from '../media/sound-files.ts';

/** What a party says: 10 ms at a time, undefined when there is nothing (more) to say. */
export interface Audio {
  next(): Frame | undefined;
}

/** An endless sine; level in dBFS. */
export function tone(hz: number, level = -12): Audio {
  const amplitude = 32767 * 10 ** (level / 20);
  let at = 0;
  return {
    next() {
      const frame = new Int16Array(FRAME_SAMPLES);
      for (let i = 0; i < FRAME_SAMPLES; i++, at++) {
        frame[i] = Math.round(amplitude * Math.sin((2 * Math.PI * hz * at) / SAMPLE_RATE));
      }
      // Whole seconds hold whole periods of whole frequencies: the phase never drifts.
      if (at >= SAMPLE_RATE) at -= SAMPLE_RATE;
      return frame;
    },
  };
}

/** Says nothing, but keeps sending: what a telephone does while its owner listens. */
export const silence = (): Audio => ({ next: () => undefined });

/** 8 kHz samples, once through. */
export function samples(sound: Int16Array): Audio {
  let at = 0;
  return {
    next() {
      if (at >= sound.length) return undefined;
      const frame = new Int16Array(FRAME_SAMPLES);
      frame.set(sound.subarray(at, at + FRAME_SAMPLES));
      at += FRAME_SAMPLES;
      return frame;
    },
  };
}

/** A WAV file, once through; rejects with what is wrong with it. */
export const wavFile = async (path: string): Promise<Audio> => samples(await loadSound(path));
