/** 时限: a number and its unit, and when it runs out. Due, soon due and overdue are computed from now, never stored. */
import type { Result } from '../result/index.ts';
import { assertNever, ok } from '../result/index.ts';
import type { CalendarRefusal, WorkingCalendar } from './working-calendar.ts';
import { isWorkingDay } from './working-calendar.ts';

export type Limit = {
  readonly count: number;
  readonly unit: 'minutes' | 'hours' | 'days' | 'working-days';
};

export type DueState = 'in-time' | 'soon' | 'overdue';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** How days are counted. */
export type DayCounting = {
  readonly calendar: WorkingCalendar;
  /** The hotline's zone: one fixed offset, as China has no summer time. */
  readonly utcOffsetMinutes: number;
  /** Whether a last day of plain days that is a day off gives way to the next one worked (民法典 art. 203). */
  readonly lastDayOffMoves: boolean;
};

/**
 * When `limit` (count: a whole number from 1), begun at `from`, runs out: ms since 1970 UTC. Minutes and hours run from
 * the moment, through days off; of days the first is not counted (民法典 art. 201) and the last ends at 24:00 (art. 203).
 * docs/decisions/0015 says how art. 203 and 204 were read.
 */
export function dueAt(
  from: number,
  limit: Limit,
  { calendar, utcOffsetMinutes, lastDayOffMoves }: DayCounting,
): Result<number, CalendarRefusal> {
  const shift = utcOffsetMinutes * MINUTE;
  const today = Math.floor((from + shift) / DAY);
  const endOf = (day: number): number => (day + 1) * DAY - shift;
  const endOfWorking = (before: number, count: number): Result<number, CalendarRefusal> => {
    let day = before;
    for (let left = count; left > 0;) {
      day += 1;
      const works = isWorkingDay(calendar, day);
      if (!works.ok) return works;
      if (works.value) left -= 1;
    }
    return ok(endOf(day));
  };
  switch (limit.unit) {
    case 'minutes':
      return ok(from + limit.count * MINUTE);
    case 'hours':
      return ok(from + limit.count * 60 * MINUTE);
    case 'days':
      return lastDayOffMoves
        ? endOfWorking(today + limit.count - 1, 1)
        : ok(endOf(today + limit.count));
    case 'working-days':
      return endOfWorking(today, limit.count);
    default:
      return assertNever(limit.unit);
  }
}

/** The moment it is due is still in time. `soon` in ms before it; all times in ms since 1970 UTC. */
export function dueState(due: number, now: number, soon: number): DueState {
  if (now > due) return 'overdue';
  return due - now <= soon ? 'soon' : 'in-time';
}
