import { FRAME_SAMPLES, saturate, SILENCE, type Frame } from '../media/frame.ts';

/** One member for one beat of the mixer. */
export interface MixerInput {
  readonly id: number;
  /** What the member said in these 10 ms; undefined is silence. */
  readonly frame: Frame | undefined;
  readonly speaks: boolean;
  readonly hears: boolean;
}

/** Whether `listener` may hear `speaker`; true unless a `relate` of the room says otherwise. */
export type MayHear = (listener: number, speaker: number) => boolean;

/** What each member hears: the sum of everybody else who speaks, by member id. Who does not hear gets silence. */
export function mix(
  inputs: readonly MixerInput[],
  mayHear: MayHear = () => true,
): Map<number, Frame> {
  const speakers = inputs.filter((input) => input.speaks && input.frame !== undefined);
  const heard = new Map<number, Frame>();
  for (const listener of inputs) {
    const voices = listener.hears
      ? speakers.filter((speaker) => speaker.id !== listener.id && mayHear(listener.id, speaker.id))
      : [];
    heard.set(listener.id, sumOf(voices.map((voice) => voice.frame ?? SILENCE)));
  }
  return heard;
}

/** The sum of frames, saturated: the same array again when there is only one. */
export function sumOf(frames: readonly Frame[]): Frame {
  if (frames.length === 0) return SILENCE;
  if (frames.length === 1) return frames[0] ?? SILENCE;
  const sum = new Int16Array(FRAME_SAMPLES);
  for (let i = 0; i < FRAME_SAMPLES; i++) {
    let value = 0;
    for (const frame of frames) value += frame[i] ?? 0;
    sum[i] = saturate(value);
  }
  return sum;
}
