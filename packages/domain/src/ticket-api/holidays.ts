/** What goes over `/api/v1/holidays`. */
import { z } from 'zod';
import { holidayYear } from '../calendar/index.ts';

/** Those known, in order of their years. */
export const holidayYears = z.array(
  holidayYear.safeExtend({
    /** null: it came with the configuration. */
    imported: z.object({ at: z.number().int(), person: z.string() }).nullable(),
  }),
);
export const holidayTaken = z.object({
  year: z.number().int(),
  taken: z.enum(['new', 'changed', 'unchanged']),
});
/** 422: every mistake, with its place in the notice. */
export const holidayRefused = z.object({
  code: z.literal('wrong-notice'),
  problems: z.array(z.object({ path: z.string(), zh: z.string(), en: z.string() })),
});
