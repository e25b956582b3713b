/** How long a WAV file plays, in ms, by its first bytes; null when it is none. */
import { open } from 'node:fs/promises';
import { wavHead } from './wav-head.ts';

export const HEAD_BYTES = 4096;

export async function wavLengthMs(path: string): Promise<number | null> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return lengthOf(buffer.subarray(0, bytesRead), (await file.stat()).size);
  } finally {
    await file.close();
  }
}

/** A file that was not closed (the PBX failed) has a wrong length in its header, so what is really there counts. */
export function lengthOf(head: Buffer, fileBytes: number): number | null {
  const shape = wavHead(head);
  if (shape === null) return null;
  return Math.round((Math.max(0, fileBytes - shape.dataAt) / shape.bytesASecond) * 1000);
}
