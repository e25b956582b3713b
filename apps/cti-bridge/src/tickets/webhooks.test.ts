import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyDraft } from '@hotline/domain/draft';
import { transition, type Actor, type TicketEvent } from '@hotline/domain/ticket';
import {
  startReceiver,
  type Behaviour,
  type ReferenceReceiver,
  type TicketEventSeen,
} from '../../../../tests/tickets/reference-receiver.ts';
import { signatureHeaders } from '../push/index.ts';
import {
  createTicketStore,
  openStore,
  sqliteRunner,
  type Store,
  type TicketStore,
} from '../store/index.ts';
import { forget, startTestBridge } from '../testing/test-bridge.ts';
import { quickRules } from '../testing/ticket-rules.ts';
import { startWebhooks } from './webhook-sender.ts';

const SECRET = 'sixteen-letters-';
const agent: Actor = { role: 'agent', person: 'lin' };
const begun = Date.UTC(2026, 10, 25, 4);
/** Waits of seconds and minutes are over at once; nothing here is asserted about how long. */
const FASTER = 1000;
const clock = {
  now: () => begun + Math.round(performance.now() * FASTER),
  after(ms: number, task: () => void) {
    const timer = setTimeout(task, ms / FASTER);
    return () => clearTimeout(timer);
  },
};

let folder: string;
let store: Store;
let tickets: TicketStore;
let receiver: ReferenceReceiver;
let webhooks: { stop(): Promise<void> };

