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
import type { Script, SqlRunner, Statement } from './sql-script.ts';
import { sqliteRunner } from './sqlite-runner.ts';
import { createTicketStore, type TicketStore } from './ticket-store.ts';
import { listScript, ofCallerScript, type TicketQuery } from './list-tickets.ts';
import type { PlaceOf } from './ticket-places.ts';
import { candidatesScript } from './ticket-terms.ts';

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
    return (await client.query<object>(text)).rows;
  } finally {
    await client.end();
  }
};

function suite(
  open: () => Promise<{ runner: SqlRunner; raw: (text: string) => Promise<unknown> }>,
) {
  let tickets: TicketStore;
  let rules: TicketRules;
  let placeOf: PlaceOf | null;
  let raw: (text: string) => Promise<unknown>;
  beforeEach(async () => {
    const opened = await open();
    ({ raw } = opened);
    rules = quickRules;
    placeOf = null;
    tickets = createTicketStore(opened.runner, {
      timeZone: 'Asia/Shanghai',
      targets: ['platform'],
      rules: () => rules,
      placeOf: () => placeOf,
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

  const places = async () => {
    const found = await raw('SELECT district, place_code FROM ticket ORDER BY ticket_no');
    return (found as { district: string | null; place_code: string | null }[]).map(
      ({ district, place_code: place }) => [district, place],
    );
  };

  it('keeps the district with the ticket, also when its words change; earlier ones are looked up page by page', async () => {
    await file('a', { place: '东城区某处' });
    await file('b', { place: '' });
    expect(await places()).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(await tickets.placeUnplaced(10)).toBe(0);
    placeOf = (text) =>
      text.startsWith('东') ? { district: '1', place: '1R' } : { district: '', place: '' };
    expect(await tickets.placeUnplaced(1)).toBe(1);
    expect(await tickets.placeUnplaced(10)).toBe(1);
    expect(await tickets.placeUnplaced(10)).toBe(0);
    await file('c', { place: '西' });
    await file('c', { place: '东西' }, noon, 1);
    expect(await places()).toEqual([
      ['1', '1R'],
      ['', ''],
      ['1', '1R'],
    ]);
    const received = (version: number, place: string) =>
      tickets.receive({ id: 'x', version }, { ...emptyDraft('x', null), place }, agent, noon);
    await received(1, '东');
    await received(2, '');
    expect((await places()).at(-1)).toEqual(['', '']);
  });

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

  it('lists a unit’s tickets page by page as it lists all', async () => {
    for (let n = 1; n <= 6; n += 1) {
      await file(`k${n}`, {}, noon + Math.floor(n / 2));
      const unit = { main: n % 2 === 0 ? 'water' : 'roads', joint: [] };
      await take(no(n), 1, dispatcher, { kind: 'dispatch', assignment: unit }, noon + n);
    }
    const first = await tickets.list({ ...everything, unit: 'water', limit: 2 });
    expect(first.tickets.map(({ ticketNo }) => ticketNo)).toEqual([no(6), no(4)]);
    expect(await numbers({ unit: 'water', limit: 2, after: first.next })).toEqual([2]);
    expect(await numbers({ unit: 'water', newestFirst: false })).toEqual([2, 4, 6]);
    const again = { main: 'roads', joint: ['water'] };
    await take(no(6), 2, dispatcher, { kind: 'reassign', assignment: again, why: '职责' }, noon);
    expect(await numbers({ unit: 'roads' })).toEqual([6, 5, 3, 1]);
    expect(await numbers({ unit: 'water', state: 'dispatched', limit: 1 })).toEqual([6]);
    const overdue = {
      view: { kind: 'overdue', now: noon + 60_005 },
      newestFirst: false,
    } as const;
    expect(await numbers({ ...overdue, unit: 'water' })).toEqual([2, 4]);
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

  it('files what was refused to the citizen as 不受理, with the reason and the words said', async () => {
    const refusal = { reason: 'litigation', explanation: '法院已受理，请向承办法院咨询' } as const;
    const { ticketNo, refused } = await file('a', { handling: 'refuse', refusal });
    expect(refused).toBe('litigation');
    expect(await file('a', { handling: 'refuse', refusal })).toMatchObject({
      isNew: false,
      refused: 'litigation',
    });
    const history = await tickets.history(ticketNo);
    expect(history.map(({ event }) => event)).toEqual([
      expect.objectContaining({ kind: 'accept' }),
      { kind: 'refuse', ...refusal },
    ]);
    const found = await tickets.find(ticketNo);
    expect(found).toMatchObject({ version: 2, ticket: { state: { kind: 'refused', ...refusal } } });
    expect(found?.ticket).toEqual(fold(history));
    const unsaid = await file('b', {
      handling: 'refuse',
      refusal: { ...refusal, explanation: ' ' },
    });
    expect(unsaid.refused).toBeNull();
    expect((await tickets.find(unsaid.ticketNo))?.ticket.state.kind).toBe('accepted');
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

  const found = async (change: object, ...asked: string[]) => {
    const matter = { title: '', text: '', place: '', ...change };
    const records = await tickets.candidates(matter, asked);
    return records.map(({ ticketNo }) => Number(ticketNo.slice(-6))).toSorted((a, b) => a - b);
  };
  const link = (kind: 'link' | 'unlink', ...between: [string, string]) =>
    tickets.link({ kind, between, by: agent, now: noon });

  it('finds open tickets by number, place and words; what is over, or says something else now, is not found', async () => {
    await file('a', { title: '幸福小区停水', contactNumber: '138 1111 2222' });
    await file('b', { title: '路灯不亮', place: '长虹路 12 号' });
    expect(await found({ title: '幸福小区没水' })).toEqual([1]);
    expect(await found({ place: '长虹路12号' })).toEqual([2]);
    expect(await found({}, '13811112222')).toEqual([1]);
    expect(await found({}, '13800000001')).toEqual([1, 2]);
    expect(await found({ title: '𠮷' }, '13899999999')).toEqual([]);
    await take(no(1), 1, agent, { kind: 'answer-directly', answer: '已恢复' });
    expect(await found({ title: '幸福小区停水' }, '13811112222')).toEqual([]);
    // Filed anew over what was seen: found by what it says now, by its words, its place and its number.
    await file('b', { title: '水管爆裂', place: '人民路', contactNumber: '13922223333' }, noon, 1);
    expect(await found({ title: '路灯不亮', place: '长虹路12号' })).toEqual([]);
    expect(await found({ title: '水管爆裂' })).toEqual([2]);
    expect(await found({ place: '人民路' }, '13922223333')).toEqual([2]);
    const from: Actor = { role: 'dispatcher', person: 'platform' };
    for (const [version, title] of [
      [1, '噪音扰民'],
      [2, '井盖丢失'],
    ] as const) {
      const draft = { ...emptyDraft('P', null), title };
      await tickets.receive({ id: 'P', version }, draft, from, noon);
    }
    expect(await found({ title: '噪音扰民' })).toEqual([]);
    expect(await found({ title: '井盖丢失' })).toEqual([3]);
  });

  it('links two on both histories, also when both are linked at once from either side', async () => {
    await file('a');
    await file('b');
    const both = await Promise.all([link('link', no(1), no(2)), link('link', no(2), no(1))]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    for (const [ticketNo, other] of [
      [no(1), no(2)],
      [no(2), no(1)],
    ] as const) {
      const history = await tickets.history(ticketNo);
      expect(history.map(({ event }) => event)).toMatchObject([
        {},
        { kind: 'link', ticketNo: other },
      ]);
      expect((await tickets.find(ticketNo))?.ticket).toEqual(fold(history));
    }
    expect(await link('link', no(1), no(9))).toEqual({ ok: false, error: { code: 'no-ticket' } });
  });

  it('takes a draft into a ticket once, however often and from wherever it comes', async () => {
    await file('a');
    const order = {
      ticketNo: no(1),
      draft: { ...emptyDraft('d', null), title: '补充', text: '𠮷'.repeat(100) },
      by: agent,
      callerNumber: '13800000009',
      urges: false,
      now: noon,
    };
    const many = await Promise.all(Array.from({ length: 5 }, () => tickets.join(order)));
    expect(many.map((one) => one.ok && one.value.version)).toEqual([2, 2, 2, 2, 2]);
    expect(await tickets.joined(no(1))).toEqual([
      { no: 2, person: 'lin', callerNumber: '13800000009', draft: order.draft },
    ]);
    expect(await file('d')).toMatchObject({ ticketNo: no(1), isNew: false });
    // The same id in another person's hands is another draft.
    const other = { ...order, by: { role: 'agent', person: 'zhao' } as const };
    expect(await tickets.join(other)).toMatchObject({ ok: true, value: { version: 3 } });
  });

  it('gives nobody another person’s ticket for its key, and files theirs', async () => {
    await file('a');
    const draft = { ...emptyDraft('a', null), title: '另一件' };
    const by: Actor = { role: 'agent', person: 'zhao' };
    const order = { key: 'a', draft, by, seatId: '1002', callerNumber: null, now: noon };
    expect(await tickets.file(order)).toMatchObject({ ticketNo: no(2), isNew: true });
    expect(await tickets.file(order)).toMatchObject({ ticketNo: no(2), isNew: false });
  });

  it('knows whose draft a file belongs to, and its ticket when there is one', async () => {
    const one = {
      id: 'f1',
      draftId: 'a',
      person: 'lin',
      name: '照片.png',
      type: 'image/png',
      size: 7,
      sha256: 'ab',
      at: noon,
    };
    await tickets.addAttachment(one);
    await tickets.addAttachment(one);
    await tickets.addAttachment({ ...one, id: 'f2', person: 'zhao' });
    expect(await tickets.findAttachment('f1')).toEqual({ attachment: one, ticketNo: null });
    expect(await tickets.attachmentsOfDraft('a', 'lin')).toEqual([one]);
    const forgotten = async () =>
      (await tickets.forgottenAttachments(noon + 1)).map(({ id }) => id).sort();
    expect(await forgotten()).toEqual(['f1', 'f2']);
    await file('a');
    expect(await tickets.findAttachment('f1')).toMatchObject({ ticketNo: no(1) });
    expect(await tickets.attachmentsOfTicket(no(1))).toEqual([one]);
    expect(await forgotten()).toEqual(['f2']);
    expect(await tickets.removeAttachment('f1')).toBeNull();
    expect(await tickets.removeAttachment('f2')).toBe('ab');
    expect(await tickets.removeAttachment('f2')).toBeNull();
  });

  it('counts lists up to a bound, and lists a caller’s tickets, newest first', async () => {
    for (const key of ['a', 'b', 'c']) await file(key);
    await take(no(1), 1, dispatcher, { kind: 'dispatch', assignment }, noon);
    const counted = (most: number) =>
      tickets.count(
        [
          everything,
          { ...everything, view: { kind: 'to-dispatch' } },
          { ...everything, view: { kind: 'overdue', now: noon + 60_001 }, unit: 'roads' },
          { ...everything, unit: 'water' },
          { ...everything, unit: 'moon' },
        ],
        most,
      );
    expect(await counted(100)).toEqual([3, 2, 1, 1, 0]);
    expect(await counted(2)).toEqual([2, 2, 1, 1, 0]);
    expect(await tickets.ofCaller('13800000001', 2)).toMatchObject([
      { ticketNo: no(3), title: '题c', state: 'accepted', seatId: '1001' },
      { ticketNo: no(2) },
    ]);
    expect(await tickets.ofCaller('13800000009', 2)).toEqual([]);
  });

  it('keeps how far a platform was read', async () => {
    expect(await tickets.pulledTo('city')).toBe('');
    await tickets.pulled('city', 'at-5', noon);
    await tickets.pulled('city', 'at-9', noon);
    expect(await tickets.pulledTo('city')).toBe('at-9');
    expect(await tickets.pulledTo('other')).toBe('');
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
      raw: async (text) =>
        text.startsWith('SELECT') ? store.prepare(text).all() : store.exec(text),
    };
  });
});

describe('on SQLite, at any size', () => {
  it('reads a unit’s newest, and what an open ticket is found by, from an index in its order', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-plans-'));
    const opened = openStore(folder);
    if (!opened.ok) throw new Error(opened.error.code);
    const plansOf = (script: Script<unknown>): string => {
      const { value } = script.next() as { value: Statement };
      const plan = opened.value.prepare(`EXPLAIN QUERY PLAN ${value.text}`).all(...value.values);
      return plan.map((row) => (row as { detail: string }).detail).join('\n');
    };
    const soon = { kind: 'due-soon', now: 1, before: 2 } as const;
    const plans = [
      plansOf(listScript({ ...everything, unit: 'water' })),
      plansOf(listScript({ ...everything, unit: 'water', view: soon })),
      plansOf(listScript({ ...everything, title: '停水' })),
      plansOf(ofCallerScript('1', 10)),
      plansOf(candidatesScript({ title: '停水通知', text: '', place: '' }, [])),
    ];
    opened.value.close();
    rmSync(folder, { recursive: true, force: true });
    expect(plans[0]).toMatch(/SEARCH u USING COVERING INDEX ticket_unit_at \(unit=\?\)/);
    expect(plans[1]).toMatch(/SEARCH t USING INDEX ticket_due/);
    expect(plans[2]).toMatch(/ticket_title/);
    expect(plans[3]).toMatch(/ticket_caller \(caller_number=\?\)/);
    expect(plans[4]).toMatch(/SEARCH ticket_term USING PRIMARY KEY \(term=\?\)/);
    expect(plans.slice(0, 3).join('\n')).not.toMatch(/TEMP B-TREE/);
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
      error: { code: 'newer-than-program', found: 99, known: 8 },
    });
    expect(await openPostgres('postgres://hotline@127.0.0.1:1/none', () => {})).toMatchObject({
      error: { code: 'cannot-open' },
    });
  });
});
