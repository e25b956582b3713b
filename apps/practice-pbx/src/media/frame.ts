/**
 * The room's unit of sound: 10 ms of 8 kHz mono PCM, signed 16 bit. The rate is the telephone network's own and the one
 * of the rooms of config/freeswitch (conference.conf, `rate`).
 */
export const SAMPLE_RATE = 8000;
export const FRAME_MS = 10;
export const FRAME_SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;

export type Frame = Int16Array;

export const SILENCE: Frame = new Int16Array(FRAME_SAMPLES);

/** Fits a sum of voices into 16 bits by saturation: clipping is heard as loudness, wrapping as a crack. */
export function saturate(sample: number): number {
  if (sample > 32767) return 32767;
  if (sample < -32768) return -32768;
  return sample;
}

/** Mean absolute sample, 0…32768: what FreeSWITCH calls a conference member's energy. */
export function energyOf(frame: Frame): number {
  if (frame.length === 0) return 0;
  let sum = 0;
  for (const sample of frame) sum += Math.abs(sample);
  return Math.round(sum / frame.length);
}
