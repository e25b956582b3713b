/** How long a WAV file plays, in ms, by its first bytes; null when it is none. */
import { open } from 'node:fs/promises';

const HEAD_BYTES = 4096;

export async function wavLengthMs(path: string): Promise<number | null> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return lengthOf(buffer.subarray(0, bytesRead), (await file.stat()).size);
  } finally {
    await file.close();
  }
}

/**
 * RIFF/WAVE: the `fmt ` chunk says bytes a second, `data` begins after it. A file that was not closed (the PBX failed)
 * has a wrong length in its header, so what is really there counts.
 */
export function lengthOf(head: Buffer, fileBytes: number): number | null {
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (head.toString('latin1', 8, 12) !== 'WAVE') return null;
  let bytesASecond = 0;
  for (let at = 12; at + 8 <= head.length;) {
    const chunk = head.toString('latin1', at, at + 4);
    const size = head.readUInt32LE(at + 4);
    if (chunk === 'fmt ' && at + 20 <= head.length) bytesASecond = head.readUInt32LE(at + 16);
    if (chunk === 'data') {
      const there = Math.max(0, fileBytes - at - 8);
      return bytesASecond === 0 ? null : Math.round((there / bytesASecond) * 1000);
    }
    // Chunks begin at even places.
    at += 8 + size + (size % 2);
  }
  return null;
}
