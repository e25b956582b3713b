/** ITU-T G.711: one byte a sample, A-law and µ-law. Decoding by table, encoding by segment search. */

const ALAW_XOR = 0x55;
const MULAW_BIAS = 0x84;
const MULAW_CLIP = 32635;

export function encodeAlaw(sample: number): number {
  const negative = sample < 0;
  const magnitude = Math.min(negative ? -sample - 1 : sample, 32767) >> 3;
  let segment = 0;
  for (let limit = 0x1f; magnitude > limit && segment < 7; limit = (limit << 1) | 1) segment++;
  const mantissa = segment < 2 ? (magnitude >> 1) & 0x0f : (magnitude >> segment) & 0x0f;
  return ((negative ? 0 : 0x80) | (segment << 4) | mantissa) ^ ALAW_XOR;
}

function expandAlaw(code: number): number {
  const byte = code ^ ALAW_XOR;
  const segment = (byte >> 4) & 7;
  const mantissa = byte & 0x0f;
  const magnitude =
    segment === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (segment - 1);
  return byte & 0x80 ? magnitude : -magnitude;
}

export function encodeMulaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(sample), MULAW_CLIP) + MULAW_BIAS;
  let segment = 7;
  for (let mask = 0x4000; (magnitude & mask) === 0 && segment > 0; mask >>= 1) segment--;
  const mantissa = (magnitude >> (segment + 3)) & 0x0f;
  return ~(sign | (segment << 4) | mantissa) & 0xff;
}

function expandMulaw(code: number): number {
  const byte = ~code & 0xff;
  const segment = (byte >> 4) & 7;
  const magnitude = (((byte & 0x0f) << 3) + MULAW_BIAS) << segment;
  return byte & 0x80 ? MULAW_BIAS - magnitude : magnitude - MULAW_BIAS;
}

const ALAW_TABLE = Int16Array.from({ length: 256 }, (_, code) => expandAlaw(code));
const MULAW_TABLE = Int16Array.from({ length: 256 }, (_, code) => expandMulaw(code));

export type G711Name = 'PCMA' | 'PCMU';

export function decodeG711(name: G711Name, bytes: Uint8Array): Int16Array {
  const table = name === 'PCMA' ? ALAW_TABLE : MULAW_TABLE;
  const samples = new Int16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) samples[i] = table[bytes[i] ?? 0] ?? 0;
  return samples;
}

export function encodeG711(name: G711Name, samples: Int16Array): Buffer {
  const encode = name === 'PCMA' ? encodeAlaw : encodeMulaw;
  const bytes = Buffer.allocUnsafe(samples.length);
  for (let i = 0; i < samples.length; i++) bytes[i] = encode(samples[i] ?? 0);
  return bytes;
}

/** RTP/AVP's static payload types, RFC 3551 section 6. */
export const G711_PAYLOAD: Record<G711Name, number> = { PCMU: 0, PCMA: 8 };
