/** Durations and times of day as the desk prints them. All durations in ms; negative ones count as zero. */

const two = (n: number) => String(n).padStart(2, '0');

/** `00:42`, `12:05`, from one hour on `1:02:05`. Whole seconds, rounded down. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  return hours === 0 ? rest : `${hours}:${rest}`;
}

/** A countdown reads 00:01 until it is over, so it is rounded up. */
export function countdownText(ms: number): string {
  return clockText(Math.ceil(Math.max(0, ms) / 1000) * 1000);
}

/** `09:05`, in the seat's own zone. */
export function timeOfDay(at: number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `09:05` today, `11-21 09:05` on another day of this year, `2025-11-21` before. */
export function shortDate(at: number, now: number): string {
  const date = new Date(at);
  const today = new Date(now);
  const day = `${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  if (date.getFullYear() !== today.getFullYear()) return `${date.getFullYear()}-${day}`;
  if (date.toDateString() === today.toDateString()) return timeOfDay(at);
  return `${day} ${timeOfDay(at)}`;
}

/** How pressing a wait is. `soon`: the last five seconds before the limit. */
export type WaitUrgency = 'calm' | 'soon' | 'over';
const SOON_MS = 5_000;
export function waitUrgency(waitedMs: number, limitMs: number): WaitUrgency {
  if (waitedMs >= limitMs) return 'over';
  return waitedMs >= limitMs - SOON_MS ? 'soon' : 'calm';
}

/** Share of a whole in per cent with one decimal, or null when there is nothing to divide by. */
export function percentText(numerator: number, denominator: number): string | null {
  return denominator === 0 ? null : `${((100 * numerator) / denominator).toFixed(1)} %`;
}