function open(): void {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  store = opened.value;
  tickets = createTicketStore(sqliteRunner(store), {
    timeZone: 'UTC',
    targets: ['platform'],
    rules: () => quickRules,
  });
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-webhooks-'));
  open();
});
afterEach(async () => {
  await webhooks.stop();
  await receiver.close();
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(): void {
  webhooks = startWebhooks({
    store: tickets,
    targets: [{ id: 'platform', url: receiver.url }],
    secret: SECRET,
    clock,
    random: () => 0.5,
    log: { warn: () => {} },
    timeOutMs: 150,
  });
}

/** A ticket with a history of five entries. */
async function live(key: string): Promise<string> {
  const { ticketNo } = await tickets.file({
    key,
    draft: { ...emptyDraft(key, null), kind: 'help', callerName: '甲某' },
    by: agent,
    seatId: '1001',
    callerNumber: '13800002222',
    now: begun,
  });
  const water: Actor = { role: 'unit-clerk', person: 'u', unit: 'water' };
  const steps: readonly [Actor, TicketEvent][] = [
    [
      { role: 'dispatcher', person: 'd' },
      { kind: 'dispatch', assignment: { main: 'water', joint: [] } },
    ],
    [water, { kind: 'sign' }],
    [water, { kind: 'start' }],
    [water, { kind: 'answer', answer: '已恢复' }],
  ];
  for (const [index, [by, event]] of steps.entries()) {
    await tickets.step(ticketNo, index + 1, ({ ticket, draft }) =>
      transition(ticket, event, by, { now: begun, matter: draft, rules: quickRules }),
    );
  }
  return ticketNo;
}

const statesOf = (ticketNo: string): readonly string[] =>
  receiver.taken(ticketNo).map(({ state }) => state);
const whole = ['accepted', 'dispatched', 'signed', 'handling', 'answered'];
const arrived = (...ticketNos: string[]): Promise<void> =>
  vi.waitFor(() => expect(ticketNos.map(statesOf)).toEqual(ticketNos.map(() => whole)), {
    timeout: 20_000,
  });

describe('ticket events to a platform', () => {
  it.each<readonly [string, (event: TicketEventSeen, request: number) => Behaviour]>([
    ['that takes them', () => ({ kind: 'take' })],
    [
      'that fails every other time',
      (_, n) => (n % 2 === 1 ? { kind: 'fail', status: 500 } : { kind: 'take' }),
    ],
    ['that takes them without an answer', (_, n) => ({ kind: n % 3 === 1 ? 'silent' : 'take' })],
    ['that takes them and cuts the line', (_, n) => ({ kind: n % 3 === 1 ? 'cut' : 'take' })],
    [
      'that is too busy',
      (_, n) => (n % 3 === 1 ? { kind: 'fail', status: 429 } : { kind: 'take' }),
    ],
  ])('%s: all of them, in each ticket’s order', async (_, behave) => {
    receiver = await startReceiver(SECRET, behave);
    const both = [await live('a'), await live('b')];
    start();
    await arrived(...both);
    expect(receiver.early).toBe(0);
    expect(receiver.forged).toBe(0);
    expect(JSON.stringify(receiver.requests)).not.toMatch(/甲某|13800002222/);
  });

  it('goes on where it was after a restart of the bridge', async () => {
    let isDown = true;
    receiver = await startReceiver(SECRET, () =>
      isDown ? { kind: 'fail', status: 503 } : { kind: 'take' },
    );
    const ticketNo = await live('a');
    start();
    await vi.waitFor(() => expect(receiver.requests.length).toBeGreaterThan(2));
    await webhooks.stop();
    store.close();
    isDown = false;
    open();
    start();
    await arrived(ticketNo);
    expect(receiver.early).toBe(0);
  });

  it('keeps what is refused as dead, sends nothing past it, and all of it once a person sends it again', async () => {
    let isRefused = true;
    receiver = await startReceiver(SECRET, ({ ticketNo, no }) =>
      isRefused && ticketNo.endsWith('1') && no === 2
        ? { kind: 'fail', status: 422 }
        : { kind: 'take' },
    );
    const stuck = await live('a');
    const other = await live('b');
    start();
    await arrived(other);
    await vi.waitFor(async () => expect(await tickets.deadDeliveries()).toHaveLength(1));
    const [dead] = await tickets.deadDeliveries();
    expect(dead).toMatchObject({ target: 'platform', ticketNo: stuck, no: 2, status: 422 });
    expect(statesOf(stuck)).toEqual(['accepted']);
    isRefused = false;
    expect(await tickets.retryDelivery({ target: 'platform', ticketNo: stuck, no: 2 }, 0)).toBe(
      true,
    );
    await arrived(stuck);
    expect(receiver.early).toBe(0);
  });
});

describe('over the bridge', () => {
  it('a platform hands tickets over, signed; dead events are a leader’s to see and to send again', async () => {
    let status = 410;
    receiver = await startReceiver(SECRET, () =>
      status === 200 ? { kind: 'take' } : { kind: 'fail', status },
    );
    webhooks = { stop: async () => {} };
    const bridge = await startTestBridge({
      change: (config) => ({
        ...config,
        webhookSecret: SECRET,
        tickets: { ...config.tickets, webhooks: [{ id: 'platform', url: receiver.url }] },
      }),
    });
    const put = async (version: number, secret = SECRET) => {
      const draft = { ...emptyDraft('x', null), title: `第${version}版` };
      const body = JSON.stringify({ version, draft });
      const answer = await fetch(`${bridge.origin}/api/v1/tickets/external/P-1`, {
        method: 'PUT',
        headers: {
          'content-type': 'application/json',
          ...signatureHeaders(secret, `P-1.${version}`, body, Date.now()),
        },
        body,
      });
      return { status: answer.status, ...((await answer.json()) as { outcome?: string }) };
    };
    const ask = async (person: string, path: string, body?: object) => {
      const { token } = await bridge.grant(person);
      return fetch(`${bridge.origin}/api/v1/ticket-deliveries/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    };
    try {
      expect((await put(1, 'another-secret-16')).status).toBe(401);
      expect(await put(2)).toMatchObject({ status: 200, outcome: 'created' });
      expect(await put(2)).toMatchObject({ outcome: 'unchanged' });
      expect(await put(1)).toMatchObject({ outcome: 'unchanged' });
      expect(await put(3)).toMatchObject({ outcome: 'updated' });
      expect((await ask('zhou.min', 'dead')).status).toBe(403);
      const dead = await vi.waitFor(
        async () => {
          const found = (await (await ask('fang.hui', 'dead')).json()) as { ticketNo: string }[];
          expect(found).toMatchObject([{ target: 'platform', no: 1, status: 410 }]);
          return found[0]?.ticketNo ?? '';
        },
        { timeout: 10_000, interval: 200 },
      );
      status = 200;
      const key = { target: 'platform', ticketNo: dead, no: 1 };
      expect((await ask('fang.hui', 'retry', key)).status).toBe(200);
      await vi.waitFor(() => expect(statesOf(dead)).toEqual(['accepted']), { timeout: 10_000 });
      expect((await ask('fang.hui', 'retry', key)).status).toBe(404);
    } finally {
      await bridge.stop();
      forget(bridge.folder);
    }
  }, 40_000);
});
