/**
 * Speaks the script with espeak-ng and writes `sounds/*.wav`: 8 kHz mono A-law. The files are committed; run this after
 * a change of script.ts, where espeak-ng 1.51 or newer is installed:
 *
 *   node apps/practice-pbx/src/citizen/make-sounds.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SAMPLE_RATE } from '../media/frame.ts';
import { Resampler } from '../media/resampler.ts';
import { readWav, writeWav } from '../media/wav.ts';
import { citizens } from './script.ts';
import { soundFile } from './sounds.ts';

const SPEAKER = 'espeak-ng';
/** espeak-ng is loud; a telephone voice stands at about −15 dBFS. */
const GAIN = 0.6;

/** What a practice desk says when a trainee transfers a call to it. */
const DESK = '您好，这里是演练台，请讲。';

function speak(
  sound: string,
  text: string,
  voice: { language: string; speed: number; pitch: number },
): void {
  const spoken = execFileSync(
    SPEAKER,
    ['-v', voice.language, '-s', String(voice.speed), '-p', String(voice.pitch), '--stdout', text],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const { sampleRate, samples } = readWav(spoken);
  const narrow = new Resampler(sampleRate, SAMPLE_RATE).push(samples);
  const quieter = narrow.map((value) => Math.round(value * GAIN));
  writeFileSync(
    soundFile(sound),
    writeWav({ sampleRate: SAMPLE_RATE, channels: 1, samples: quieter }, 'PCMA'),
  );
  process.stdout.write(`${sound} ${(narrow.length / SAMPLE_RATE).toFixed(1)} s\n`);
}

mkdirSync(fileURLToPath(new URL('../../sounds/', import.meta.url)), { recursive: true });
speak('desk.wav', DESK, { language: 'cmn', speed: 180, pitch: 40 });
for (const { voice, turns } of citizens) {
  for (const { sound, text } of turns) speak(sound, text, voice);
}
