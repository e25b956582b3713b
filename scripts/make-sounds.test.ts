import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { energyOf } from '../apps/practice-pbx/src/media/frame.ts';
import { readWav } from '../apps/practice-pbx/src/media/wav.ts';
import { musicOnHold, prompts } from './make-sounds.ts';

const sounds = (path: string): string =>
  fileURLToPath(new URL(`../config/freeswitch/sounds/${path}`, import.meta.url));

test('the music on hold is what the script writes', () => {
  expect(readFileSync(sounds('moh/hotline.wav')).equals(musicOnHold())).toBe(true);
});

test('every prompt is there, at the telephone network’s rate, and says something within ten seconds', () => {
  expect(readdirSync(sounds('prompts')).toSorted()).toEqual(Object.keys(prompts).toSorted());
  for (const name of Object.keys(prompts)) {
    const wav = readWav(readFileSync(sounds(`prompts/${name}`)));
    expect(wav).toMatchObject({ sampleRate: 8000, channels: 1 });
    expect(wav.samples.length).toBeLessThan(10 * 8000);
    expect(energyOf(wav.samples)).toBeGreaterThan(500);
  }
});
