import { readFile } from 'node:fs/promises';
import { SAMPLE_RATE } from './frame.ts';
import { Resampler } from './resampler.ts';
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
