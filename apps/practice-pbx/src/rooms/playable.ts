import { isAbsolute, join } from 'node:path';
import type { PbxCore } from '../core.ts';
import { SAMPLE_RATE } from '../media/frame.ts';
import { loadSound } from '../media/sound-files.ts';
import { toneStream } from '../media/tone.ts';
import { tape, type Sound } from './playback.ts';

export interface Playable {
  /** Where it was found: under this name its end is told. */
  readonly file: string;
  readonly sound: Sound;
}

/**
 * What `conference R play` and `hold` may name: a WAV file, relative ones in the profile's `sound-prefix`,
 * `local_stream://moh`, `tone_stream://…` or `silence_stream://ms`. Undefined when there is no such thing.
 */
export async function findPlayable(
  core: Pick<PbxCore, 'music' | 'prompts'>,
  name: string,
): Promise<Playable | undefined> {
  if (!name.includes('://')) {
    if (!isAbsolute(name) && core.prompts === undefined) return undefined;
    const file = isAbsolute(name) ? name : join(core.prompts ?? '', name);
    const samples = await loadSound(file).catch(() => undefined);
    return samples && { file, sound: tape(samples) };
  }
  if (name === 'local_stream://moh') return { file: name, sound: core.music.sound() };
  const silence = /^silence_stream:\/\/(-?\d{1,6})/.exec(name);
  if (silence) {
    const ms = Number(silence[1]);
    const samples = new Int16Array(((ms > 0 ? ms : 1000) * SAMPLE_RATE) / 1000);
    return { file: name, sound: tape(samples, ms > 0 ? 1 : Infinity) };
  }
  const tone = toneStream(name);
  return tone && { file: name, sound: tape(tone.samples, tone.rounds) };
}
