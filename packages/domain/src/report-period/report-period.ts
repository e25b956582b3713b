// oxlint-disable no-restricted-globals -- arithmetic on days that are given; no clock is read
/** The periods that reports speak of, as days of the hotline's calendar: `2026-11-30`, first and last one included. Pure. */
export type Days = { readonly from: string; readonly to: string };
export type ReportEvery = 'day' | 'week' | 'month';

const DAY = 86_400_000;
const timeOf = (day: string): number => Date.parse(`${day}T00:00Z`);
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const daysLater = (day: string, days: number): string => dayOf(timeOf(day) + days * DAY);
export const lengthOf = ({ from, to }: Days): number => (timeOf(to) - timeOf(from)) / DAY + 1;

/** First day of the month that is so many months later. */
function monthOf(day: string, later = 0): string {
  const at = new Date(timeOf(day));
  return dayOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later, 1));
}

/** The day, the week from Monday, or the month that `day` is in. */
export function periodAround(every: ReportEvery, day: string): Days {
  if (every === 'day') return { from: day, to: day };
  if (every === 'month') return { from: monthOf(day), to: daysLater(monthOf(day, 1), -1) };
  const fromMonday = (new Date(timeOf(day)).getUTCDay() + 6) % 7;
  const from = daysLater(day, -fromMonday);
  return { from, to: daysLater(from, 6) };
}

/** So many periods later, or earlier. */
export function periodLater(every: ReportEvery, days: Days, periods: number): Days {
  if (every === 'month') return periodAround('month', monthOf(days.from, periods));
  const by = lengthOf(days) * periods;
  return { from: daysLater(days.from, by), to: daysLater(days.to, by) };
}
