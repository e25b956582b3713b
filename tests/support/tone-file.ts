import { writeFileSync } from 'node:fs';

const RATE = 48_000;

/**
 * A WAV file for Chromium's `--use-file-for-fake-audio-capture`: a tone that comes and goes like speech, since the
 * seat's noise suppression takes a steady tone for noise.
 */
export function writeToneFile(file: string, hz: number): void {
  const seconds = 6;
  const data = Buffer.alloc(RATE * seconds * 2);
  for (let i = 0; i < RATE * seconds; i++) {
    const ms = (i / RATE) * 1000;
    const loud = ms % 400 < 250 ? 0.5 : 0;
    data.writeInt16LE(Math.round(Math.sin((2 * Math.PI * hz * i) / RATE) * loud * 32_767), i * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  writeFileSync(file, Buffer.concat([header, data]));
}
