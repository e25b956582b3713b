/** When an entry can be reached, on the hotline's own clock: one fixed offset, since its zone has no summer time. */
import type { DirectoryEntry } from './entry.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

type LocalTime = {
  /** Whole days since 1970-01-01 on the local clock. */
  readonly day: number;
  readonly minute: number;
};

function localTime(now: number, utcOffsetMinutes: number): LocalTime {
  const minutes = Math.floor(now / MINUTE_MS) + utcOffsetMinutes;
  const day = Math.floor(minutes / DAY_MINUTES);
  return { day, minute: minutes - day * DAY_MINUTES };
}

/** 1 = Monday … 7 = Sunday; 1970-01-01 was a Thursday. */
const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

type Hours = Pick<DirectoryEntry, 'hours'>;

/** `now` in ms since 1970 UTC; `utcOffsetMinutes` local time minus UTC, e.g. 480. */
export function isOpen({ hours }: Hours, now: number, utcOffsetMinutes: number): boolean {
  if (hours === null) return true;
  const { day, minute } = localTime(now, utcOffsetMinutes);
  const today = weekdayOf(day);
  const yesterday = weekdayOf(day - 1);
  return hours.some(({ days, from, to }) =>
    to > from
      ? days.includes(today) && minute >= from && minute < to
      : (days.includes(today) && minute >= from) || (days.includes(yesterday) && minute < to),
  );
}

/** ms since 1970 UTC at which it opens next; null when it is open now, or never will be. */
export function nextOpening(entry: Hours, now: number, utcOffsetMinutes: number): number | null {
  if (entry.hours === null || isOpen(entry, now, utcOffsetMinutes)) return null;
  const { day, minute } = localTime(now, utcOffsetMinutes);
  const openings = entry.hours.flatMap(({ days, from }) =>
    // A week later the same day comes again.
    Array.from({ length: 8 }, (_, ahead) => day + ahead)
      .filter((date) => days.includes(weekdayOf(date)) && (date > day || from > minute))
      .map((date) => date * DAY_MINUTES + from),
  );
  return openings.length === 0 ? null : (Math.min(...openings) - utcOffsetMinutes) * MINUTE_MS;
}
