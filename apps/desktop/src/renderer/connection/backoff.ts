const FIRST_MS = 250;
const MOST_MS = 2_000;

/**
 * Wait before the next try, ms: doubling from 250 ms, at most 2 s, the upper half at random so that five hundred
 * seats do not come back in one instant. `random` is 0…1.
 */
export function retryDelayMs(attempt: number, random: number): number {
  const whole = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(whole / 2 + (whole / 2) * random);
}
