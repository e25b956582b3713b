import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logInAnswer, PROTOCOL_VERSION } from '@hotline/domain/protocol';
import { createTicketClient } from '@hotline/domain/ticket-api';
import type { TicketEvent } from '@hotline/domain/ticket';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { startTicketBridge, type TicketBridge } from '../testing/ticket-bridge.ts';

const noon = Date.UTC(2026, 10, 25, 4);
let bridge: TicketBridge;
let now: number;
const as = (person: string) => bridge.as(person);
const file: TicketBridge['file'] = (...args) => bridge.file(...args);

beforeEach(async () => {
  now = noon;
  bridge = await startTicketBridge(
    () => now,
    (config) => ({
      ...config,
      office: [{ id: 'paidan', name: '派单员' }],
      tickets: { ...config.tickets, dispatchers: ['huang.lei', 'paidan'] },
    }),
  );
});
afterEach(() => bridge.end());

async function take(person: string, ticketNo: string, version: number, event: TicketEvent) {
  const client = await as(person);
  return client.step(ticketNo, { expectedVersion: version, event });
}

function revealedOnLedger(): unknown[] {
  const database = new Database(join(bridge.folder, 'bridge.sqlite'), { readonly: true });
  const facts = database
    .prepare("SELECT fact FROM call_event WHERE kind = 'complainant-revealed'")
    .pluck()
    .all();
  database.close();
  return facts.map((fact): unknown => JSON.parse(String(fact)));
}

const dispatch: TicketEvent = { kind: 'dispatch', assignment: { main: 'water', joint: [] } };

const rate = (handling: 'dissatisfied' | 'satisfied'): TicketEvent => ({
  kind: 'rate',
  rating: { acceptance: 'satisfied', handling },
});

const at = (local: string) => Date.parse(`${local}T00:00:00+08:00`);

const officeToken = async () => {
  const answer = await bridge.logIn('paidan');
  expect(answer.status).toBe(200);
  const granted = logInAnswer.parse(await answer.json());
  expect(granted).toMatchObject({ role: 'office', personName: '派单员' });
  return granted.token;
};

describe('somebody without a telephone', () => {
  const later = 29 * 60_000;
  it('logs in to tickets alone, and stays as long as they ask for something', async () => {
    const client = createTicketClient(fetch, bridge.origin, await officeToken());
    const ticketNo = await file('停水');
    for (let request = 0; request < 3; request += 1) {
      now += later;
      expect(await client.list({ list: 'to-dispatch' })).toMatchObject({
        value: { tickets: [{ ticketNo }] },
      });
    }
    now += later + 60_000;
    expect(await client.list({})).toMatchObject({ error: { status: 401 } });
  });

  it('has no seat: its token opens no connection of one', async () => {
    const hello = { type: 'hello', v: PROTOCOL_VERSION, token: await officeToken() };
    const socket = new WebSocket(`${bridge.origin.replace('http', 'ws')}/ws/seat`);
    socket.addEventListener('open', () => socket.send(JSON.stringify(hello)));
    const closed = await new Promise<CloseEvent>((resolve) =>
      socket.addEventListener('close', resolve),
    );
    expect(closed.code).toBe(4001);
  });
});

it('tells each person the words of tickets, and what they are to them', async () => {
  expect(await (await as('ma.tao')).terms()).toMatchObject({
    value: {
      actor: { role: 'unit-clerk', person: 'ma.tao', unit: 'water' },
      now: noon,
      hotline: { timeZone: 'Asia/Shanghai' },
      units: [{ id: 'water' }, { id: 'roads' }],
      mayListen: false,
    },
  });
  expect(await (await as('fang.hui')).terms()).toMatchObject({
    value: { actor: { role: 'leader' }, mayListen: true },
  });
});

