import { FRAME_SAMPLES, SAMPLE_RATE, type Frame } from '../media/frame.ts';
import { metronome } from '../media/metronome.ts';

/** Something to hear: 10 ms at a time, undefined when it is over. */
export interface Sound {
  next(): Frame | undefined;
}

/** Samples, so many times (for ever: Infinity); the last frame is filled up with silence. */
export function tape(samples: Int16Array, rounds = 1): Sound {
  let at = 0;
  let left = samples.length === 0 ? 0 : rounds;
  return {
    next() {
      if (left <= 0) return undefined;
      const frame = new Int16Array(FRAME_SAMPLES);
      for (let filled = 0; filled < FRAME_SAMPLES && left > 0;) {
        const part = samples.subarray(at, at + FRAME_SAMPLES - filled);
        frame.set(part, filled);
        filled += part.length;
        at += part.length;
        if (at < samples.length) continue;
        at = 0;
        left--;
      }
      return frame;
    },
  };
}

/** A sound being played to a room or to a member, under the name that its events carry. */
export class Playback {
  readonly file: string;
  /** Heard instead of the room (the music of a held member), not beside it. */
  readonly alone: boolean;
  readonly #sound: Sound;
  #played = 0;

  constructor(file: string, sound: Sound, alone = false) {
    this.file = file;
    this.alone = alone;
    this.#sound = sound;
  }

  /** Samples played so far. */
  get played(): number {
    return this.#played;
  }

  next(): Frame | undefined {
    const frame = this.#sound.next();
    if (frame) this.#played += frame.length;
    return frame;
  }
}

/** How long it has been: what a play-file-…-done event says besides the file. */
export function lengthHeaders(playedSamples: number): Record<string, string> {
  return {
    seconds: String(Math.floor(playedSamples / SAMPLE_RATE)),
    milliseconds: String(Math.floor((playedSamples * 1000) / SAMPLE_RATE)),
    samples: String(playedSamples),
  };
}

/** `local_stream://moh`: one endless tape for the whole PBX, so that everybody hears the same place of it. */
export class MusicLoop {
  readonly #tape: Int16Array;
  #at = 0;
  #frame: Frame;
  #users = 0;
  #stop: (() => void) | undefined;

  constructor(samples: Int16Array) {
    const whole = Math.floor(samples.length / FRAME_SAMPLES) * FRAME_SAMPLES;
    this.#tape = whole === 0 ? new Int16Array(FRAME_SAMPLES) : samples.subarray(0, whole);
    this.#frame = this.#tape.subarray(0, FRAME_SAMPLES);
  }

  /** The 10 ms of this beat. */
  get frame(): Frame {
    return this.#frame;
  }

  /** The tape from where it is now, for one listener among others; it runs only as long as somebody uses it. */
  sound(): Sound {
    return { next: () => this.#frame };
  }

  /** Keeps the tape running until the returned function is called. Ask before subscribing a mixer to the metronome. */
  use(): () => void {
    this.#users++;
    this.#stop ??= metronome.subscribe(() => this.#advance());
    let used = true;
    return () => {
      if (!used) return;
      used = false;
      if (--this.#users > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }

  #advance(): void {
    this.#at = (this.#at + FRAME_SAMPLES) % this.#tape.length;
    this.#frame = this.#tape.subarray(this.#at, this.#at + FRAME_SAMPLES);
  }
}
