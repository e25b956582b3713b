/** Reports and wallboard count the same, on SQLite and on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationCalls, demonstrationDays, seeded } from '@hotline/domain/demonstration';
import type { LedgerEntry, LedgerFact } from '@hotline/domain/ledger';
import {
  Metrics,
  dayStartAt,
  emptyTally,
  type Booked,
  type Definition,
  type Definitions,
} from '@hotline/domain/metrics';
import {
  postgresPrograms,
  startPostgres,
  type PostgresServer,
} from '../../testing/postgres-server.ts';
import { openStore } from '../database.ts';
import { openPostgres } from '../tickets/postgres-runner.ts';
import type { SqlRunner } from '../tickets/sql-script.ts';
import { sqliteRunner } from '../tickets/sqlite-runner.ts';
import {
  callsScript,
  countCallsScript,
  followLedger,
  progress,
  seatTimesScript,
  talliesScript,
  type CallQuery,
} from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const monday = Date.parse('2026-11-23T00:00+08:00');
const first: Definition = {
  id: 'a',
  from: 0,
  until: monday + DAY,
  clockStart: 'trunk-answer',
  thresholdMs: 20_000,
  thresholdMsOf: { elderly: 10_000 },
  shortAbandonMs: 5_000,
  serviceLevels: [1, 3],
  connectionTarget: 0.9,
  repeatMs: DAY,
  day: { utcOffsetMinutes: 480, startsAtMinute: 0 },
};
const definitions: Definitions = [
  first,
  {
    ...first,
    id: 'b',
    from: monday + DAY,
    until: null,
    clockStart: 'queue-entry',
    thresholdMs: 15_000,
    shortAbandonMs: 0,
  },
];
const options = {
  seed: 7,
  callsPerDay: 90,
  queueIds: ['default', 'elderly'],
  seatIds: ['1001', '1002', '1003'],
  skills: ['english', 'sign'],
};

/** Two days in the order of a real ledger, some facts late and some told twice. */
function ledgerOf(seed: number): readonly LedgerEntry[] {
  const random = seeded(seed);
  const booked = [...demonstrationDays(monday, 2, seed)]
    .flatMap((day) => [...demonstrationCalls(day, options)].flat())
    .flatMap((each): { place: number; each: Booked }[] => {
      const late = random() < 0.03 ? random() * HOUR : 0;
      const one = { place: each.at + late, each };
      return random() < 0.02 ? [one, { place: each.at + 2 * HOUR, each }] : [one];
    })
    .sort((a, b) => a.place - b.place);
  return booked.map(({ each }, index) => ({ seq: index + 1, ...each }));
}

const readerOf = (ledger: readonly LedgerEntry[]) => ({
  *entries(fromSeq: number) {
    yield* ledger.slice(fromSeq - 1);
  },
  entriesOf: (callId: string) =>
    ledger.filter(({ fact }) => 'callId' in fact && fact.callId === callId),
});

async function follow(ledger: readonly LedgerEntry[], runner: SqlRunner): Promise<void> {
  // oxlint-disable-next-line no-await-in-loop -- one batch after the other
  while ((await followLedger(readerOf(ledger), runner)) > 0);
}

function liveOf(ledger: readonly LedgerEntry[]): Metrics {
  const live = new Metrics({ definitions, connectionRange: 'day', areaCode: '0710' });
  for (const { at, fact } of ledger) live.apply(at, fact);
  return live;
}

const unfiltered = {
  queueId: null,
  skill: null,
  seats: null,
  hour: null,
  weekday: null,
  sameNumberAs: null,
} as const;

