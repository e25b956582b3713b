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
const DESKS: Readonly<Record<string, string>> = {
  desk: '您好，这里是演练台，请讲。',
  'desk-water': '您好，这里是供水演练台，请讲。',
  'desk-power': '您好，这里是供电演练台，请讲。',
  'desk-gas': '您好，这里是燃气演练台，请讲。',
  'desk-heat': '您好，这里是供热演练台，请讲。',
};

/** Citizens who are called back, in their own languages. */
const HELLOS: Readonly<Record<string, string>> = {
  cmn: '喂，你好，哪位？',
  yue: '喂，邊位？',
  'en-gb': 'Hello, who is calling?',
};

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

function speak(sound: string, text: string, voice: SpeakingVoice): void {
  writeFileSync(soundFile(sound), speech(text, voice));
  process.stdout.write(`${sound}\n`);
}

mkdirSync(fileURLToPath(new URL('../../sounds/', import.meta.url)), { recursive: true });
for (const [name, text] of Object.entries(DESKS))
  if (isWanted(name)) speak(`${name}.wav`, text, { language: 'cmn', speed: 180, pitch: 40 });
for (const [language, text] of Object.entries(HELLOS))
  if (isWanted('hello')) speak(`hello-${language}.wav`, text, { language, speed: 180, pitch: 50 });
for (const { id, voice, turns } of citizens) {
  if (isWanted(id)) for (const { sound, text } of turns) speak(sound, text, voice);
}
