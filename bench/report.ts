/**
 * `pnpm -s bench report [--calls 1000000]`: a day's and a month's report over that many calls of ninety made-up days, from
 * the call lines in SQLite (read as the bridge reads them, by its reading thread) and in PostgreSQL, beside a plain SQL
 * count of the facts themselves; and what one fact costs when 10,000 and when all calls are there.
 *
 * The ledger is filled without its seals: they are not measured here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { demonstrationCalls, demonstrationDays } from '@hotline/domain/demonstration';
import { lineOf, type Booked, type Definitions } from '@hotline/domain/metrics';
import { rawCountScript } from '../apps/cti-bridge/src/reports/raw-count.ts';
import {
  followLedger,
  openLedger,
  openPostgres,
  openStore,
  sqliteReader,
  sqliteRunner,
  storePath,
  talliesScript,
  type Range,
  type SqlRunner,
  type Store,
} from '../apps/cti-bridge/src/store/index.ts';
import { bookLine } from '../apps/cti-bridge/src/store/lines/book-line.ts';
import { columnsOf } from '../apps/cti-bridge/src/store/seal.ts';
import { postgresPrograms, startPostgres } from '../apps/cti-bridge/src/testing/postgres-server.ts';

const { values } = parseArgs({ options: { calls: { type: 'string', default: '1000000' } } });
const calls = Number(values.calls);
if (!Number.isInteger(calls) || calls < 20_000) {
  console.error('--calls is a whole number, at least 20000');
  process.exit(2);
}
const DAYS = 90;
const DAY = 86_400_000;
/** Calls whose facts are followed one by one for the cost of a fact. */
const FOLLOWED = 1_000;
const BATCHES = 5;
const SEAL = '0'.repeat(64);
const firstMidnight = Date.parse('2026-08-01T00:00+08:00');
const definitions: Definitions = [
  {
    id: 'bench',
    from: 0,
    until: null,
    clockStart: 'queue-entry',
    thresholdMs: 15_000,
    thresholdMsOf: {},
    shortAbandonMs: 0,
    serviceLevels: [2, 3],
    connectionTarget: 0.95,
    repeatMs: DAY,
    day: { utcOffsetMinutes: 480, startsAtMinute: 0 },
  },
];

const folder = mkdtempSync(path.join(tmpdir(), 'hotline-bench-report-'));
const opened = openStore(folder);
if (!opened.ok) throw new Error(opened.error.code);
const store: Store = opened.value;
// Filled once, thrown away: no commit has to survive the loss of power.
store.pragma('synchronous = OFF');
const runner = sqliteRunner(store);
const ledger = openLedger(store, [], { committed: () => {}, failed: () => {} });
const insert = store.prepare(
  'INSERT INTO call_event (seq, at, kind, call_id, seat_id, fact, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
);
let seq = 0;

function write(facts: readonly Booked[]): void {
  for (const { at, fact } of facts) {
    const { kind, callId, seatId } = columnsOf(fact);
    insert.run((seq += 1), at, kind, callId, seatId, JSON.stringify(fact), SEAL);
  }
}

function* allCalls(): Generator<readonly Booked[]> {
  const options = {
    seed: 12_345,
    // Weekends, holidays and storms bring the mean to nine tenths of a working day.
    callsPerDay: Math.ceil(calls / DAYS / 0.85),
    queueIds: ['default', 'enterprise'],
    seatIds: Array.from({ length: 120 }, (_, n) => String(1_001 + n)),
    skills: ['english', 'sign'],
  };
  for (const day of demonstrationDays(firstMidnight, 4 * DAYS, 12_345)) {
    console.error(new Date(day.midnight + DAY / 2).toISOString().slice(0, 10), seq, 'facts');
    yield* demonstrationCalls(day, options);
  }
}
const source = allCalls();
let made = 0;
let lastAt = firstMidnight;

function take(count: number): (readonly Booked[])[] {
  const taken: (readonly Booked[])[] = [];
  while (taken.length < count) {
    const { value, done } = source.next();
    if (done === true) throw new Error('the days are over');
    taken.push(value);
    lastAt = value[0]?.at ?? lastAt;
  }
  made += taken.length;
  return taken;
}

