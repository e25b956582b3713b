/**
 * 工作日 with 调休: Monday to Friday, but for the days off and the working weekends of the State Council's yearly notice
 * (国务院办公厅关于部分节假日安排的通知). A year without its notice is refused, never guessed.
 */
import type { Result } from '../result/index.ts';
import { err, ok } from '../result/index.ts';
import type { HolidayYear } from './holiday-year.ts';

/** Days as days since 1970-01-01, in the hotline's zone. */
export type WorkingCalendar = ReadonlyMap<number, YearOfDays>;

type YearOfDays = { readonly off: ReadonlySet<number>; readonly working: ReadonlySet<number> };

export type CalendarRefusal = { readonly code: 'year-without-data'; readonly year: number };

const DAY = 86_400_000;

// oxlint-disable-next-line no-restricted-globals -- arithmetic on a date that is given; no clock is read
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;

/** A later notice for the same year replaces the earlier one, as the State Council's own corrections do. */
export function workingCalendar(years: readonly HolidayYear[]): WorkingCalendar {
  return new Map(
    years.map(({ year, off, working }) => [
      year,
      { off: new Set(off.flatMap(daysOf)), working: new Set(working.map(dayOf)) },
    ]),
  );
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
  const known = calendar.get(year);
  if (known === undefined) return err({ code: 'year-without-data', year });
  if (known.working.has(day)) return ok(true);
  const weekday = date.getUTCDay();
  return ok(weekday !== 0 && weekday !== 6 && !known.off.has(day));
}
