/** `/api/v1/reports/files`: 定期报表 as they were written, and the schedules that write them. Instants: ms since 1970 UTC. */
import { z } from 'zod';
import { fileFormats } from '../report-period/index.ts';
import { reportBy, ticketReportBy } from './shapes.ts';

const instant = z.number().int().nonnegative();
const day = z.iso.date();

export const reportFile = z.object({
  name: z.string(),
  /** Id of its schedule, which may be no more. */
  schedule: z.string(),
  from: day,
  to: day,
  /** 指标口径 (or 时限规则) that made it. */
  definition: z.string(),
  format: z.enum(fileFormats),
  bytes: z.number().int().nonnegative(),
  writtenAt: instant,
});
export type ReportFileView = z.infer<typeof reportFile>;

export const fileSchedule = z.object({
  id: z.string(),
  subject: z.enum(['calls', 'tickets']),
  by: z.union([reportBy, ticketReportBy]),
  every: z.enum(['day', 'week', 'month']),
  /** Local time, `06:00`. */
  at: z.string(),
  formats: z.array(z.enum(fileFormats)),
  nextAt: instant,
  /** What is due and could not be written yet; null: all is written. */
  late: z
    .object({
      from: day,
      to: day,
      /** `no-room`: the disk is full. */
      why: z.enum(['no-room', 'failed']),
      since: instant,
      tries: z.number().int().positive(),
      againAt: instant,
    })
    .nullable(),
});
export type FileScheduleView = z.infer<typeof fileSchedule>;

export const reportFiles = z.object({
  schedules: z.array(fileSchedule),
  /** Newest first. */
  files: z.array(reportFile),
  /** null: for ever. */
  keepDays: z.number().int().positive().nullable(),
});
export type ReportFiles = z.infer<typeof reportFiles>;
