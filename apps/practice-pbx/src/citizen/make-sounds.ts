/**
 * Speaks the script with espeak-ng and writes `sounds/*.wav`: 8 kHz mono A-law. The files are committed; run this after
 * a change of script.ts, where espeak-ng 1.51 or newer is installed:
 *
 *   node apps/practice-pbx/src/citizen/make-sounds.ts [name…]
 *
 * With names (`water`, `desk`) only those are spoken anew.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { citizens } from './script.ts';
import { soundFile } from './sounds.ts';
import { speech, type SpeakingVoice } from './speech.ts';

/** What a practice desk says when a trainee transfers a call to it. */
const DESK = '您好，这里是演练台，请讲。';

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

function speak(sound: string, text: string, voice: SpeakingVoice): void {
  writeFileSync(soundFile(sound), speech(text, voice));
  process.stdout.write(`${sound}\n`);
}

mkdirSync(fileURLToPath(new URL('../../sounds/', import.meta.url)), { recursive: true });
if (isWanted('desk')) speak('desk.wav', DESK, { language: 'cmn', speed: 180, pitch: 40 });
for (const { id, voice, turns } of citizens) {
  if (isWanted(id)) for (const { sound, text } of turns) speak(sound, text, voice);
}
