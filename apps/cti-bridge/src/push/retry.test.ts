import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { waitBeforeRetry } from './retry.ts';

const busy = (retryAfterMs: number) => ({ status: 503, retryAfterMs });
const silence = { status: null, retryAfterMs: null };

it.each([
  [1, 0, 500],
  [1, 0.999, 1000],
  [2, 0, 1000],
  [4, 0.5, 6000],
  [7, 0, 30_000],
  [20, 0.999, 59_970],
])('after attempt %i with chance %d it waits %i ms', (attempts, random, wait) => {
  expect(Math.abs((waitBeforeRetry(attempts, 0, silence, random) ?? 0) - wait)).toBeLessThan(2);
});

it.each([null, 500, 502, 503, 504, 408, 425, 429])('%s passes', (status) => {
  expect(waitBeforeRetry(1, 0, { status, retryAfterMs: null }, 0)).not.toBeNull();
});

it.each([301, 302, 307, 400, 401, 403, 404, 409, 410, 413, 422])('%i does not', (status) => {
  expect(waitBeforeRetry(1, 0, { status, retryAfterMs: null }, 0)).toBeNull();
});

it('waits as long as it is asked to, within its own five minutes', () => {
  expect(waitBeforeRetry(1, 0, busy(20_000), 0)).toBe(20_000);
  expect(waitBeforeRetry(6, 0, busy(1000), 0)).toBe(16_000);
  expect(waitBeforeRetry(1, 0, busy(600_000), 0)).toBeNull();
});

it('ends within five minutes, whatever the chances are', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (chances) => {
      let at = 0;
      let attempts = 1;
      for (const chance of chances) {
        const wait = waitBeforeRetry(attempts, at, silence, chance);
        if (wait === null) break;
        at += wait;
        attempts += 1;
      }
      expect(at).toBeLessThanOrEqual(300_000);
      expect(at).toBeGreaterThan(200_000);
      expect(attempts).toBeLessThan(30);
    }),
  );
});
