import { expect, it } from 'vitest';
import { meterShare } from './level-meter.tsx';

it.each([
  [0, 0],
  [-1, 0],
  [10 ** (-60 / 20), 0],
  [10 ** (-50 / 20), 0],
  [10 ** (-25 / 20), 0.5],
  [1, 1],
  [2, 1],
])('a level of %f fills %f of the meter', (level, share) => {
  expect(meterShare(level)).toBeCloseTo(share);
});
