import { shortDate } from './clock-text.ts';
import { useTime, useZone } from './clock.tsx';

const HOUR_MS = 3_600_000;

/** Prints a moment as `shortDate` does; looked at again each hour, when today may have become yesterday. */
export function useDateText(): (at: number) => string {
  const hour = useTime((now) => Math.floor(now / HOUR_MS));
  const zone = useZone();
  return (at) => shortDate(at, hour * HOUR_MS, zone);
}
