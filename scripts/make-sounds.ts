/**
 * Writes what the PBX plays, so that nothing has to be licensed or fetched. All RIFF/WAVE, mono, 8 kHz (the telephone
 * network's rate). The results are committed; run this to change them:
 *
 *   node scripts/make-sounds.ts [music] [prompts]
 *
 * music: two soft notes, a fourth apart, 8 s long, PCM 16 bit. prompts: spoken by espeak-ng (1.51 or newer must be
 * installed), A-law; a recorded voice of your own may replace each file.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { speech } from '../apps/practice-pbx/src/citizen/speech.ts';

const RATE = 8000;
const SECONDS = 8;

/** One struck note: start (s), pitch (Hz). Its tail fades before the loop's end, so the seam is silent. */
interface Note {
  readonly start: number;
  readonly pitch: number;
}

const notes: readonly Note[] = [
  { start: 0.1, pitch: 392.0 }, // G4
  { start: 2.1, pitch: 523.25 }, // C5
  { start: 4.1, pitch: 392.0 },
  { start: 6.0, pitch: 523.25 },
];

/** A note's amplitude at `t` seconds after it was struck: 30 ms rise, slow decay, gone after 1.9 s. */
function envelope(t: number): number {
  if (t < 0 || t > 1.9) return 0;
  const rise = Math.min(1, t / 0.03);
  const release = Math.min(1, (1.9 - t) / 0.2);
  return rise * release * Math.exp(-1.4 * t);
}

function sampleAt(t: number): number {
  let sum = 0;
  for (const { start, pitch } of notes) {
    const age = t - start;
    const loudness = envelope(age);
    if (loudness === 0) continue;
    const phase = 2 * Math.PI * pitch * age;
    sum += loudness * (Math.sin(phase) + 0.25 * Math.sin(2 * phase) + 0.08 * Math.sin(3 * phase));
  }
  return sum;
}

/** The whole file's bytes: 44 bytes of header, then little-endian samples. */
export function musicOnHold(): Buffer {
  const count = RATE * SECONDS;
  const wav = Buffer.alloc(44 + count * 2);
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + count * 2, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // mono
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(count * 2, 40);
  for (let index = 0; index < count; index += 1) {
    // -12 dBFS: clearly audible, well below a voice that will speak over it.
    wav.writeInt16LE(Math.round(sampleAt(index / RATE) * 0.25 * 32767), 44 + index * 2);
  }
  return wav;
}

/** `sounds/prompts/<name>`, played by that name (`sound-prefix` of the rooms' profile) to one member of a call. */
export const prompts: Readonly<Record<string, string>> = {
  'emergency-wait.wav': '请勿挂机，正在为您转接紧急救助电话，话务员会一直陪着您。',
  'seat-lost.wav': '通话短暂中断，请不要挂机，我们马上为您重新接通。',
  'transfer-wait.wav': '正在为您转接，请稍候。',
  'parked.wav': '请稍候，马上有工作人员为您服务。',
  'survey.wav': '请按一到五为本次服务打分，五是非常满意，一是非常不满意，不评价请按零。',
  'survey-thanks.wav': '感谢您的评价，再见。',
  // Digit by digit: as a number it would be spoken "twelve thousand".
  'call-back.wav': '您好，这里是一二三四五热线，刚才的通话中断了，正在为您重新接通。',
};

const VOICE = { language: 'cmn', speed: 200, pitch: 55 };

function write(path: string, wav: Buffer): void {
  const file = fileURLToPath(new URL(`../config/freeswitch/sounds/${path}`, import.meta.url));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, wav);
  console.log(file);
}

if (import.meta.main) {
  const wanted = process.argv.slice(2);
  const isWanted = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
  if (isWanted('music')) write('moh/hotline.wav', musicOnHold());
  if (isWanted('prompts'))
    for (const [name, text] of Object.entries(prompts))
      write(`prompts/${name}`, speech(text, VOICE));
}
