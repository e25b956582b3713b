/**
 * What a person waits for while they write and while they look at lists, at 100,000 open tickets, in SQLite and in
 * PostgreSQL (where it is installed). `--tickets N`. One JSON line: p50 and p99 in ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { emptyDraft } from '@hotline/domain/draft';
import { transition } from '@hotline/domain/ticket';
import {
  createTicketStore,
  openPostgres,
  openStore,
  sqliteRunner,
  type SqlRunner,
  type Store,
  type TicketStore,
} from '../apps/cti-bridge/src/store/index.ts';
import { quickRules } from '../apps/cti-bridge/src/testing/ticket-rules.ts';
import { postgresPrograms, startPostgres } from '../apps/cti-bridge/src/testing/postgres-server.ts';

const { values: given } = parseArgs({
  options: { tickets: { type: 'string', default: '100000' } },
});
const total = Number(given.tickets);
const UNITS = 200;
const ASKED = 300;
const begun = Date.UTC(2026, 0, 1);

const roads = ['长虹路', '人民路', '檀溪路', '建设路', '大庆路', '丹江路', '七里河路', '邓城大道'];
const places = [
  '幸福小区',
  '阳光花园',
  '檀溪新村',
  '汉江新城',
  '东风家属院',
  '第五中学',
  '中心医院',
  '火车站',
];
const matters = [
  '停水',
  '停电',
  '路灯不亮',
  '噪音扰民',
  '井盖丢失',
  '垃圾未清运',
  '违章停车',
  '暖气不热',
  '漏水',
  '占道经营',
];
const tails = [
  '三天了没有人处理',
  '昨晚开始一直这样',
  '多次反映没有结果',
  '影响老人和孩子出行',
  '物业说不归他们管',
];

/** The same each time: numbers of a small generator (mulberry32). */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}
const next = generator(12_345);
const one = (of: readonly string[]): string => of[next(of.length)] ?? '';

function matter() {
  const place = `${one(roads)}${next(400)}号${one(places)}${next(30)}栋`;
  const what = one(matters);
  return {
    title: `${place.slice(-8)}${what}`,
    place,
    text: `市民反映${place}${what}，${one(tails)}，${one(tails)}。要求尽快处理并回复。`,
  };
}

async function fill(store: Store, tickets: TicketStore): Promise<void> {
  store.pragma('synchronous = OFF');
  for (let n = 0; n < total; n += 1) {
    if (n % 2000 === 0) {
      store.exec(n === 0 ? 'BEGIN' : 'COMMIT; BEGIN');
      process.stderr.write(`\r${n} / ${total}`);
    }
    const now = begun + n * 60_000;
    const { ticketNo } = await tickets.file({
      key: `k${n}`,
      draft: { ...emptyDraft(`k${n}`, null), kind: 'help', ...matter() },
      by: { role: 'agent', person: `agent-${n % 100}` },
      seatId: '1001',
      callerNumber: `138${String(next(60_000)).padStart(8, '0')}`,
      now,
    });
    const assignment = { main: `unit-${next(UNITS)}`, joint: [] };
    const by = { role: 'dispatcher', person: 'd' } as const;
    await tickets.step(ticketNo, 1, ({ ticket, draft }) =>
      transition(ticket, { kind: 'dispatch', assignment }, by, {
        now,
        matter: draft,
        rules: quickRules,
      }),
    );
  }
  store.exec('COMMIT');
  store.exec('ANALYZE');
  process.stderr.write('\n');
}

async function copy(store: Store, { write }: SqlRunner): Promise<void> {
  for (const table of ['ticket', 'ticket_term', 'ticket_unit', 'ticket_draft']) {
    let page: unknown[] = [];
    const send = async () => {
      const text = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, CAST(? AS JSON))`;
      const values = [JSON.stringify(page)];
      await write(function* () {
        yield { text, values };
      });
      page = [];
    };
    for (const row of store.prepare(`SELECT * FROM ${table}`).iterate()) {
      page.push(row);
      if (page.length === 5000) await send();
    }
    await send();
    await write(function* () {
      yield { text: `ANALYZE ${table}`, values: [] };
    });
  }
}

async function timed(ask: () => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  const took: number[] = [];
  for (let n = 0; n < ASKED; n += 1) {
    const from = performance.now();
    await ask();
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => Number((took[Math.floor(took.length * share)] ?? 0).toFixed(2));
  return { p50: at(0.5), p99: at(0.99) };
}

const number = (): string => `138${String(next(60_000)).padStart(8, '0')}`;

async function measure(tickets: TicketStore) {
  const all = {
    view: { kind: 'all' },
    unit: null,
    state: null,
    matterKind: null,
    urgency: null,
    title: null,
    newestFirst: true,
    after: null,
    limit: 50,
  } as const;
  const now = begun + total * 60_000;
  return {
    similar: await timed(() => tickets.candidates(matter(), [number()])),
    unit: await timed(() => tickets.list({ ...all, unit: `unit-${next(UNITS)}` })),
    unitOverdue: await timed(() =>
      tickets.list({ ...all, unit: `unit-${next(UNITS)}`, view: { kind: 'overdue', now } }),
    ),
    newest: await timed(() => tickets.list(all)),
    counts: await timed(() =>
      tickets.count(
        [
          { ...all, view: { kind: 'mine', person: 'agent-7' } },
          { ...all, view: { kind: 'to-dispatch' } },
          { ...all, view: { kind: 'overdue', now } },
          { ...all, view: { kind: 'supervised' } },
          { ...all, view: { kind: 'to-revisit' } },
        ],
        1000,
      ),
    ),
    ofCaller: await timed(() => tickets.ofCaller(number(), 10)),
  };
}

const folder = mkdtempSync(path.join(tmpdir(), 'hotline-bench-similar-'));
try {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  const store = opened.value;
  const options = { timeZone: 'Asia/Shanghai', targets: [], rules: () => quickRules };
  const tickets = createTicketStore(sqliteRunner(store), options);
  await fill(store, tickets);
  const sqlite = await measure(tickets);
  const programs = postgresPrograms();
  let postgres: Awaited<ReturnType<typeof measure>> | null = null;
  if (programs !== null) {
    const server = await startPostgres(programs);
    try {
      const address = await server.emptyDatabase();
      const runner = await openPostgres(address, () => {});
      if (!runner.ok) throw new Error(JSON.stringify(runner.error));
      await copy(store, runner.value);
      const there = createTicketStore(runner.value, options);
      postgres = await measure(there);
      await there.close();
    } finally {
      await server.stop();
    }
  }
  store.close();
  console.log(JSON.stringify({ bench: 'similar', unit: 'ms', tickets: total, sqlite, postgres }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
