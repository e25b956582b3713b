/** Section `reports`: files that are written by themselves (定期报表), and from when on something is a hot spot (热点). */
import { reportBy, ticketReportBy } from '@hotline/domain/report-api';
import { fileFormats } from '@hotline/domain/report-period';
import { z } from 'zod';
import { minuteOfDay } from './minute-of-day.ts';
import { repeated, type ReferenceProblem } from './reference-problem.ts';
import { clockTime, queueId } from './values.ts';

const groups = { calls: reportBy.options, tickets: ticketReportBy.options } as const;

const whole = z.number().int();
/** From when on something is told; docs/guide/reports.md says how each is counted. */
const hotSpots = z
  .strictObject({
    /** Weeks before, whose same weekday and hours a category or a place is held against. */
    weeks: whole.min(2).max(52).default(8),
    /** Fewer are never told. */
    least: whole.min(2).max(10_000).default(5),
    /** So many times the mean of those weeks, … */
    times: z.number().min(1).max(100).default(1.5),
    /** … and by chance less often than this. */
    rareness: z.number().min(1e-9).max(0.5).default(0.001),
    /** 一人多次 */
    callers: z
      .strictObject({
        calls: whole.min(2).max(1_000).default(5),
        days: whole.min(1).max(31).default(7),
      })
      .prefault({}),
    /** 一事多人: different callers, and how alike (0…100) two open tickets of one place must be. */
    matters: z
      .strictObject({
        callers: whole.min(2).max(1_000).default(3),
        days: whole.min(1).max(31).default(7),
        likeness: whole.min(25).max(100).default(45),
      })
      .prefault({}),
  })
  .prefault({});

export const reports = z
  .strictObject({
    /** Files whose period has been over for longer are removed; null: never. A monthly file must outlive its month. */
    keepDays: z.number().int().min(62).max(36_500).nullable().default(400),
    files: z
      .array(
        z.strictObject({
          /** In the files' names. */
          id: queueId,
          subject: z.enum(['calls', 'tickets']),
          by: z.enum([...new Set([...groups.calls, ...groups.tickets])]),
          every: z.enum(['day', 'week', 'month']),
          /** Of the day after the period, in the hotline's zone. */
          at: clockTime,
          formats: z
            .array(z.enum(fileFormats))
            .min(1)
            .default([...fileFormats]),
        }),
      )
      .max(50)
      .default([]),
    hotSpots,
  })
  .prefault({});
type ReportsSection = z.infer<typeof reports>;

export const scheduledReportsOf = ({ reports: { files } }: { readonly reports: ReportsSection }) =>
  files.map((file) => ({ ...file, atMinute: minuteOfDay(file.at) }));

export function checkReports({ files }: ReportsSection): ReferenceProblem[] {
  return [
    ...repeated(files, ['reports', 'files'], 'id'),
    ...files.flatMap(({ subject, by }, index): ReferenceProblem[] => {
      const known: readonly string[] = groups[subject];
      if (known.includes(by)) return [];
      const words = known.join(', ');
      return [
        {
          path: ['reports', 'files', index, 'by'],
          words: {
            zh: `${subject} 的报表不能按“${by}”分组；可用：${words}`,
            en: `reports of ${subject} have no group "${by}"; there are: ${words}`,
          },
        },
      ];
    }),
  ];
}
