/** Days of the hotline's calendar as `2026-11-30`, and the periods that reports speak of. Pure. */
import type { ReportSpan } from '@hotline/ui';

type Days = { readonly from: string; readonly to: string };

const DAY = 86_400_000;
const timeOf = (day: string): number => Date.parse(`${day}T00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

const daysLater = (day: string, days: number): string => dayOf(timeOf(day) + days * DAY);
const lengthOf = ({ from, to }: Days): number => (timeOf(to) - timeOf(from)) / DAY + 1;

/** First day of the month that is so many months later. */
function monthOf(day: string, later = 0): string {
  const at = new Date(timeOf(day));
  return dayOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later, 1));
}

/** The day, the week from Monday, or the month that `day` is in; a range of one's own stays as it is. */
export function spanAround(span: ReportSpan, day: string, now: Days): Days {
  switch (span) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const fromMonday = (new Date(timeOf(day)).getUTCDay() + 6) % 7;
      const from = daysLater(day, -fromMonday);
      return { from, to: daysLater(from, 6) };
    }
    case 'month':
      return { from: monthOf(day), to: daysLater(monthOf(day, 1), -1) };
    default:
      return now;
  }
}

/** So many periods later, or earlier. */
export function shifted(span: ReportSpan, days: Days, periods: number): Days {
  if (span === 'month') return spanAround('month', monthOf(days.from, periods), days);
  const by = lengthOf(days) * periods;
  return { from: daysLater(days.from, by), to: daysLater(days.to, by) };
}

/**
 * The period before, to compare with. Of a period that is under way the same part of the one before: half a day beside
 * a whole one would say that calls had halved. `now`: ms.
 */
export function before(
  span: ReportSpan,
  days: Days,
  today: string,
  now: number,
): { readonly from: string; readonly to: string; readonly isPart: boolean } {
  const earlier = shifted(span, days, -1);
  if (days.to < today || days.from > today) return { ...earlier, isPart: false };
  const passed = (timeOf(today) - timeOf(days.from)) / DAY;
  const lastDay = daysLater(earlier.from, passed);
  // A longer month has days that the one before does not have.
  if (lastDay > earlier.to) return { ...earlier, isPart: false };
  const back = timeOf(today) - timeOf(lastDay);
  const moment = new Date(Math.floor((now - back) / 1000) * 1000).toISOString();
  return { from: earlier.from, to: moment.replace('.000Z', 'Z'), isPart: true };
}
