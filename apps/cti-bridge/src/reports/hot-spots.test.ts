/** 热点 and the tickets behind a figure, on SQLite and on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { hotSpots, ticketListQuery } from '@hotline/domain/report-api';
import { openPostgres } from '../store/tickets/postgres-runner.ts';
import { createTicketStore, openStore, sqliteRunner, type SqlRunner } from '../store/index.ts';
import {
  postgresPrograms,
  startPostgres,
  type PostgresServer,
} from '../testing/postgres-server.ts';
import { testDefinition } from '../testing/test-definition.ts';
import { quickRules } from '../testing/ticket-rules.ts';
import { createHotSpots } from './hot-spots.ts';
import { categoryNames, isWithinPlace, placeNames } from './spot-names.ts';
import { createTicketLists } from './ticket-list.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.parse('2026-11-25T12:00+08:00');
const rules = {
  weeks: 8,
  least: 5,
  times: 1.5,
  rareness: 0.001,
  callers: { calls: 3, days: 7 },
  matters: { callers: 3, days: 7, likeness: 45 },
};
const places = placeNames([
  { code: '1', kind: 'district', zh: '东城区' },
  { code: '11', kind: 'street', zh: '河西街道', within: '1' },
]);

function suite(open: () => Promise<SqlRunner>): void {
  let runner: SqlRunner;
  afterEach(() => runner.close());

  async function begin() {
    runner = await open();
    const store = createTicketStore(runner, {
      timeZone: 'Asia/Shanghai',
      targets: [],
      rules: () => quickRules,
      placeOf: () => (text) =>
        text.includes('河西') ? { district: '1', place: '11' } : { district: '', place: '' },
    });
    const spots = createHotSpots({
      reader: runner,
      definitions: [testDefinition],
      rules,
      categories: categoryNames([
        { code: '02', zh: '公用事业' },
        { code: '0201', zh: '供水' },
      ]),
      places,
      mask: (number) => `${number.slice(0, 3)}****${number.slice(-4)}`,
      timeZone: 'Asia/Shanghai',
      now: () => now,
    });
    const lists = createTicketLists({
      reader: runner,
      definitions: [testDefinition],
      rules: () => quickRules,
      isWithin: isWithinPlace(places),
      now: () => now,
    });
    let last = 0;
    return {
      store,
      file: async (
        at: number,
        change: Partial<TicketDraft> = {},
        callerNumber: string | null = null,
      ) => {
        last += 1;
        const filed = await store.file({
          key: `k${last}`,
          draft: { ...emptyDraft(`k${last}`, null), kind: 'help', title: `第${last}件`, ...change },
          by: { role: 'agent', person: 'lin' },
          seatId: '1001',
          callerNumber,
          now: at,
        });
        return filed.ticketNo;
      },
      call: async (callId: string, number: string, at: number) => {
        await runner.write(function* insert() {
          yield {
            text: `INSERT INTO call_line (call_id, number, queue_id, direction, booked_late, arrived_at, queued_at,
                     talk_ms, hold_ms, wrap_ms, transfers, consults, requeues)
                   VALUES (?, ?, 'default', 'in', 0, ?, ?, 0, 0, 0, 0, 0, 0)`,
            values: [callId, number, at, at],
          };
        });
      },
      read: async (window: 'day' | 'week' = 'day') => hotSpots.parse(await spots.read({ window })),
      list: async (query: object) => {
        const page = await lists.read(
          ticketListQuery.parse({ from: '2026-11-01', to: '2026-11-25', ...query }),
        );
        if (!page.ok) throw new Error(page.error);
        return {
          next: page.value.next,
          numbers: page.value.tickets.map(({ ticketNo }) => ticketNo),
        };
      },
    };
  }

  it('of an empty hotline, and of one without a past, nothing is told', async () => {
    const { read, file } = await begin();
    expect(await read()).toMatchObject({ weeks: 0, categories: [], callers: [], matters: [] });
    for (let n = 0; n < 30; n += 1) await file(now - HOUR, { categoryCode: '0201' });
    expect(await read()).toMatchObject({ weeks: 0, categories: [], places: [] });
  });

  it('tells what rises against the same hours of the weeks before, and opens it', async () => {
    const { read, file, list } = await begin();
    const water = { categoryCode: '0201', place: '河西街道某处' };
    for (let week = 4; week > 0; week -= 1) {
      await file(now - week * 7 * DAY - 2 * HOUR, water);
      // Another weekday is no past of this one.
      for (let n = 0; n < 12; n += 1) await file(now - week * 7 * DAY + 2 * DAY, water);
    }
    await file(now - 5 * 7 * DAY, { categoryCode: '02' });
    const today: string[] = [];
    for (let n = 0; n < 9; n += 1) today.push(await file(now - 10 * HOUR + n, water));
    await file(now + HOUR, water);
    const found = await read();
    expect(found.weeks).toBe(4);
    expect(found.categories).toMatchObject([
      { key: '0201', name: '公用事业 › 供水', now: 9, past: [1, 1, 1, 1], mean: 1 },
    ]);
    expect(found.places).toMatchObject([{ key: '11', name: '东城区 › 河西街道', now: 9 }]);
    const range = {
      from: new Date(found.from).toISOString().replace('.000Z', 'Z'),
      to: new Date(found.at).toISOString().replace('.000Z', 'Z'),
    };
    expect((await list({ ...range, category: '0201' })).numbers).toEqual(today);
    expect((await list({ ...range, place: '1' })).numbers).toEqual(today);
    const first = await list({ ...range, place: '11', limit: 4 });
    expect(first.numbers).toEqual(today.slice(0, 4));
    const rest = await list({ ...range, place: '11', limit: 5, after: first.next });
    expect(rest).toEqual({ numbers: today.slice(4), next: null });
  });

  it('tells who calls again and again; secret tickets are nobody’s', async () => {
    const { read, file, call, list } = await begin();
    for (let n = 0; n < 4; n += 1) await call(`a${n}`, '13800000001', now - n * DAY);
    await call('b0', '13900000002', now - DAY);
    for (let n = 0; n < 5; n += 1) await call(`w${n}`, '', now - n * HOUR);
    const own = await file(now - DAY, {}, '13800000001');
    await file(now - DAY, { secret: true }, '13800000001');
    // Words that look like the mark are words.
    const quoting = await file(now - DAY, { text: '"secret":true' }, '13800000001');
    expect((await read()).callers).toMatchObject([
      { callId: 'a0', numberMasked: '138****0001', calls: 4, tickets: 2 },
    ]);
    expect((await list({ caller: 'a0' })).numbers).toEqual([own, quoting]);
    expect((await list({ caller: 'w0' })).numbers).toEqual([]);
  });

  it('tells one matter of many while it is open, with who joined', async () => {
    const { read, file, store, list } = await begin();
    const matter = { title: '幸福小区停水', text: '小区从昨晚停水', categoryCode: '0201' };
    const one = await file(now - 3 * HOUR, { ...matter, place: '幸福小区' }, '13800000001');
    const other = await file(now - 2 * HOUR, { ...matter, place: '幸福小区3栋' }, '13800000002');
    expect((await read()).matters).toEqual([]);
    const joined = await store.join({
      ticketNo: other,
      draft: { ...emptyDraft('j', null), ...matter },
      by: { role: 'agent', person: 'lin' },
      callerNumber: '13800000003',
      urges: false,
      now,
    });
    expect(joined.ok).toBe(true);
    expect((await read()).matters).toMatchObject([
      { ticketNos: [one, other], callers: 3, place: '幸福小区', category: '公用事业 › 供水' },
    ]);
    expect((await list({ tickets: `${other},${one}` })).numbers).toEqual([other, one]);
    // Over: it is no open matter any more.
    await file(
      now - HOUR,
      {
        ...matter,
        place: '幸福小区',
        handling: 'refuse',
        refusal: { reason: 'litigation', explanation: '已进入诉讼程序' },
      },
      '13800000009',
    );
    expect((await read()).matters).toMatchObject([{ callers: 3 }]);
  });

  it('a figure opens the tickets that it counts, and no others', async () => {
    const { file, list } = await begin();
    const refused = await file(now - HOUR, {
      handling: 'refuse',
      refusal: { reason: 'litigation', explanation: '已进入诉讼程序' },
    });
    const opened = await file(now - HOUR, { categoryCode: '0201', place: '河西' });
    expect((await list({})).numbers).toEqual([refused, opened]);
    expect((await list({ figure: 'refused' })).numbers).toEqual([refused]);
    expect((await list({ figure: 'open' })).numbers).toEqual([opened]);
    expect((await list({ category: '' })).numbers).toEqual([refused]);
    expect((await list({ category: '02', kind: 'help' })).numbers).toEqual([opened]);
    expect((await list({ district: '1' })).numbers).toEqual([opened]);
    expect((await list({ district: '' })).numbers).toEqual([refused]);
    expect((await list({ unit: 'water' })).numbers).toEqual([]);
    expect((await list({ seat: '1001', unit: '' })).numbers).toEqual([refused, opened]);
  });
}

describe('hot spots on SQLite', () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));
  suite(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-spots-'));
    folders.push(folder);
    const store = openStore(folder);
    if (!store.ok) throw new Error(store.error.code);
    return { ...sqliteRunner(store.value), close: async () => void store.value.close() };
  });
});

// Whether PostgreSQL may be missing is said by the tests of the tickets.
const programs = postgresPrograms();
describe.skipIf(programs === null)('hot spots on PostgreSQL', () => {
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
