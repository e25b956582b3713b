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

/**
 * When `limit` (count: a whole number from 1), begun at `from`, runs out: ms since 1970 UTC. Minutes and hours run from
 * the moment; of days the first is not counted and the last ends at 24:00 (民法典 art. 201, 203), in the hotline's zone:
 * one fixed offset, as China has no summer time. Art. 203's shift of a last day that is a day off is not applied to
 * plain days: no hotline rule that we read says so.
 */
export function dueAt(
  from: number,
  limit: Limit,
  calendar: WorkingCalendar,
  utcOffsetMinutes: number,
): Result<number, CalendarRefusal> {
  const shift = utcOffsetMinutes * MINUTE;
  const today = Math.floor((from + shift) / DAY);
  const endOf = (day: number): number => (day + 1) * DAY - shift;
  switch (limit.unit) {
    case 'minutes':
      return ok(from + limit.count * MINUTE);
    case 'hours':
      return ok(from + limit.count * 60 * MINUTE);
    case 'days':
      return ok(endOf(today + limit.count));
    case 'working-days': {
      let day = today;
      for (let left = limit.count; left > 0;) {
        day += 1;
        const works = isWorkingDay(calendar, day);
        if (!works.ok) return works;
        if (works.value) left -= 1;
      }
      return ok(endOf(day));
    }
    default:
      return assertNever(limit.unit);
  }
}

/** The moment it is due is still in time. `soon` in ms before it; all times in ms since 1970 UTC. */
export function dueState(due: number, now: number, soon: number): DueState {
  if (now > due) return 'overdue';
  return due - now <= soon ? 'soon' : 'in-time';
}
