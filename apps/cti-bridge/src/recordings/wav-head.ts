/** The head of a RIFF/WAVE file: its shape, and where its sound begins. */

type WavHead = {
  /** WAVE_FORMAT: 1 is PCM. */
  readonly format: number;
  readonly channels: number;
  readonly bits: number;
  readonly bytesASecond: number;
  /** Of the first byte of sound. */
  readonly dataAt: number;
};

/** null: it is none, or its sound does not begin within `head`. */
export function wavHead(head: Buffer): WavHead | null {
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF') return null;
  if (head.toString('latin1', 8, 12) !== 'WAVE') return null;
  let shape: Omit<WavHead, 'dataAt'> | null = null;
  for (let at = 12; at + 8 <= head.length;) {
    const chunk = head.toString('latin1', at, at + 4);
    const size = head.readUInt32LE(at + 4);
    if (chunk === 'fmt ' && at + 24 <= head.length) {
      shape = {
        format: head.readUInt16LE(at + 8),
        channels: head.readUInt16LE(at + 10),
        bytesASecond: head.readUInt32LE(at + 16),
        bits: head.readUInt16LE(at + 22),
      };
    }
    if (chunk === 'data') {
      return shape === null || shape.bytesASecond === 0 ? null : { ...shape, dataAt: at + 8 };
    }
    // Chunks begin at even places.
    at += 8 + size + (size % 2);
  }
  return null;
}
