/**
 * 工作日 with 调休: Monday to Friday, but for the days off and the working weekends of the State Council's yearly notice
 * (国务院办公厅关于部分节假日安排的通知). A year without its notice is refused, never guessed.
 */
import type { Result } from '../result/index.ts';
import { err, ok } from '../result/index.ts';
import type { HolidayYear } from './holiday-year.ts';

/** Days as days since 1970-01-01, in the hotline's zone. */
export type WorkingCalendar = {
  readonly years: ReadonlySet<number>;
  readonly off: ReadonlySet<number>;
  readonly working: ReadonlySet<number>;
};

export type CalendarRefusal = { readonly code: 'year-without-data'; readonly year: number };

const DAY = 86_400_000;

// oxlint-disable-next-line no-restricted-globals -- arithmetic on a date that is given; no clock is read
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

/** A later notice for the same year replaces the earlier one, as the State Council's own corrections do. */
export function workingCalendar(notices: readonly HolidayYear[]): WorkingCalendar {
  const byYear = new Map(notices.map((notice) => [notice.year, notice]));
  const kept = [...byYear.values()];
  return {
    years: new Set(byYear.keys()),
    off: new Set(kept.flatMap(({ off }) => off.flatMap(daysOf))),
    working: new Set(kept.flatMap(({ working }) => working.map(dayOf))),
  };
}

function daysOf({ from, to }: HolidayYear['off'][number]): readonly number[] {
  const first = dayOf(from);
  return Array.from({ length: dayOf(to) - first + 1 }, (_, index) => first + index);
}

export function isWorkingDay(
  calendar: WorkingCalendar,
  day: number,
): Result<boolean, CalendarRefusal> {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a date that is given; no clock is read
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear();
  if (!calendar.years.has(year)) return err({ code: 'year-without-data', year });
  if (calendar.working.has(day)) return ok(true);
  const weekday = date.getUTCDay();
  return ok(weekday !== 0 && weekday !== 6 && !calendar.off.has(day));
}
