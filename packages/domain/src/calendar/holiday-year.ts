import { z } from 'zod';

const date = z.iso.date();

/** One year's notice, as it is imported. Dates are the calendar's own, without a zone; `to` is a day off too. */
export const holidayYear = z
  .object({
    year: z.number().int().min(2000).max(2200),
    /** The notice: its number, and where it was read. */
    source: z.string().min(1).max(300),
    off: z
      .array(
        z
          .object({ from: date, to: date })
          .refine(({ from, to }) => from <= to, 'ends before it begins'),
      )
      .min(1),
    /** Weekend days that are worked (上班). */
    working: z.array(date),
  })
  .refine(
    ({ year, off, working }) =>
      [...off.flatMap(({ from, to }) => [from, to]), ...working].every((one) =>
        one.startsWith(`${year}-`),
      ),
    'a day of another year',
  )
  .refine(
    ({ off, working }) =>
      !working.some((one) => off.some(({ from, to }) => from <= one && one <= to)),
    'a day both off and worked',
  );
export type HolidayYear = z.infer<typeof holidayYear>;
