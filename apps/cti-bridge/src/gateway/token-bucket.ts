/** At most `burst` at once and `perSecond` in the long run. `now` in ms. */
export function tokenBucket(burst: number, perSecond: number): (now: number) => boolean {
  let tokens = burst;
  let last: number | null = null;
  return (now) => {
    if (last !== null) tokens = Math.min(burst, tokens + ((now - last) * perSecond) / 1000);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
