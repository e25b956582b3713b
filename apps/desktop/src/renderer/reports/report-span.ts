/** The period that is in sight on the reports' bar, and what it is compared with. Pure. */
import {
  daysLater,
  lengthOf,
  periodAround,
  periodLater,
  type Days,
} from '@hotline/domain/report-period';
import type { ReportSpan } from '@hotline/ui';

const DAY = 86_400_000;
const timeOf = (day: string): number => Date.parse(`${day}T00:00Z`);

/** The day, the week from Monday, or the month that `day` is in; a range of one's own stays as it is. */
export const spanAround = (span: ReportSpan, day: string, now: Days): Days =>
  span === 'range' ? now : periodAround(span, day);

/** So many periods later, or earlier. */
export function shifted(span: ReportSpan, days: Days, periods: number): Days {
  if (span === 'month') return periodLater('month', days, periods);
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
