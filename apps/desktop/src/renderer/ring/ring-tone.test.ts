import { describe, expect, it } from 'vitest';
import { RISING_MS, ringPlan } from './ring-tone.ts';

describe('the ring', () => {
  it('is 450 Hz, one second in five, at first', () => {
    expect(ringPlan(15_000, 1)).toMatchObject({ frequency: 450, everyMs: 5_000 });
  });
  it('rises in the last five seconds and stays up past the limit', () => {
    for (const left of [RISING_MS, 1_000, 0, -30_000]) {
      expect(ringPlan(left, 1).frequency).toBeGreaterThan(450);
      expect(ringPlan(left, 1).gain).toBeGreaterThan(ringPlan(15_000, 1).gain);
      expect(ringPlan(left, 1).everyMs).toBeLessThan(5_000);
    }
  });
  it('is silent at volume 0', () => {
    expect(ringPlan(1_000, 0).gain).toBe(0);
  });
});
