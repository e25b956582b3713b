/**
 * 定期报表: writes what is due, once in each format, oldest first; what could not be written is tried again until it is.
 * Which files there are says the folder, so a bridge that was restarted or away goes on where the files end.
 */
import type { DayBoundary } from '@hotline/domain/metrics';
import {
  fileNameOf,
  isFileOld,
  nextDueAt,
  periodAround,
  periodsToWrite,
  type Days,
  type FileFormat,
  type FileSchedule,
} from '@hotline/domain/report-period';
import type { FileScheduleView, ReportFiles } from '@hotline/domain/report-api';
import type { Clock } from '../../esl/clock.ts';
import type { Logger } from '../../observe/log.ts';
import { exportTable, type Table } from '../export-table.ts';
import type { FileFolder, WrittenFile } from './file-folder.ts';

export type ScheduledReport = FileSchedule &
  Pick<FileScheduleView, 'subject' | 'by' | 'at' | 'formats'>;

/** A report as a table; `definition` names what made it. */
export type MadeReport = {
  readonly definition: string;
  readonly write: (format: FileFormat) => ReturnType<typeof exportTable>;
};

export const madeReport = <Row>(
  definition: string,
  table: Table<Row>,
  rows: readonly Row[],
): MadeReport => ({
  definition,
  write: (format) => exportTable(onePage(rows), table, format),
});

async function* onePage<Row>(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

export type ReportFileOptions = {
  readonly schedules: readonly ScheduledReport[];
  readonly keepDays: number | null;
  readonly folder: FileFolder;
  /** Where the hotline's day begins, at a moment. */
  readonly dayAt: (at: number) => DayBoundary;
  /** All facts so far are in the lines; then the report of these days. */
  readonly make: (schedule: ScheduledReport, days: Days) => Promise<MadeReport>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'error'>;
};

export type ReportFileWriter = {
  view(): Promise<ReportFiles>;
  readonly read: FileFolder['read'];
  /** Schedules of which something is due and could not be written. */
  late(): number;
  stop(): Promise<void>;
};

type Late = NonNullable<FileScheduleView['late']>;

const MINUTE = 60_000;
/** Calls of before a restart have been read back by then. */
const FIRST_AFTER_MS = MINUTE;
const MOST_BETWEEN_TRIES_MS = 15 * MINUTE;
/** A clock that was put right is noticed within this. */
const MOST_BETWEEN_LOOKS_MS = 10 * MINUTE;

export function writeReportFiles(options: ReportFileOptions): ReportFileWriter {
  const { schedules, keepDays, folder, dayAt, make, clock, log } = options;
  const late = new Map<string, Late>();
  let isStopped = false;
  let cancel = clock.after(FIRST_AFTER_MS, look);
  let looking: Promise<void> = Promise.resolve();

  function look(): void {
    looking = run()
      .catch((cause: unknown) =>
        log.error({ err: cause }, 'report files could not be looked after'),
      )
      .then(() => {
        if (!isStopped) cancel = clock.after(untilNext(), look);
        return undefined;
      });
  }

  function untilNext(): number {
    const now = clock.now();
    const day = dayAt(now);
    const moments = schedules.map(
      (schedule) => late.get(schedule.id)?.againAt ?? nextDueAt(schedule, now, day),
    );
    return Math.min(MOST_BETWEEN_LOOKS_MS, Math.max(1_000, Math.min(...moments) - now));
  }

  async function run(): Promise<void> {
    await folder.removeHalves();
    await removeOld();
    for (const schedule of schedules) {
      const waiting = late.get(schedule.id);
      // oxlint-disable-next-line no-await-in-loop -- one after the other: each reads a whole range
      if (waiting === undefined || waiting.againAt <= clock.now()) await writeDue(schedule);
    }
  }

  async function writeDue(schedule: ScheduledReport): Promise<void> {
    const now = clock.now();
    const day = dayAt(now);
    const written = (await folder.list()).filter((file) => file.schedule === schedule.id);
    const periods = periodsToWrite(schedule, newestOf(schedule, written), { now, day, keepDays });
    for (const period of periods) {
      if (isStopped) return;
      try {
        // oxlint-disable-next-line no-await-in-loop -- oldest first
        await writePeriod(schedule, period, written);
      } catch (cause) {
        noteLate(schedule, period, cause);
        return;
      }
    }
    late.delete(schedule.id);
  }

  async function writePeriod(
    schedule: ScheduledReport,
    period: Days,
    written: readonly WrittenFile[],
  ): Promise<void> {
    const missing = schedule.formats.filter(
      (format) => !written.some((file) => file.format === format && isSame(file.period, period)),
    );
    if (missing.length === 0) return;
    const report = await make(schedule, period);
    for (const format of missing) {
      const { definition } = report;
      const name = fileNameOf({ schedule: schedule.id, period, definition, format });
      // oxlint-disable-next-line no-await-in-loop -- what is written first is there when the disk is full
      await folder.write(name, report.write(format));
      log.info({ file: name }, 'report file written');
    }
  }

  function noteLate(schedule: ScheduledReport, { from, to }: Days, cause: unknown): void {
    const before = late.get(schedule.id);
    const tries = (before?.tries ?? 0) + 1;
    const wait = Math.min(MOST_BETWEEN_TRIES_MS, MINUTE * 2 ** Math.min(10, tries - 1));
    const now = clock.now();
    late.set(schedule.id, {
      from,
      to,
      why: isFull(cause) ? 'no-room' : 'failed',
      since: before?.since ?? now,
      tries,
      againAt: now + wait,
    });
    log.error(
      { err: cause, schedule: schedule.id, from, to, tries },
      'report file could not be written; it is tried again',
    );
  }

  async function removeOld(): Promise<void> {
    const now = clock.now();
    const when = { now, day: dayAt(now), keepDays };
    for (const { name, period } of await folder.list()) {
      if (!isFileOld(period, when)) continue;
      // oxlint-disable-next-line no-await-in-loop -- a few a day
      await folder.remove(name);
      log.info({ file: name, keepDays }, 'report file removed: kept for its time');
    }
  }

  return {
    async view() {
      const now = clock.now();
      const files = await folder.list();
      return {
        keepDays,
        schedules: schedules.map((schedule) => ({
          id: schedule.id,
          subject: schedule.subject,
          by: schedule.by,
          every: schedule.every,
          at: schedule.at,
          formats: [...schedule.formats],
          nextAt: nextDueAt(schedule, now, dayAt(now)),
          late: late.get(schedule.id) ?? null,
        })),
        files: files.map(({ name, schedule, period, definition, format, bytes, writtenAt }) => ({
          name,
          schedule,
          from: period.from,
          to: period.to,
          definition,
          format,
          bytes,
          writtenAt,
        })),
      };
    },
    read: (name) => folder.read(name),
    late: () => late.size,
    async stop() {
      isStopped = true;
      cancel();
      await looking;
    },
  };
}

const isSame = (one: Days, other: Days): boolean => one.from === other.from && one.to === other.to;

/** Of the periods that this schedule writes now: one that was weekly before has other names. */
function newestOf(schedule: ScheduledReport, written: readonly WrittenFile[]): Days | null {
  const own = written.filter(({ period }) => isPeriodOf(schedule, period));
  return own[0]?.period ?? null;
}

function isPeriodOf({ every }: ScheduledReport, { from, to }: Days): boolean {
  return isSame(periodAround(every, from), { from, to });
}

function isFull(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT';
}
