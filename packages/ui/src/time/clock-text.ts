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

/** IANA name of the zone in which times are printed; null: the seat's own. */
export type TimeZone = string | null;

/** `09:05` in that zone. */
export function timeOfDay(at: number, zone: TimeZone): string {
  const { hour, minute } = calendar(at, zone);
  return `${hour}:${minute}`;
}

/** `09:05` today, `11-21 09:05` on another day of this year, `2025-11-21` before; day and year are the zone's. */
export function shortDate(at: number, now: number, zone: TimeZone): string {
  const then = calendar(at, zone);
  const today = calendar(now, zone);
  const day = `${then.month}-${then.day}`;
  if (then.year !== today.year) return `${then.year}-${day}`;
  if (day === `${today.month}-${today.day}`) return timeOfDay(at, zone);
  return `${day} ${timeOfDay(at, zone)}`;
}

/** That zone's local time minus UTC, in minutes; 480 in China. */
export function utcOffsetMinutes(at: number, zone: TimeZone): number {
  const { year, month, day, hour, minute } = calendar(at, zone);
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
  );
  return local / 60_000 - Math.floor(at / 60_000);
}

type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** 1 = Monday … 7 = Sunday on that zone's calendar. */
export function weekday(at: number, zone: TimeZone): Weekday {
  const { year, month, day } = calendar(at, zone);
  const since = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDay();
  return (since === 0 ? 7 : since) as Weekday;
}

/** `2026-11-22 09:05:07`, for paper; with `ms` the thousandths too. */
export function dateTime(at: number, zone: TimeZone, ms = false): string {
  const { year, month, day, hour, minute } = calendar(at, zone);
  const seconds = two(Math.floor(at / 1000) % 60);
  const rest = ms ? `.${String(at % 1000).padStart(3, '0')}` : '';
  return `${year}-${month}-${day} ${hour}:${minute}:${seconds}${rest}`;
}

type CalendarField = 'year' | 'month' | 'day' | 'hour' | 'minute';

function calendar(at: number, zone: TimeZone): Readonly<Record<CalendarField, string>> {
  const parts = formatOf(zone).formatToParts(at);
  const field = (wanted: CalendarField) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return {
    year: field('year'),
    month: field('month'),
    day: field('day'),
    hour: field('hour'),
    minute: field('minute'),
  };
}

/** Making one costs a thousand times what using it costs. */
const formats = new Map<TimeZone, Intl.DateTimeFormat>();
function formatOf(zone: TimeZone): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = newFormat(zone);
  formats.set(zone, made);
  return made;
}

function newFormat(zone: TimeZone): Intl.DateTimeFormat {
  const digits = '2-digit';
  try {
    return new Intl.DateTimeFormat('en-GB', {
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
      hourCycle: 'h23',
      ...(zone === null ? {} : { timeZone: zone }),
    });
  } catch (error) {
    // A zone that this browser's list does not have: a time in the seat's own zone is better than a blank screen.
    if (zone === null || !(error instanceof RangeError)) throw error;
    return newFormat(null);
  }
}

/** How pressing a wait is. `soon`: the last five seconds before the limit. */
export type WaitUrgency = 'calm' | 'soon' | 'over';
const SOON_MS = 5_000;
export function waitUrgency(waitedMs: number, limitMs: number): WaitUrgency {
  if (waitedMs >= limitMs) return 'over';
  return waitedMs >= limitMs - SOON_MS ? 'soon' : 'calm';
}

/**
 * Share of a whole in per cent with one decimal, or null when there is nothing to divide by. Cut, not rounded: 94.96 % is
 * not 95 %, and must not be read so beside the mark that the target was missed.
 */
export function percentText(numerator: number, denominator: number): string | null {
  const share = percentCut(numerator, denominator);
  return share === null ? null : `${share.toFixed(1)} %`;
}

/** The same as a number, 0…100. */
export const percentCut = (numerator: number, denominator: number): number | null =>
  denominator === 0 ? null : Math.floor((1_000 * numerator) / denominator) / 10;
