/** A centre's year of tickets, the same each time, in SQLite and copied into PostgreSQL. */
import { emptyDraft } from '@hotline/domain/draft';
import { transition } from '@hotline/domain/ticket';
import {
  createTicketStore,
  openPostgres,
  sqliteRunner,
  type SqlRunner,
  type Store,
  type TicketStore,
} from '../../apps/cti-bridge/src/store/index.ts';
import {
  postgresPrograms,
  startPostgres,
} from '../../apps/cti-bridge/src/testing/postgres-server.ts';
import { quickRules } from '../../apps/cti-bridge/src/testing/ticket-rules.ts';

export const UNITS = 200;
/** When the first was filed; one a minute since. */
export const begun = Date.UTC(2026, 0, 1);
const options = { timeZone: 'Asia/Shanghai', targets: [], rules: () => quickRules };

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
export const next = generator(12_345);
const one = (of: readonly string[]): string => of[next(of.length)] ?? '';

/** Where something is, and what. */
export function matter() {
  const place = `${one(roads)}${next(400)}号${one(places)}${next(30)}栋`;
  const what = one(matters);
  return {
    title: `${place.slice(-8)}${what}`,
    place,
    text: `市民反映${place}${what}，${one(tails)}，${one(tails)}。要求尽快处理并回复。`,
  };
}

/** Files and dispatches `total` tickets; nothing of it is synced to the disk. */
export async function fill(store: Store, tickets: TicketStore, total: number): Promise<void> {
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

/** The store on SQLite. */
export const onSqlite = (store: Store): TicketStore =>
  createTicketStore(sqliteRunner(store), options);

/** The same tickets in a PostgreSQL of its own, gone afterwards; null: it is not installed. */
export async function onPostgres<T>(
  store: Store,
  measure: (tickets: TicketStore) => Promise<T>,
): Promise<T | null> {
  const programs = postgresPrograms();
  if (programs === null) return null;
  const server = await startPostgres(programs);
  try {
    const runner = await openPostgres(await server.emptyDatabase(), () => {});
    if (!runner.ok) throw new Error(JSON.stringify(runner.error));
    await copy(store, runner.value);
    const tickets = createTicketStore(runner.value, options);
    const measured = await measure(tickets);
    await tickets.close();
    return measured;
  } finally {
    await server.stop();
  }
}

const ASKED = 300;

/** p50 and p99 of the same question, each time another, in ms. */
export async function timed(
  ask: () => Promise<unknown>,
): Promise<{ readonly p50: number; readonly p99: number }> {
  const took: number[] = [];
  for (let n = 0; n < ASKED; n += 1) {
    const from = performance.now();
    // One after the other: a person waits for each.
    // oxlint-disable-next-line no-await-in-loop
    await ask();
    took.push(performance.now() - from);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => Number((took[Math.floor(took.length * share)] ?? 0).toFixed(2));
  return { p50: at(0.5), p99: at(0.99) };
}
