/** 波形: the loudest sample of each of equal stretches of a stereo recording, citizen left, what they heard right. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Peaks } from '@hotline/domain/recordings';
import { wavHead } from './wav-head.ts';
import { HEAD_BYTES } from './wav-length.ts';

const PCM = 1;
const FULL_SCALE = 32_768;

/** Reads the whole file piece by piece. `peaks` null: it is not 16-bit PCM. null: it is no WAV file. */
export async function waveForm(
  path: string,
  stretches: number,
): Promise<{ readonly durationMs: number; readonly peaks: Peaks | null } | null> {
  const file = await open(path, 'r');
  let bytes: number;
  let head: Buffer;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    head = buffer.subarray(0, bytesRead);
    bytes = (await file.stat()).size;
  } finally {
    await file.close();
  }
  const shape = wavHead(head);
  if (shape === null) return null;
  const sound = Math.max(0, bytes - shape.dataAt);
  const durationMs = Math.round((sound / shape.bytesASecond) * 1000);
  if (shape.format !== PCM || shape.bits !== 16 || shape.channels < 1 || shape.channels > 2) {
    return { durationMs, peaks: null };
  }
  const frameBytes = 2 * shape.channels;
  const frames = Math.floor(sound / frameBytes);
  const loudest = [new Float64Array(stretches), new Float64Array(stretches)] as const;
  let frame = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { start: shape.dataAt })) {
    const chunk = rest.length === 0 ? (piece as Buffer) : Buffer.concat([rest, piece as Buffer]);
    const whole = Math.floor(chunk.length / frameBytes);
    for (let at = 0; at < whole && frame < frames; at += 1, frame += 1) {
      const stretch = Math.floor((frame * stretches) / frames);
      for (let channel = 0; channel < shape.channels; channel += 1) {
        const value = Math.abs(chunk.readInt16LE(at * frameBytes + channel * 2));
        const line = loudest[channel === 0 ? 0 : 1];
        if (value > (line[stretch] ?? 0)) line[stretch] = value;
      }
    }
    rest = chunk.subarray(whole * frameBytes);
  }
  const [citizen, heard] = loudest.map((line) =>
    Array.from(line, (value) => Math.round((100 * value) / FULL_SCALE)),
  );
  return { durationMs, peaks: { citizen: citizen ?? [], heard: heard ?? [] } };
}