/** As far as `until` calls, each with its facts and its line. */
async function fill(until: number): Promise<void> {
  while (made < until) {
    const batch = take(Math.min(2_000, until - made));
    // oxlint-disable-next-line no-await-in-loop -- one transaction after the other
    await runner.write(function* book() {
      for (const facts of batch) {
        write(facts);
        const line = lineOf(facts);
        if (line !== null) yield* bookLine(line);
      }
      yield { text: 'UPDATE line_progress SET seq = ?, last_at = ?', values: [seq, lastAt] };
    });
  }
}

/** µs a fact, from the ledger into the lines: the middle one of five thousands of calls. */
async function costOfAFact(): Promise<number> {
  const costs: number[] = [];
  while (costs.length < BATCHES) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    costs.push(await costOfABatch());
  }
  return costs.sort((a, b) => a - b)[Math.floor(BATCHES / 2)] ?? 0;
}

async function costOfABatch(): Promise<number> {
  const before = seq;
  const batch = take(FOLLOWED);
  store.transaction(() => batch.forEach(write))();
  const begun = performance.now();
  // oxlint-disable-next-line no-await-in-loop -- one batch after the other
  while ((await followLedger(ledger, runner)) > 0);
  return round(((performance.now() - begun) * 1_000) / (seq - before));
}

const round = (n: number): number => Number(n.toFixed(1));
async function median(work: () => Promise<unknown>, runs = 3): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const begun = performance.now();
    // oxlint-disable-next-line no-await-in-loop -- measured one after the other
    await work();
    times.push(performance.now() - begun);
  }
  return round(times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0);
}

type DayAndMonth = { readonly day: number; readonly month: number };
async function timed(run: (range: Range) => Promise<unknown>, runs?: number): Promise<DayAndMonth> {
  const to = Math.floor((lastAt - firstMidnight) / DAY) * DAY + firstMidnight;
  return {
    day: await median(() => run({ from: to - DAY, to }), runs),
    month: await median(() => run({ from: to - 30 * DAY, to }), runs),
  };
}
const report =
  (reader: Pick<SqlRunner, 'read'>) =>
  (range: Range): Promise<unknown> =>
    reader.read(() => talliesScript(definitions, range, 'queue'));

async function onPostgres(): Promise<DayAndMonth | null> {
  const programs = postgresPrograms();
  if (programs === null) return null;
  const server = await startPostgres(programs);
  try {
    const there = await openPostgres(await server.emptyDatabase(), () => {});
    if (!there.ok) throw new Error(JSON.stringify(there.error));
    const page = store.prepare<[string], Record<string, string | number | null>>(
      'SELECT * FROM call_line WHERE call_id > ? ORDER BY call_id LIMIT 2000',
    );
    for (let after = ''; ;) {
      const rows = page.all(after);
      const [first] = rows;
      if (first === undefined) break;
      const columns = Object.keys(first);
      const places = `(${columns.map(() => '?').join(', ')})`;
      // oxlint-disable-next-line no-await-in-loop -- one page after the other
      await there.value.write(function* copy() {
        yield {
          text: `INSERT INTO call_line (${columns.join(', ')}) VALUES ${rows.map(() => places).join(', ')}`,
          values: rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
        };
      });
      after = String(rows.at(-1)?.['call_id']);
    }
    await there.value.read(function* analyse() {
      yield { text: 'ANALYZE call_line', values: [] };
    });
    const times = await timed(report(there.value));
    await there.value.close();
    return times;
  } finally {
    await server.stop();
  }
}

try {
  await fill(10_000 - (BATCHES + 2) * FOLLOWED);
  // Not counted: the first ones compile code.
  await costOfABatch();
  await costOfABatch();
  const at10k = await costOfAFact();
  await fill(calls - BATCHES * FOLLOWED);
  const at1m = await costOfAFact();
  store.pragma('wal_checkpoint(TRUNCATE)');
  store.exec('ANALYZE');
  const reader = sqliteReader(storePath(folder));
  const sqlite = await timed(report(reader));
  const plainSql = await timed(
    (range) => reader.read(() => rawCountScript(definitions[0], range, 0, Number.MAX_SAFE_INTEGER)),
    1,
  );
  await reader.close();
  console.log(
    JSON.stringify({
      bench: 'report',
      unit: 'ms',
      calls: made,
      sqlite,
      postgres: await onPostgres(),
      plainSql,
      perEvent: { at10k, at1m, unit: 'µs' },
    }),
  );
} finally {
  ledger.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