describe('/api/v1/tickets', () => {
  it('leads a ticket from 受理 to 办结, with 重办 after 不满意', async () => {
    const ticketNo = await file('停水');
    const revisit = { reached: true, contactedByUnit: true, solved: true };
    const round = (handling: 'dissatisfied' | 'satisfied') =>
      [
        ['ma.tao', { kind: 'answer', answer: '已恢复' }],
        ['huang.lei', { kind: 'audit', passed: true, why: '' }],
        ['zhou.min', { kind: 'revisit', revisit }],
        ['zhou.min', rate(handling)],
      ] as const;
    const steps = [
      ['huang.lei', dispatch],
      ['ma.tao', { kind: 'sign' }],
      ['ma.tao', { kind: 'start' }],
      ...round('dissatisfied'),
      ['zhou.min', { kind: 'redo' }],
      ...round('satisfied'),
      ['zhou.min', { kind: 'close' }],
    ] as const;
    for (const [index, [person, event]] of steps.entries()) {
      const taken = await take(person, ticketNo, index + 1, event);
      expect(taken).toMatchObject({ ok: true, value: { version: index + 2 } });
    }
    expect(await (await as('zhou.min')).read(ticketNo)).toMatchObject({
      value: { state: 'closed', dueAt: null, steps: [], matter: { title: '停水' } },
    });
  });

  it('counts 4 working days for 求助, once more for 延期, and says soon and overdue', async () => {
    const ticketNo = await file('停水');
    expect(await take('huang.lei', ticketNo, 1, dispatch)).toMatchObject({
      value: { dueAt: at('2026-12-02'), due: 'in-time' },
    });
    await take('ma.tao', ticketNo, 2, { kind: 'sign' });
    await take('ma.tao', ticketNo, 3, { kind: 'start' });
    await take('ma.tao', ticketNo, 4, { kind: 'contact', text: '已电话联系' });
    now = at('2026-12-01') + 1;
    // Nobody stays logged in for a week.
    bridge.everybodyLeaves();
    const clerk = await as('ma.tao');
    expect(await clerk.list({ list: 'due-soon' })).toMatchObject({
      value: { tickets: [{ ticketNo, due: 'soon' }] },
    });
    expect(await take('ma.tao', ticketNo, 5, { kind: 'extend', why: '待料' })).toMatchObject({
      value: { dueAt: at('2026-12-08'), extended: true },
    });
    now = at('2026-12-08') + 1;
    bridge.everybodyLeaves();
    expect(await (await as('ma.tao')).list({ list: 'overdue' })).toMatchObject({
      value: { tickets: [{ due: 'overdue' }] },
    });
  });

  it('refuses a limit that runs into a year without data, and writes nothing', async () => {
    now = Date.UTC(2026, 11, 30);
    const ticketNo = await file('停水');
    expect(await take('huang.lei', ticketNo, 1, dispatch)).toMatchObject({
      error: { status: 422, why: 'year-without-data', year: 2027 },
    });
    expect(await (await as('huang.lei')).read(ticketNo)).toMatchObject({
      value: { version: 1, state: 'accepted' },
    });
  });

  it('refuses by role, unit and shape; a unit is not told of what is not its own', async () => {
    const ticketNo = await file('停水');
    expect(await take('zhou.min', ticketNo, 1, dispatch)).toMatchObject({
      error: { status: 403, why: 'not-allowed' },
    });
    const nowhere = { kind: 'dispatch', assignment: { main: 'moon', joint: [] } } as const;
    expect(await take('huang.lei', ticketNo, 1, nowhere)).toMatchObject({
      error: { status: 422, why: 'no-such-unit' },
    });
    await take('huang.lei', ticketNo, 1, dispatch);
    const roads = await as('guo.yan');
    expect(await roads.read(ticketNo)).toMatchObject({ error: { status: 404 } });
    expect(await roads.list({ unit: 'water' })).toMatchObject({ value: { tickets: [] } });
    expect(await take('guo.yan', ticketNo, 2, { kind: 'sign' })).toMatchObject({
      error: { status: 404 },
    });
    expect(await take('ma.tao', ticketNo, 2, { kind: 'fly' } as never)).toMatchObject({
      error: { status: 400, why: 'malformed' },
    });
    expect(await roads.list({ after: 'nonsense' })).toMatchObject({ error: { status: 400 } });
    const stranger = createTicketClient(fetch, bridge.origin, 'nobodys-token');
    expect(await stranger.list({})).toMatchObject({ error: { status: 401 } });
  });

  it('knows no forged id, whatever it looks like, and writes nothing for it', async () => {
    const ticketNo = await file('停水');
    const leader = await as('fang.hui');
    const forged = [
      '../people',
      '..%2F..%2Fmetrics',
      "20261125-000001'; DROP TABLE ticket; --",
      '20261125-999999',
      `20261125-${'9'.repeat(400)}`,
      '٢٠٢٦١١٢٥-٠٠٠٠٠١',
      '',
      '\u0000',
      'terms',
    ];
    const takeIn = { expectedVersion: 1, event: { kind: 'urge', text: '催' } } as const;
    for (const no of forged) {
      for (const answer of [
        await leader.read(no),
        await leader.step(no, takeIn),
        await leader.reveal(no, '核实'),
        await leader.link(ticketNo, no),
        await leader.unlink(ticketNo, no),
        await take('fang.hui', ticketNo, 1, { kind: 'merge', into: no }),
      ]) {
        expect(answer.ok, `${no}: ${JSON.stringify(answer)}`).toBe(false);
      }
    }
    for (const version of [0, -1, 1.5, 2 ** 53, 99]) {
      const { event } = takeIn;
      expect(await leader.step(ticketNo, { expectedVersion: version, event })).toMatchObject({
        ok: false,
      });
    }
    expect(await leader.read(ticketNo)).toMatchObject({ value: { version: 1, links: [] } });
    expect(revealedOnLedger()).toEqual([]);
  });

  it('keeps rare characters and emoji, takes control characters out, and refuses 50 KB whole', async () => {
    const ticketNo = await file('停水');
    const say = (text: string, version: number) =>
      take('fang.hui', ticketNo, version, { kind: 'urge', text });
    expect(await say('水'.repeat(50_000), 1)).toMatchObject({ error: { why: 'malformed' } });
    expect(await say('\u0000\u0007\u202E', 1)).toMatchObject({ error: { why: 'empty-text' } });
    const longest = '𠮷㐂🚰'.repeat(4_000).slice(0, 20_000);
    expect(await say(longest, 1)).toMatchObject({ value: { version: 2 } });
    const written = await say('停\u0000水\u001B[31m\r\n𠮷㐂👨‍👩‍👧', 2);
    expect(written).toMatchObject({ ok: true });
    if (!written.ok) return;
    expect(written.value.history.map(({ event }) => event['text'])).toEqual([
      undefined,
      longest,
      '停水[31m\n𠮷㐂👨‍👩‍👧',
    ]);
  });

  it('goes on when its clock is set back, in order, and keeps what the clock said', async () => {
    const ticketNo = await file('停水');
    await take('huang.lei', ticketNo, 1, dispatch);
    // Logged in before: a log-in of 72 hours ago is over.
    await as('ma.tao');
    now = noon - 72 * 3_600_000;
    expect(await take('ma.tao', ticketNo, 2, { kind: 'sign' })).toMatchObject({
      value: { history: [{}, { at: noon }, { at: noon, clock: now }], state: 'signed' },
    });
    now = noon + 1;
    expect(await take('ma.tao', ticketNo, 3, { kind: 'start' })).toMatchObject({
      value: { history: [{}, {}, {}, { at: now, clock: null }] },
    });
  });

  it('gives whoever was slower both versions', async () => {
    const ticketNo = await file('停水');
    await take('huang.lei', ticketNo, 1, dispatch);
    expect(
      await take('zhou.min', ticketNo, 1, { kind: 'answer-directly', answer: '好' }),
    ).toMatchObject({
      error: { code: 'conflict', meant: 'accepted', current: { state: 'dispatched', version: 2 } },
    });
  });

  it('pages through a list to its end', async () => {
    for (const key of ['a', 'b', 'c']) await file(key);
    const client = await as('zhou.min');
    const first = await client.list({ list: 'mine', limit: 2 });
    if (!first.ok || first.value.next === null) throw new Error('a second page was expected');
    const second = await client.list({ list: 'mine', limit: 2, after: first.value.next });
    expect(second).toMatchObject({ value: { tickets: [{ title: 'a' }], next: null } });
  });
});

