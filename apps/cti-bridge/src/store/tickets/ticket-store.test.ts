/** The same tests on SQLite and on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyDraft } from '@hotline/domain/draft';
import {
  fold,
  transition,
  type Actor,
  type TicketEvent,
  type TicketRules,
} from '@hotline/domain/ticket';
import {
  postgresPrograms,
  startPostgres,
  type PostgresServer,
} from '../../testing/postgres-server.ts';
import { quickRules } from '../../testing/ticket-rules.ts';
import { openStore } from '../database.ts';
import { openPostgres } from './postgres-runner.ts';
import type { SqlRunner } from './sql-script.ts';
import { sqliteRunner } from './sqlite-runner.ts';
import { createTicketStore, type TicketStore } from './ticket-store.ts';
import type { TicketQuery } from './list-tickets.ts';

const agent: Actor = { role: 'agent', person: 'lin' };
const dispatcher: Actor = { role: 'dispatcher', person: 'fang' };
const water: Actor = { role: 'unit-clerk', person: 'u1', unit: 'water' };
const noon = Date.UTC(2026, 10, 25, 4);
const assignment = { main: 'water', joint: ['roads'] };

const no = (n: number) => `20261125-00000${n}`;

const everything: TicketQuery = {
  view: { kind: 'all' },
  unit: null,
  state: null,
  matterKind: null,
  urgency: null,
  title: null,
  newestFirst: true,
  after: null,
  limit: 50,
};

const openAt = async (address: string) => {
  const opened = await openPostgres(address, () => {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
};
const queryAt = async (address: string, text: string) => {
  const client = new Client({ connectionString: address });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
};

function suite(
  open: () => Promise<{ runner: SqlRunner; raw: (text: string) => Promise<unknown> }>,
) {
  let tickets: TicketStore;
  let rules: TicketRules;
  let raw: (text: string) => Promise<unknown>;
  beforeEach(async () => {
    const opened = await open();
    ({ raw } = opened);
    rules = quickRules;
    tickets = createTicketStore(opened.runner, {
      timeZone: 'Asia/Shanghai',
      targets: ['platform'],
      rules: () => rules,
    });
  });
  afterEach(() => tickets.close());

  const file = (key: string, change: object = {}, now = noon, over: number | null = null) =>
    tickets.file({
      key,
      draft: { ...emptyDraft(key, null), kind: 'complaint', title: `题${key}`, ...change },
      by: agent,
      seatId: '1001',
      callerNumber: '13800000001',
      now,
      over,
    });
  const take = (
    ticketNo: string,
    version: number,
    by: Actor,
    event: TicketEvent,
    now: number = noon + version,
  ) =>
    tickets.step(ticketNo, version, ({ ticket, draft }) =>
      transition(ticket, event, by, { now, matter: draft, rules }),
    );
  const numbers = async (query: Partial<TicketQuery>) =>
    (await tickets.list({ ...everything, ...query })).tickets.map(({ ticketNo }) =>
      Number(ticketNo.slice(-6)),
    );

  it('numbers by day of the hotline, files a key once, also when it comes many times at once', async () => {
    const late = Date.UTC(2026, 10, 22, 15, 59);
    const answers = await Promise.all(Array.from({ length: 8 }, () => file('a', {}, late)));
    expect(new Set(answers.map(({ ticketNo }) => ticketNo)).size).toBe(1);
    expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    const others = await Promise.all(
      ['b', 'c', 'd', 'e'].map((key) => file(key, {}, late + 60_000)),
    );
    expect(others.map(({ ticketNo }) => ticketNo).sort()).toEqual(
      [1, 2, 3, 4].map((n) => `20261123-00000${n}`),
    );
  });

  it('the same key with other words changes nothing unseen, and what the person has seen and decided', async () => {
    const { ticketNo } = await file('a', { text: '一' });
    expect((await file('a', { text: '一' })).differs).toBeNull();
    const seen = await file('a', { text: '二' });
    expect(seen).toMatchObject({
      ticketNo,
      isNew: false,
      differs: { version: 1, mayChange: true, draft: { text: '一' } },
    });
    expect(await file('a', { text: '二' }, noon, 1)).toMatchObject({ differs: null });
    expect((await tickets.find(ticketNo))?.draft.text).toBe('二');
    // Seen before somebody else's change: asked again.
    expect((await file('a', { text: '三' }, noon, 1)).differs).toMatchObject({ version: 2 });
    expect((await tickets.find(ticketNo))?.draft.text).toBe('二');
  });

  it('a ticket that has gone its way keeps its words', async () => {
    const { ticketNo } = await file('a', { text: '一' });
    const taken = await take(ticketNo, 1, dispatcher, {
      kind: 'dispatch',
      assignment: { main: 'water', joint: [] },
    });
    expect(taken.ok).toBe(true);
    expect((await file('a', { text: '二' }, noon, 1)).differs).toMatchObject({ mayChange: false });
    expect((await tickets.find(ticketNo))?.draft.text).toBe('一');
  });

  it('keeps what was written letter by letter: rare characters, emoji, 50 KB', async () => {
    const text = `𠮷㐂🚰'";--\n${'水'.repeat(50_000)}`;
    const { ticketNo } = await file('a', { text, title: "'; DROP TABLE ticket; --" });
    expect((await tickets.find(ticketNo))?.draft).toMatchObject({
      text,
      title: "'; DROP TABLE ticket; --",
    });
    expect(await tickets.find('20261125-999999')).toBeNull();
  });

  it('is the fold of its history after every step', async () => {
    const { ticketNo } = await file('a');
    const dispatched = await take(ticketNo, 1, dispatcher, { kind: 'dispatch', assignment });
    expect(dispatched).toMatchObject({
      value: { dueAt: noon + 60_001, superviseAt: noon + 60_002 },
    });
    const signed = await take(ticketNo, 2, water, { kind: 'sign' });
    expect(signed).toMatchObject({
      ok: true,
      value: { version: 3, dueAt: null, superviseAt: null },
    });
    const history = await tickets.history(ticketNo);
    expect(history.map(({ event }) => event.kind)).toEqual(['accept', 'dispatch', 'sign']);
    const found = await tickets.find(ticketNo);
    expect(found?.ticket).toEqual(fold(history));
    expect(found).toEqual(signed.ok ? signed.value : null);
  });

  it('takes one of two steps on the same version; the other is given both versions', async () => {
    const { ticketNo } = await file('a');
    const both = await Promise.all([
      take(ticketNo, 1, dispatcher, { kind: 'dispatch', assignment }),
      take(ticketNo, 1, agent, { kind: 'answer-directly', answer: '已答复' }),
    ]);
    const won = both.find(({ ok }) => ok);
    const lost = both.find(({ ok }) => !ok);
    expect(lost).toMatchObject({
      error: {
        code: 'conflict',
        meant: { state: { kind: 'accepted' } },
        current: won?.ok ? won.value : null,
      },
    });
    expect(await tickets.history(ticketNo)).toHaveLength(2);
    expect(await take(ticketNo, 9, agent, { kind: 'close' })).toMatchObject({
      error: { code: 'conflict', meant: null },
    });
    expect(await take('20261125-999999', 1, agent, { kind: 'close' })).toEqual({
      ok: false,
      error: { code: 'no-ticket' },
    });
    expect(await take(ticketNo, 2, agent, { kind: 'close' })).toEqual({
      ok: false,
      error: { code: 'refused', why: { code: 'not-allowed' } },
    });
  });

  it('lets nobody change a history', async () => {
    await file('a');
    for (const change of ["UPDATE ticket_history SET who = 'x'", 'DELETE FROM ticket_matter']) {
      await expect(raw(change)).rejects.toThrow('append-only');
    }
  });

  it('keeps nothing of a filing that fails half-way', async () => {
    await raw('ALTER TABLE ticket_matter RENAME TO elsewhere');
    await expect(file('a')).rejects.toThrow('ticket_matter');
    await raw('ALTER TABLE elsewhere RENAME TO ticket_matter');
    expect(await numbers({})).toEqual([]);
    expect(await file('a')).toMatchObject({ ticketNo: '20261125-000001', isNew: true });
  });

  it('pages without leaving out or repeating, whatever arrives meanwhile', async () => {
    for (let n = 0; n < 7; n += 1) await file(`k${n}`, {}, noon + Math.floor(n / 3));
    const seen: string[] = [];
    let after: TicketQuery['after'] = null;
    do {
      const page = await tickets.list({ ...everything, limit: 3, after });
      seen.push(...page.tickets.map(({ ticketNo }) => ticketNo.slice(-1)));
      after = page.next;
      await file(`late${seen.length}`, {}, noon + 100 + seen.length);
    } while (after !== null);
    expect(seen.join('')).toBe('7654321');
    expect((await numbers({ newestFirst: false, limit: 3 })).join('')).toBe('123');
  });

  it('has a list for each desk', async () => {
    for (const key of ['a', 'b', 'c', 'd'])
      await file(key, key === 'd' ? { title: '100%停水' } : {});
    await take(no(2), 1, dispatcher, { kind: 'dispatch', assignment }, noon + 10);
    await take(no(3), 1, dispatcher, { kind: 'dispatch', assignment }, noon + 100);
    await take(no(3), 2, dispatcher, { kind: 'supervise', why: '逾期' }, noon + 100);
    await take(no(4), 1, agent, { kind: 'answer-directly', answer: '已恢复' });
    const now = noon + 60_050;
    expect(await numbers({ view: { kind: 'mine', person: 'lin' } })).toEqual([4, 3, 2, 1]);
    expect(await numbers({ view: { kind: 'mine', person: 'fang' } })).toEqual([]);
    expect(await numbers({ view: { kind: 'to-dispatch' } })).toEqual([1]);
    expect(await numbers({ view: { kind: 'overdue', now } })).toEqual([2]);
    expect(await numbers({ view: { kind: 'due-soon', now, before: now + 60 } })).toEqual([3]);
    expect(await numbers({ view: { kind: 'supervised' } })).toEqual([3]);
    expect(await numbers({ view: { kind: 'to-supervise', now } })).toEqual([2]);
    expect(await numbers({ view: { kind: 'to-supervise', now: now - 100 } })).toEqual([]);
    expect(await numbers({ view: { kind: 'to-revisit' } })).toEqual([]);
    expect(await numbers({ unit: 'roads' })).toEqual([3, 2]);
    expect(await numbers({ state: 'closed' })).toEqual([4]);
    expect(await numbers({ title: '0%停' })).toEqual([4]);
    expect(await numbers({ title: '_' })).toEqual([]);
    expect(await numbers({ urgency: 'urgent' })).toEqual([]);
    expect(await numbers({ matterKind: 'complaint', limit: 2 })).toEqual([4, 3]);
  });

  it('knows what should be supervised from the moment it should', async () => {
    await file('a', { unrest: true });
    await file('b');
    const view = { kind: 'to-supervise', now: noon + 9 } as const;
    expect(await numbers({ view })).toEqual([1]);
    await take(no(2), 1, agent, { kind: 'urge', text: '再次来电' });
    expect(await numbers({ view })).toEqual([1]);
    await take(no(2), 2, agent, { kind: 'urge', text: '再次来电' });
    expect(await numbers({ view, newestFirst: false })).toEqual([1, 2]);
    await take(no(1), 1, dispatcher, { kind: 'supervise', why: '不稳定因素' });
    expect(await numbers({ view })).toEqual([2]);
  });

  it('brings its lists up to date when the rules have changed, a page at a time', async () => {
    for (const key of ['a', 'b', 'c']) await file(key);
    await take(no(1), 1, dispatcher, { kind: 'dispatch', assignment });
    await take(no(3), 1, agent, { kind: 'answer-directly', answer: '已恢复' });
    const view = { kind: 'overdue', now: noon + 3 * 3_600_000 } as const;
    expect(await numbers({ view })).toEqual([1]);
    rules = {
      ...quickRules,
      dispatch: { count: 2, unit: 'hours' },
      sign: { count: 24, unit: 'hours' },
    };
    expect(await tickets.indexedBy()).toBeNull();
    expect(await tickets.reindex('', 1)).toBe(no(1));
    expect(await tickets.reindex(no(1), 1)).toBe(no(2));
    expect(await tickets.reindex(no(2), 1)).toBeNull();
    await tickets.noteIndexed('new rules');
    expect(await tickets.indexedBy()).toBe('new rules');
    expect(await numbers({ view })).toEqual([2]);
    expect(await numbers({ view: { ...view, now: noon + 25 * 3_600_000 } })).toEqual([1, 2]);
  });

  it('takes what another platform sends in any order, twice or at once, and ends with the newest', async () => {
    const from: Actor = { role: 'dispatcher', person: 'platform' };
    const receive = (version: number) =>
      tickets.receive(
        { id: 'P-1', version },
        { ...emptyDraft('P-1', null), title: `v${version}` },
        from,
        noon + version,
      );
    const outcomes = await Promise.all([3, 1, 2, 3, 1].map(receive));
    expect(new Set(outcomes.map(({ ticketNo }) => ticketNo)).size).toBe(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
    expect(await receive(2)).toMatchObject({ outcome: 'unchanged' });
    expect(await receive(5)).toMatchObject({ outcome: 'updated' });
    expect(await numbers({})).toHaveLength(1);
    expect(await tickets.find(outcomes[0]?.ticketNo ?? '')).toMatchObject({
      external: { id: 'P-1', version: 5 },
      draft: { title: 'v5' },
    });
  });

  it('hands out deliveries in order per ticket; a dead one holds up its ticket alone', async () => {
    const { ticketNo } = await file('a');
    await file('b');
    await take(ticketNo, 1, dispatcher, { kind: 'dispatch', assignment });
    const due = async (now: number) =>
      (await tickets.dueDeliveries(now, 10)).map((each) => `${each.ticketNo.slice(-1)}.${each.no}`);
    expect(await due(noon - 1)).toEqual([]);
    expect(await due(noon + 9)).toEqual(['1.1', '2.1']);
    const first = { target: 'platform', ticketNo, no: 1 };
    const failed = { at: noon, nextAt: noon + 50, status: 500, fault: null };
    await tickets.attempted(first, { outcome: 'waiting', ...failed });
    expect(await due(noon + 9)).toEqual(['2.1']);
    expect(await tickets.dueDeliveries(noon + 50, 10)).toMatchObject([
      { ticketNo: '20261125-000002' },
      { ticketNo, no: 1, attempts: 1, firstAt: noon },
    ]);
    await tickets.attempted(first, { outcome: 'dead', ...failed });
    expect(await due(noon + 99)).toEqual(['2.1']);
    expect(await tickets.deadDeliveries()).toMatchObject([{ ...first, attempts: 2, status: 500 }]);
    expect(await tickets.retryDelivery(first, noon + 60)).toBe(true);
    expect(await tickets.retryDelivery(first, noon + 60)).toBe(false);
    expect(await tickets.deadDeliveries()).toEqual([]);
    expect(await due(noon + 60)).toContain('1.1');
    const delivered = { outcome: 'delivered', at: noon + 60, status: 200, receiptId: 'r' } as const;
    await tickets.attempted(first, delivered);
    expect(await due(noon + 60)).toContain('1.2');
  });
}

describe('on SQLite', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });
  suite(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-tickets-'));
    folders.push(folder);
    const opened = openStore(folder);
    if (!opened.ok) throw new Error(opened.error.code);
    const store = opened.value;
    return {
      runner: {
        ...sqliteRunner(store),
        async close() {
          store.close();
        },
      },
      raw: async (text) => store.exec(text),
    };
  });
});

const programs = postgresPrograms();
const isNeeded = process.env['HOTLINE_FULL_TEST'] === '1' || process.env['CI'] !== undefined;
if (programs === null && !isNeeded) {
  process.stderr.write(
    '没有 PostgreSQL，工单库的 PostgreSQL 测试跳过；安装 PostgreSQL is not installed, its tests are skipped; install it: sudo sh scripts/test-machine.sh\n',
  );
}

describe.skipIf(programs === null && !isNeeded)('on PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    if (programs === null) {
      throw new Error('PostgreSQL is not installed: sudo sh scripts/test-machine.sh');
    }
    server = await startPostgres(programs);
  }, 60_000);
  afterAll(() => server?.stop());

  suite(async () => {
    const address = await server.emptyDatabase();
    return { runner: await openAt(address), raw: (text) => queryAt(address, text) };
  });

  it('takes its steps once when two bridges start together, and keeps the tickets', async () => {
    const address = await server.emptyDatabase();
    const [first, second] = await Promise.all([openAt(address), openAt(address)]);
    await first.close();
    await second.close();
    await queryAt(address, "INSERT INTO ticket_day (day, last) VALUES ('20261125', 7)");
    const third = await openAt(address);
    await third.close();
    await expect(queryAt(address, 'CREATE TABLE ticket_day (day TEXT)')).rejects.toThrow('exists');
  });

  it('refuses a database of a newer program, and says where one cannot be opened', async () => {
    const address = await server.emptyDatabase();
    await (await openAt(address)).close();
    await queryAt(address, 'INSERT INTO hotline_schema (version) VALUES (99)');
    expect(await openPostgres(address, () => {})).toEqual({
      ok: false,
      error: { code: 'newer-than-program', found: 99, known: 4 },
    });
    expect(await openPostgres('postgres://hotline@127.0.0.1:1/none', () => {})).toMatchObject({
      error: { code: 'cannot-open' },
    });
  });
});
