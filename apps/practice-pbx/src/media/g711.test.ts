import { expect, test } from 'vitest';
import { decodeG711, encodeAlaw, encodeG711, encodeMulaw, type G711Name } from './g711.ts';

// ITU-T G.711 tables 1a and 2a: silence and the ends of the scale.
test('the codes of silence and full scale are the standard’s', () => {
  expect(encodeAlaw(0)).toBe(0xd5);
  expect(encodeAlaw(32767)).toBe(0xaa);
  expect(encodeAlaw(-32768)).toBe(0x2a);
  expect(encodeMulaw(0)).toBe(0xff);
  expect(encodeMulaw(32767)).toBe(0x80);
  expect(encodeMulaw(-32768)).toBe(0x00);
});

test.each<G711Name>(['PCMA', 'PCMU'])(
  '%s: every code decodes to a sample that encodes to the same code',
  (name) => {
    const codes = Uint8Array.from({ length: 256 }, (_, code) => code);
    const again = encodeG711(name, decodeG711(name, codes));
    // µ-law has two zeros.
    const differing = [...again].filter((code, index) => code !== codes[index]);
    expect(differing.length).toBeLessThanOrEqual(name === 'PCMU' ? 1 : 0);
  },
);

test.each<G711Name>(['PCMA', 'PCMU'])(
  '%s keeps a sample within 4 %% or its smallest step',
  (name) => {
    for (let sample = -32768; sample <= 32767; sample += 37) {
      const [back = 0] = decodeG711(name, encodeG711(name, Int16Array.of(sample)));
      expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.max(16, Math.abs(sample) * 0.04));
    }
  },
);
