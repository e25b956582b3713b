/** 定期报表 on a real folder, with a clock that the test moves. */
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileFolder, type FileFolder } from './file-folder.ts';
import {
  madeReport,
  writeReportFiles,
  type ReportFileWriter,
  type ScheduledReport,
} from './write-files.ts';

const at = (moment: string) => Date.parse(`${moment}+08:00`);
const daily: ScheduledReport = {
  id: 'daily',
  subject: 'calls',
  by: 'queue',
  every: 'day',
  at: '06:00',
  atMinute: 360,
  formats: ['xlsx', 'csv'],
};
const day = { utcOffsetMinutes: 480, startsAtMinute: 0 };

let folder: string;
let now: number;
let due: { at: number; run: () => void }[];
/** Told of each wait that is asked for. */
let asked: () => void;
let writers: ReportFileWriter[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-report-files-'));
  now = at('2026-11-28T12:00');
  due = [];
  asked = () => {};
  writers = [];
});
afterEach(async () => {
  for (const writer of writers) await writer.stop();
  rmSync(folder, { recursive: true, force: true });
});

const reports = () => join(folder, 'reports');
const names = () => readdirSync(reports()).toSorted();
const clock = {
  now: () => now,
  after(ms: number, run: () => void) {
    const wait = { at: now + ms, run };
    due.push(wait);
    asked();
    return () => void (due = due.filter((other) => other !== wait));
  },
};

/** Everything that comes up to `until` runs, each look to its end: it asks for the next one then. */
async function pass(until: string): Promise<void> {
  for (;;) {
    const [next] = due.toSorted((a, b) => a.at - b.at);
    if (next === undefined) throw new Error('nothing waits');
    if (next.at > at(until)) break;
    due = due.filter((other) => other !== next);
    now = Math.max(now, next.at);
    const lookedThrough = new Promise<void>((resolve) => (asked = resolve));
    next.run();
    await lookedThrough;
  }
  now = at(until);
}

function start({
  schedules = [daily],
  keepDays = null,
  definition = () => 'a',
  rows = [['q', 3]],
  files = openFileFolder(reports()),
}: {
  schedules?: readonly ScheduledReport[];
  keepDays?: number | null;
  definition?: (from: string) => string;
  rows?: readonly (readonly [string, number])[];
  files?: FileFolder;
} = {}): ReportFileWriter {
  const writer = writeReportFiles({
    schedules,
    keepDays,
    folder: files,
    dayAt: () => day,
    make: async (_schedule, { from }) =>
      madeReport(
        definition(from),
        {
          name: 's',
          columns: [
            { head: '队列', value: ([queue]) => queue },
            { head: from, value: ([, n]) => n },
          ],
        },
        rows,
      ),
    clock,
    log: { info: () => {}, error: () => {} },
  });
  writers.push(writer);
  return writer;
}

async function restart(more: Parameters<typeof start>[0] = {}): Promise<ReportFileWriter> {
  await writers.at(-1)?.stop();
  due = [];
  return start(more);
}

it('writes the day that is over, then each day at its time, for nobody else to read', async () => {
  start();
  await pass('2026-11-28T12:05');
  expect(names()).toEqual(['daily_2026-11-27_a.csv', 'daily_2026-11-27_a.xlsx']);
  await pass('2026-11-29T05:59');
  expect(names()).toHaveLength(2);
  await pass('2026-11-29T06:00');
  expect(names()).toHaveLength(4);
  expect(statSync(reports()).mode & 0o777).toBe(0o700);
  expect(statSync(join(reports(), 'daily_2026-11-28_a.csv')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(reports(), 'daily_2026-11-28_a.csv'), 'utf8')).toBe(
    '\ufeff队列,2026-11-28\r\nq,3\r\n',
  );
});

it('once each: restarts and a folder that is opened to others change nothing but its mode', async () => {
  start();
  await pass('2026-11-28T12:05');
  const file = join(reports(), 'daily_2026-11-27_a.csv');
  writeFileSync(file, 'as it was');
  chmodSync(reports(), 0o755);
  await restart();
  await pass('2026-11-28T18:00');
  expect(names()).toHaveLength(2);
  expect(readFileSync(file, 'utf8')).toBe('as it was');
  await pass('2026-11-29T06:00');
  expect(statSync(reports()).mode & 0o777).toBe(0o700);
});

