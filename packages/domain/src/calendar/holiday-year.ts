import { z } from 'zod';

const date = z.iso.date();

/** What is allowed instead, in both languages: the bridge's messages read it. */
const allowed = (zh: string, en: string) => ({ message: en, params: { allowed: { zh, en } } });

/** One year's notice, as it is imported. Dates are the calendar's own, without a zone; `to` is a day off too. */
export const holidayYear = z
  .strictObject({
    year: z.number().int().min(2000).max(2200),
    /** The notice: its number, and where it was read. */
    source: z.string().trim().min(1).max(300),
    off: z
      .array(
        z
          .strictObject({ from: date, to: date })
          .refine(
            ({ from, to }) => from <= to,
            allowed('起止日期，止不早于起', 'two days, the last not before the first'),
          ),
      )
      .min(1)
      .max(60),
    /** Weekend days that are worked (上班). */
    working: z
      .array(
        date.refine(
          isWeekend,
          allowed('周六或周日（调休上班日）', 'a Saturday or Sunday that is worked'),
        ),
      )
      .max(60),
  })
  .refine(
    ({ year, off, working }) =>
      [...off.flatMap(({ from, to }) => [from, to]), ...working].every(
        (one) => `${year - 1}-12-01` <= one && one <= `${year}-12-31`,
      ),
    // 元旦 of 2019 and 2023 began in the December before.
    allowed('这一年（及上年 12 月）的日期', 'days of that year, or of the December before'),
  )
  .refine(
    ({ off, working }) =>
      !working.some((one) => off.some(({ from, to }) => from <= one && one <= to)),
    allowed('放假日与上班日不重叠', 'no day that is both off and worked'),
  );
export type HolidayYear = z.infer<typeof holidayYear>;

function isWeekend(day: string): boolean {
  // oxlint-disable-next-line no-restricted-globals -- arithmetic on a date that is given; no clock is read
  return [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
}
