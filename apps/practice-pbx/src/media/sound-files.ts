import { readFile } from 'node:fs/promises';
import { SAMPLE_RATE } from './frame.ts';
import { Resampler } from './resampler.ts';
import { toneStream } from './tone.ts';
import { readWav } from './wav.ts';

/** A WAV file as 8 kHz mono; rejects with what is wrong with it. */
export async function loadSound(path: string): Promise<Int16Array> {
  const wav = readWav(await readFile(path));
  const mono =
    wav.channels === 1 ? wav.samples : wav.samples.filter((_, index) => index % wav.channels === 0);
  return wav.sampleRate === SAMPLE_RATE
    ? mono
    : new Resampler(wav.sampleRate, SAMPLE_RATE).push(mono);
}

/** What `conference R play` may name: a WAV file, `tone_stream://…` or `silence_stream://ms`. Undefined: not found. */
export async function loadPlayable(name: string): Promise<Int16Array | undefined> {
  if (name.startsWith('tone_stream://')) return toneStream(name);
  const silence = /^silence_stream:\/\/(\d{1,6})/.exec(name);
  if (silence) return new Int16Array((Number(silence[1]) * SAMPLE_RATE) / 1000);
  return loadSound(name).catch(() => undefined);
}
