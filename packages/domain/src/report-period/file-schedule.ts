// oxlint-disable no-restricted-globals -- arithmetic on days that are given; no clock is read
/**
 * 定期报表: which files are to be written when. Pure: what has been written is read from the names of the files.
 *
 *   … period ends ── `atMinute` of the next day ─► due ─► written, once in each format ─► kept for its days
 *
 * A schedule of which nothing has been written begins with the period that became due last; from then on every period
 * follows, however long the bridge was away.
 */
import type { DayBoundary } from '../metrics/index.ts';
import {
  daysLater,
  periodAround,
  periodLater,
  type Days,
  type ReportEvery,
} from './report-period.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

export type FileSchedule = {
  /** In the files' names: small letters, digits, hyphens. */
  readonly id: string;
  readonly every: ReportEvery;
  /** Minute of the local day after the period at which it is written. */
  readonly atMinute: number;
};

/** When the files of a period are due, ms since 1970 UTC: never before the hotline's own day is over. */
function fileDueAt(
  { atMinute }: Pick<FileSchedule, 'atMinute'>,
  { to }: Days,
  { utcOffsetMinutes, startsAtMinute }: DayBoundary,
): number {
  const midnight = Date.parse(`${daysLater(to, 1)}T00:00Z`) - utcOffsetMinutes * MINUTE;
  return midnight + Math.max(atMinute, startsAtMinute) * MINUTE;
}

/** The newest period whose files are due at `now` (ms). */
function lastDue(schedule: FileSchedule, now: number, day: DayBoundary): Days {
  const today = new Date(now + day.utcOffsetMinutes * MINUTE).toISOString().slice(0, 10);
  let period = periodAround(schedule.every, today);
  while (fileDueAt(schedule, period, day) > now) period = periodLater(schedule.every, period, -1);
  return period;
}

/**
 * Periods whose files may be missing, oldest first. `newest`: the newest of which there is a file; it comes too, because
 * the bridge may have stopped between two of its formats. What is older than `keepDays` would be removed at once.
 */
export function periodsToWrite(
  schedule: FileSchedule,
  newest: Days | null,
  {
    now,
    day,
    keepDays,
  }: { readonly now: number; readonly day: DayBoundary; readonly keepDays: number | null },
): readonly Days[] {
  const last = lastDue(schedule, now, day);
  if (newest === null) return [last];
  const periods: Days[] = [];
  for (
    let period = newest;
    period.from <= last.from;
    period = periodLater(schedule.every, period, 1)
  )
    if (!isFileOld(period, { now, day, keepDays })) periods.push(period);
  return periods;
}

/** When the next period that is not due yet will be, ms. */
export function nextDueAt(schedule: FileSchedule, now: number, day: DayBoundary): number {
  const next = periodLater(schedule.every, lastDue(schedule, now, day), 1);
  return fileDueAt(schedule, next, day);
}

/** Whether its period has been over for more than `keepDays`; null: files are kept for ever. */
export function isFileOld(
  { to }: Days,
  {
    now,
    day,
    keepDays,
  }: { readonly now: number; readonly day: DayBoundary; readonly keepDays: number | null },
): boolean {
  if (keepDays === null) return false;
  return now - fileDueAt({ atMinute: 0 }, { from: to, to }, day) > keepDays * DAY;
}

export const fileFormats = ['xlsx', 'csv'] as const;
export type FileFormat = (typeof fileFormats)[number];
export type FileName = {
  readonly schedule: string;
  readonly period: Days;
  /** 指标口径 of calls, 时限规则 of tickets, as they were when it was written. */
  readonly definition: string;
  readonly format: FileFormat;
};

/** ISO 8601's interval for a file's name, where no slash may stand. */
const spanOf = ({ from, to }: Days): string => (from === to ? from : `${from}--${to}`);

/** `weekly_2026-11-23--2026-11-29_gb-33358-2016.xlsx` */
export const fileNameOf = ({ schedule, period, definition, format }: FileName): string =>
  `${schedule}_${spanOf(period)}_${definition.replaceAll(/[^\w.+-]/g, '-').slice(0, 120)}.${format}`;

const date = String.raw`\d{4}-\d{2}-\d{2}`;
const name = new RegExp(
  `^([a-z][a-z0-9-]{0,31})_(${date})(?:--(${date}))?_([\\w.+-]{1,120})\\.(xlsx|csv)$`,
);

/** null: not the name of such a file. */
export function readFileName(text: string): FileName | null {
  const [, schedule, from, to, definition, format] = name.exec(text) ?? [];
  if (schedule === undefined || from === undefined || definition === undefined) return null;
  const period = { from, to: to ?? from };
  if (Object.values(period).some((each) => Number.isNaN(Date.parse(each)))) return null;
  return { schedule, period, definition, format: format === 'csv' ? 'csv' : 'xlsx' };
}
