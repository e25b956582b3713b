/** What a citizen is told stands in files; in a test each is a tone of its own, so that it can be measured. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sine } from '../../apps/practice-pbx/src/media/tone.ts';
import { writeWav } from '../../apps/practice-pbx/src/media/wav.ts';

const RATE = 8000;
const LONG_MS = 1200;

/** Multiples of 25 Hz, as the voices in stage.ts, and none a multiple of one of them. */
export const PROMPT_HZ = {
  'seat-lost': 2575,
  'emergency-wait': 2725,
  'transfer-wait': 2875,
  parked: 3025,
  'call-back': 3175,
  survey: 3325,
  'survey-thanks': 3425,
} as const;

/** Returns the folder. */
export function writeTonePrompts(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, hz] of Object.entries(PROMPT_HZ)) {
    const sound = { sampleRate: RATE, channels: 1, samples: sine(hz, LONG_MS) };
    writeFileSync(path.join(folder, `${name}.wav`), writeWav(sound, 'PCMA'));
  }
  return folder;
}