const seenBy = async (person: string, ticketNo: string) => {
  const whole = await (await as(person)).read(ticketNo);
  if (!whole.ok) throw new Error(whole.error.code);
  expect(JSON.stringify(whole.value)).not.toMatch(/13900001111|13800002222/);
  const { complainant } = whole.value;
  const shown = await (await as(person)).reveal(ticketNo, '核实');
  expect(shown.ok).toBe(complainant.mayReveal);
  return [
    complainant.name,
    complainant.callerNumberMasked,
    shown.ok ? shown.value.contactNumber : '',
  ];
};

describe('the complainant of a ticket', () => {
  const open = ['甲某', '138****2222', '13900001111'];
  const hidden = ['', '', ''];

  it.each([
    ['open', {}, { agent: open, leader: open, clerk: open }],
    [
      'secret 保密',
      { secret: true },
      { agent: hidden, leader: ['', '', '13900001111'], clerk: hidden },
    ],
    [
      'complains of the unit',
      { personsConcerned: '市供水公司' },
      { agent: open, leader: open, clerk: hidden },
    ],
  ] as const)('%s', async (_, change, expected) => {
    const ticketNo = await file('k', change);
    await take('huang.lei', ticketNo, 1, dispatch);
    expect(await seenBy('zhou.min', ticketNo)).toEqual(expected.agent);
    expect(await seenBy('fang.hui', ticketNo)).toEqual(expected.leader);
    expect(await seenBy('ma.tao', ticketNo)).toEqual(expected.clerk);
  });

  it('is shown only with a reason, which is on the ledger first', async () => {
    const ticketNo = await file('k', { secret: true });
    const leader = await as('fang.hui');
    expect(await leader.reveal(ticketNo, '  ')).toMatchObject({ error: { status: 400 } });
    expect((await leader.reveal(ticketNo, '上级核查')).ok).toBe(true);
    expect(revealedOnLedger()).toEqual([
      { kind: 'complainant-revealed', ticketNo, person: 'fang.hui', reason: '上级核查' },
    ]);
  });
});