it('away for days: every day that was missed, and the format that a killed bridge did not come to', async () => {
  start();
  await pass('2026-11-28T12:05');
  rmSync(join(reports(), 'daily_2026-11-27_a.csv'));
  writeFileSync(join(reports(), '.0-0.part'), 'half');
  await writers.at(-1)?.stop();
  now = at('2026-12-01T09:00');
  await restart();
  await pass('2026-12-01T09:05');
  expect(names()).toEqual(
    ['27', '28', '29', '30'].flatMap((date) => [
      `daily_2026-11-${date}_a.csv`,
      `daily_2026-11-${date}_a.xlsx`,
    ]),
  );
});

it('a changed definition names the files from then on and leaves those that were written', async () => {
  start();
  await pass('2026-11-28T12:05');
  await restart({ definition: () => 'b' });
  await pass('2026-11-29T06:00');
  expect(names()).toEqual([
    'daily_2026-11-27_a.csv',
    'daily_2026-11-27_a.xlsx',
    'daily_2026-11-28_b.csv',
    'daily_2026-11-28_b.xlsx',
  ]);
});

it('a schedule that was daily and is weekly now begins with its last week', async () => {
  start({ schedules: [{ ...daily, formats: ['csv'] }] });
  await pass('2026-11-30T12:05');
  await restart({ schedules: [{ ...daily, every: 'week', formats: ['csv'] }] });
  await pass('2026-11-30T12:10');
  expect(names()).toContain('daily_2026-11-23--2026-11-29_a.csv');
});

it('files are removed when their days are over; what somebody else put there stays', async () => {
  start({ keepDays: 2 });
  await pass('2026-11-28T12:05');
  writeFileSync(join(reports(), 'notes.txt'), 'mine');
  await pass('2026-12-01T12:00');
  expect(names()).toEqual([
    'daily_2026-11-29_a.csv',
    'daily_2026-11-29_a.xlsx',
    'daily_2026-11-30_a.csv',
    'daily_2026-11-30_a.xlsx',
    'notes.txt',
  ]);
});

describe('what cannot be written', () => {
  it('is told, tried again at longer and longer intervals, and written when it works', async () => {
    // A file in the folder's place: no folder can be made.
    writeFileSync(reports(), '');
    const writer = start();
    await pass('2026-11-28T12:05');
    expect(writer.late()).toBe(1);
    const { schedules } = await writer.view();
    expect(schedules[0]?.late).toMatchObject({
      from: '2026-11-27',
      why: 'failed',
      since: at('2026-11-28T12:01'),
      tries: 3,
      againAt: at('2026-11-28T12:08'),
    });
    rmSync(reports());
    await pass('2026-11-28T12:09');
    expect(writer.late()).toBe(0);
    expect(names()).toHaveLength(2);
  });

  it('says that the disk is full, and leaves no half of a file', async () => {
    const real = openFileFolder(reports());
    let isFull = true;
    const files: FileFolder = {
      ...real,
      write: (name, content) =>
        real.write(
          name,
          isFull
            ? Readable.from(
                (async function* some() {
                  for await (const part of content) {
                    yield part;
                    throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
                  }
                })(),
              )
            : content,
        ),
    };
    const writer = start({ files });
    await pass('2026-11-28T12:01');
    expect((await writer.view()).schedules[0]?.late?.why).toBe('no-room');
    expect(names()).toEqual([]);
    isFull = false;
    await pass('2026-11-28T12:03');
    expect(writer.late()).toBe(0);
    expect(names()).toHaveLength(2);
  });

  it('holds up no other schedule', async () => {
    const writer = start({
      schedules: [daily, { ...daily, id: 'other' }],
      definition: () => 'a',
      files: {
        ...openFileFolder(reports()),
        write: (name, content) =>
          name.startsWith('daily')
            ? Promise.reject(new Error('not this one'))
            : openFileFolder(reports()).write(name, content),
      },
    });
    await pass('2026-11-28T12:05');
    expect(names()).toEqual(['other_2026-11-27_a.csv', 'other_2026-11-27_a.xlsx']);
    expect(writer.late()).toBe(1);
  });
});

it('a clock that goes back writes nothing twice', async () => {
  start();
  await pass('2026-11-29T06:05');
  now = at('2026-11-28T01:00');
  due = due.map((wait) => ({ ...wait, at: now }));
  await pass('2026-11-28T23:00');
  expect(names()).toHaveLength(4);
});
