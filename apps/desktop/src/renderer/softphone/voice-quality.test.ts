import { assert, double, property } from 'fast-check';
import { expect, it } from 'vitest';
import { estimateMos } from './voice-quality.ts';

it('reference points of the E-model', () => {
  // R = 93.2 is MOS 4.41 (ITU-T G.107, B.4 at the default values).
  expect(estimateMos(0, 0)).toBeCloseTo(4.41, 2);
  // 1 % random loss on G.711 with concealment costs 3.6 R.
  expect(estimateMos(0.01, 0)).toBeCloseTo(4.32, 1);
  expect(estimateMos(0, 400)).toBeLessThan(3.4);
  expect(estimateMos(1, 0)).toBeLessThan(1.3);
  expect(estimateMos(1, 2_000)).toBe(1);
});

it('never better with more loss or more delay, always between 1 and 4.5', () => {
  const loss = double({ min: 0, max: 1, noNaN: true });
  const delay = double({ min: 0, max: 3_000, noNaN: true });
  assert(
    property(loss, loss, delay, delay, (l1, l2, d1, d2) => {
      const better = estimateMos(Math.min(l1, l2), Math.min(d1, d2));
      const worse = estimateMos(Math.max(l1, l2), Math.max(d1, d2));
      expect(worse).toBeLessThanOrEqual(better + 1e-9);
      expect(worse).toBeGreaterThanOrEqual(1);
      expect(better).toBeLessThanOrEqual(4.5);
    }),
  );
});