function suite(open: () => Promise<SqlRunner>): void {
  let runner: SqlRunner;
  afterEach(() => runner.close());

  it('a report of today and of the last 24 hours says what the wallboard says', async () => {
    runner = await open();
    const ledger = ledgerOf(1);
    await follow(ledger, runner);
    const now = monday + DAY + 20 * HOUR - 1;
    const live = liveOf(ledger);
    const ranges = [
      ['today', dayStartAt(definitions, now)],
      ['last-24h', now + 1 - DAY],
    ] as const;
    for (const [window, from] of ranges) {
      for (const [by, group, keys] of [
        ['queue', 'queue', options.queueIds],
        ['skill', 'skill', options.skills],
        ['seat', 'seat', options.seatIds],
      ] as const) {
        const reported = await runner.read(() =>
          talliesScript(definitions, { from, to: now + 1 }, by),
        );
        for (const key of keys)
          expect(reported.get(key) ?? emptyTally).toEqual(
            live.live(`${group}:${key}`, now).windows[window],
          );
      }
      const [total] = (
        await runner.read(() => talliesScript(definitions, { from, to: now + 1 }, 'total'))
      ).values();
      expect(total).toEqual(live.live('all', now).windows[window]);
      expect(total?.repeats).toBeGreaterThan(0);
      expect(total?.abandoned).toBeGreaterThan(0);
    }
  });

  it('days, hours and weekdays add up to the total; a day without calls is no row', async () => {
    runner = await open();
    await follow(ledgerOf(2), runner);
    const range = { from: monday - 3 * DAY, to: monday + 5 * DAY };
    const offered = async (by: 'total' | 'day' | 'hour' | 'weekday-hour') => {
      const tallies = await runner.read(() => talliesScript(definitions, range, by));
      return new Map([...tallies].map(([key, tally]) => [key, tally.offered]));
    };
    const total = (await offered('total')).get('total') ?? 0;
    for (const by of ['day', 'hour', 'weekday-hour'] as const)
      expect([...(await offered(by)).values()].reduce((sum, n) => sum + n, 0)).toBe(total);
    expect([...(await offered('day')).keys()].sort()).toEqual(['2026-11-23', '2026-11-24']);
    expect([...(await offered('weekday-hour')).keys()].every((key) => /^[12]-/.test(key))).toBe(
      true,
    );
  });

  it('every figure opens exactly the calls that it counts, page by page', async () => {
    runner = await open();
    await follow(ledgerOf(3), runner);
    const range = { from: monday, to: monday + 2 * DAY };
    const [total] = (await runner.read(() => talliesScript(definitions, range, 'total'))).values();
    if (total === undefined) throw new Error('no calls');
    for (const figure of [
      'offered',
      'answered',
      'answeredWithin',
      'abandoned',
      'abandonedWithin',
      'abandonedShort',
      'repeats',
      'callBacksDue',
      'callBacksDone',
      'callBacksClosed',
      'bookedLate',
    ] as const) {
      const query: CallQuery = {
        ...range,
        figure,
        ...unfiltered,
        after: null,
        limit: 40,
      };
      const ids: string[] = [];
      let after: CallQuery['after'] = null;
      for (;;) {
        const page = await runner.read(() => callsScript(definitions, { ...query, after }));
        ids.push(...page.map(({ call_id: id }) => id));
        const last = page.at(-1);
        if (last === undefined) break;
        after = { at: last.start_at, callId: last.call_id };
      }
      expect([figure, new Set(ids).size, ids.length]).toEqual([figure, ids.length, total[figure]]);
      expect(await runner.read(() => countCallsScript(definitions, query))).toBe(ids.length);
    }
  });

  it('a group opens the calls that it counts: a queue, a skill, a seat, an hour, an hour of a weekday', async () => {
    runner = await open();
    await follow(ledgerOf(6), runner);
    const range = { from: monday, to: monday + 2 * DAY };
    const some: readonly (readonly [
      Parameters<typeof talliesScript>[2],
      (key: string) => Partial<CallQuery>,
    ])[] = [
      ['queue', (queueId) => ({ queueId })],
      ['skill', (skill) => ({ skill })],
      ['seat', (seatId) => ({ seats: { is: 'in', ids: [seatId] } })],
      ['hour', (hour) => ({ hour: Number(hour) })],
      [
        'weekday-hour',
        (key) => {
          const [weekday, hour] = key.split('-').map(Number);
          return { weekday: weekday ?? 0, hour: hour ?? 0 };
        },
      ],
    ];
    for (const [by, filter] of some) {
      const tallies = await runner.read(() => talliesScript(definitions, range, by));
      expect(tallies.size).toBeGreaterThan(1);
      for (const [key, { answered }] of tallies) {
        const query: CallQuery = {
          ...range,
          ...unfiltered,
          figure: 'answered',
          after: null,
          limit: 1,
          ...filter(key),
        };
        const counted = await runner.read(() => countCallsScript(definitions, query));
        expect([by, key, counted]).toEqual([by, key, answered]);
      }
    }
    const all = { ...range, ...unfiltered, figure: 'offered' as const, after: null, limit: 1 };
    const counted = (seats: CallQuery['seats']) =>
      runner.read(() => countCallsScript(definitions, { ...all, seats }));
    expect(await counted({ is: 'in', ids: [] })).toBe(0);
    const ofOne = await counted({ is: 'in', ids: ['1001'] });
    expect(await counted({ is: 'not-in', ids: ['1001'] })).toBe((await counted(null)) - ofOne);
  });

  it('reading on after a crash, and reading all of it again, changes nothing', async () => {
    runner = await open();
    const ledger = ledgerOf(4);
    const range = { from: monday, to: monday + 2 * DAY };
    await follow(ledger.slice(0, 500), runner);
    await followLedger(readerOf(ledger), runner);
    await follow(ledger, runner);
    const before = await runner.read(() => talliesScript(definitions, range, 'seat'));
    await runner.write(function* again() {
      yield { text: 'UPDATE line_progress SET seq = 0', values: [] };
    });
    await follow(ledger, runner);
    expect(await runner.read(() => talliesScript(definitions, range, 'seat'))).toEqual(before);
    expect(await runner.read(() => progress())).toMatchObject({ seq: ledger.length, hole: null });
  });

  it('a hole in the ledger is noticed, and what is there is counted', async () => {
    runner = await open();
    const ledger = ledgerOf(5);
    const torn = ledger.filter(({ seq }) => seq !== 100);
    const reader = {
      *entries(fromSeq: number) {
        yield* torn.filter(({ seq }) => seq >= fromSeq);
      },
      entriesOf: readerOf(torn).entriesOf,
    };
    while ((await followLedger(reader, runner)) > 0);
    expect(await runner.read(() => progress())).toMatchObject({ seq: ledger.length, hole: 100 });
  });

  it('where a seat’s time went; nobody’s while the bridge was down, but for a conversation', async () => {
    runner = await open();
    const does = (seatId: string, minute: number, activity: 'ready' | 'talking' | 'wrapping') => ({
      at: monday + minute * 60_000,
      fact: { kind: 'seat-activity', seatId, activity, reason: null } satisfies LedgerFact,
    });
    const facts: Booked[] = [
      does('1001', 0, 'ready'),
      does('1002', 0, 'talking'),
      does('1001', 10, 'wrapping'),
      { at: monday + 60 * 60_000, fact: { kind: 'bridge-started', epoch: 'e' } },
      does('1002', 70, 'ready'),
      // Late, between two that are known.
      does('1001', 5, 'talking'),
    ];
    await follow(
      facts.map((each, index) => ({ seq: index + 1, ...each })),
      runner,
    );
    const times = await runner.read(() =>
      seatTimesScript({ from: monday + 60_000, to: monday + DAY }, monday + 80 * 60_000),
    );
    expect(Object.fromEntries(times)).toEqual({
      '1001': { ready: 4 * 60_000, talking: 5 * 60_000, wrapping: 0 },
      '1002': { talking: 69 * 60_000, ready: 10 * 60_000 },
    });
  });
}

describe('call lines on SQLite', () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  suite(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-lines-'));
    folders.push(folder);
    const store = openStore(folder);
    if (!store.ok) throw new Error(store.error.code);
    return { ...sqliteRunner(store.value), close: async () => void store.value.close() };
  });
});

// Whether PostgreSQL may be missing is said by the tests of the tickets.
const programs = postgresPrograms();
describe.skipIf(programs === null)('call lines on PostgreSQL', () => {
  let server: PostgresServer | undefined;
  beforeAll(async () => {
    if (programs !== null) server = await startPostgres(programs);
  }, 120_000);
  afterAll(() => server?.stop(), 60_000);
  suite(async () => {
    const opened = await openPostgres((await server?.emptyDatabase()) ?? '', () => {});
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    return opened.value;
  });
});
