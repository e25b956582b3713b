import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SummaryPort, SummaryReceipt } from '../ports.ts';
import { openStore, openSummaryOutbox, type Store } from '../store/index.ts';
import { createSummaryPush } from './index.ts';

const SECRET = 'sixteen-letters-';
const START = 1_795_312_800_000;

type Seen = { readonly headers: IncomingMessage['headers']; readonly body: string };
type Answer = (response: ServerResponse) => void;

let server: Server;
let url: string;
let seen: Seen[];
/** For the requests in order; the last one stays. */
let answers: Answer[];
let receipts: SummaryReceipt[];
let summaries: SummaryPort;
let folder: string;
let store: Store;
/** Waits that were asked for; time passes when the test says so. */
let clock: ReturnType<typeof manualClock>;

function manualClock() {
  let now = START;
  let tasks: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const task = { at: now + ms, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    waiting: () => tasks.length,
    pass(ms: number): void {
      now += ms;
    },
    /** ms until the next wait is over; it is over then. */
    async skip(): Promise<number> {
      await vi.waitFor(() => expect(tasks.length).toBeGreaterThan(0));
      const [next] = tasks.sort((a, b) => a.at - b.at);
      if (next === undefined) throw new Error('nothing waits');
      const ms = next.at - now;
      now = next.at;
      tasks = tasks.filter((other) => other !== next);
      next.run();
      return ms;
    },
  };
}

const json =
  (status: number, text: string, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(text);

function start(more: { maxQueued?: number; timeOutMs?: number } = {}): SummaryPort {
  const port = createSummaryPush({
    secret: SECRET,
    outbox: openSummaryOutbox(store),
    clock,
    random: () => 0,
    log: { info: () => {}, warn: () => {} },
    ...more,
  });
  port.onReceipt((receipt) => receipts.push(receipt));
  return port;
}

function open(): Store {
  const opened = openStore(folder);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hotline-push-'));
  store = open();
  seen = [];
  answers = [json(200, '{"receipt":"R-1"}')];
  receipts = [];
  clock = manualClock();
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      answer?.(response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/summary`;
  summaries = start();
});
afterEach(async () => {
  summaries.stop();
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const order = (body: unknown = { title: '燃气泄漏' }, to = url) => ({
  callId: 'c1',
  targetId: '110',
  url: to,
  body,
});
const told = async (count: number) => {
  await vi.waitFor(() => expect(receipts).toHaveLength(count));
  return receipts.at(-1);
};

it('delivers once, signed, and tells the other side’s receipt', async () => {
  summaries.push(order());
  expect(await told(1)).toEqual({
    callId: 'c1',
    targetId: '110',
    outcome: 'delivered',
    status: 200,
    receiptId: 'R-1',
    attempts: 1,
    at: START,
  });
  const [{ headers, body } = { headers: {}, body: '' }] = seen;
  expect(JSON.parse(body)).toEqual({ title: '燃气泄漏' });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  const timestamp = String(headers['x-hotline-timestamp']);
  expect(timestamp).toBe(String(START / 1000));
  const signed = `${timestamp}.${String(headers['idempotency-key'])}.${body}`;
  const signature = createHmac('sha256', SECRET).update(signed).digest('hex');
  expect(headers['x-hotline-signature']).toBe(`v1=${signature}`);
});

it('goes on after faults of the server, by the same key and the same body, with a new time', async () => {
  answers = [json(500, ''), json(503, ''), json(200, '{"receipt":42}')];
  summaries.push(order());
  expect([await clock.skip(), await clock.skip()]).toEqual([500, 1000]);
  expect(await told(1)).toMatchObject({ outcome: 'delivered', receiptId: '42', attempts: 3 });
  expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
  expect(seen.map(({ headers }) => Number(headers['x-hotline-timestamp']) - START / 1000)).toEqual([
    0, 0, 1,
  ]);
});

it('waits as long as the server asks', async () => {
  answers = [json(429, '', { 'retry-after': '7' }), json(200, '{}')];
  summaries.push(order());
  expect(await clock.skip()).toBe(7000);
  expect(await told(1)).toMatchObject({ outcome: 'delivered', receiptId: null, attempts: 2 });
});

it('goes on after an answer that does not come in time, or is cut off', async () => {
  summaries.stop();
  summaries = start({ timeOutMs: 100 });
  answers = [
    () => {},
    (response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"receipt"');
      response.socket?.destroy();
    },
    json(200, '{"receipt":"late"}'),
  ];
  summaries.push(order());
  await clock.skip();
  await clock.skip();
  expect(await told(1)).toMatchObject({ receiptId: 'late', attempts: 3 });
});

it('gives up after five minutes of nobody there, once', async () => {
  await new Promise((resolve) => server.close(resolve));
  summaries.push(order());
  let waited = 0;
  while (receipts.length === 0) {
    waited += await clock.skip();
    await vi.waitFor(() => expect(clock.waiting() + receipts.length).toBe(1));
  }
  expect(receipts).toEqual([
    expect.objectContaining({ outcome: 'given-up', status: null, receiptId: null }),
  ]);
  expect(waited).toBeGreaterThan(240_000);
  expect(waited).toBeLessThanOrEqual(300_000);
});

it.each([400, 401, 403, 404, 409, 413])('is not sent again after %i', async (status) => {
  answers = [json(status, '{"receipt":"no"}')];
  summaries.push(order());
  expect(await told(1)).toMatchObject({
    outcome: 'given-up',
    status,
    receiptId: null,
    attempts: 1,
  });
  expect(seen).toHaveLength(1);
});

it('follows nobody elsewhere', async () => {
  answers = [json(307, '', { location: '/elsewhere' })];
  summaries.push(order());
  expect(await told(1)).toMatchObject({ outcome: 'given-up', status: 307 });
  expect(seen).toHaveLength(1);
});

it.each([
  ['no JSON', 'OK'],
  ['an empty answer', ''],
  ['something else', '{"receipt":{"id":1}}'],
  ['a receipt without end', `{"receipt":"${'9'.repeat(500)}"}`],
  ['an answer without end', `{"receipt":"x","more":"${'9'.repeat(100_000)}"}`],
])('%s is a delivery without a receipt', async (_, text) => {
  answers = [json(201, text)];
  summaries.push(order());
  expect(await told(1)).toMatchObject({ outcome: 'delivered', status: 201, receiptId: null });
});

it('the same summary twice is one delivery; a changed one is another', async () => {
  summaries.push(order());
  summaries.push(order());
  await told(1);
  summaries.push(order());
  expect(receipts).toHaveLength(1);
  await clock.skip();
  expect(receipts).toHaveLength(2);
  expect(receipts[1]).toEqual(receipts[0]);
  expect(seen).toHaveLength(1);
  summaries.push(order({ title: '燃气泄漏，有人昏迷' }));
  await told(3);
  expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(2);
});

it.each([
  'http://desk.example/summary',
  'ftp://127.0.0.1/summary',
  'https://user:word@desk.example/',
  'no address',
])('sends nothing to %s', async (to) => {
  summaries.push(order({}, to));
  expect(receipts).toEqual([]);
  await clock.skip();
  expect(receipts).toMatchObject([{ outcome: 'given-up', status: null, attempts: 0 }]);
});

it('keeps no more than it was told to', async () => {
  summaries.stop();
  summaries = start({ maxQueued: 1 });
  answers = [() => {}];
  summaries.push(order(1));
  summaries.push(order(2));
  await clock.skip();
  expect(receipts).toMatchObject([{ outcome: 'given-up', attempts: 0 }]);
});

it('says nothing any more when it was stopped, and lets go of the connection', async () => {
  const closed = new Promise((resolve) => {
    answers = [(response) => void response.on('close', resolve)];
  });
  summaries.push(order());
  await vi.waitFor(() => expect(seen).toHaveLength(1));
  summaries.stop();
  await closed;
  summaries.push(order(2));
  expect(clock.waiting()).toBe(0);
  expect(receipts).toEqual([]);
  expect(seen).toHaveLength(1);
});

/** Nothing of the old one acts any more; the new one has what was on the disk. */
function restart(): void {
  summaries.stop();
  store.close();
  store = open();
  summaries = start();
  summaries.resume();
}

describe('a bridge that dies with a summary under way', () => {
  it('sends it again after its restart, by the same key and the same body, and then no more', async () => {
    answers = [json(503, ''), json(200, '{"receipt":"R-2"}')];
    summaries.push(order());
    // The first attempt has failed, and the next waits.
    await vi.waitFor(() => expect(clock.waiting()).toBe(1));
    restart();
    expect(await told(1)).toMatchObject({ outcome: 'delivered', receiptId: 'R-2', attempts: 2 });
    expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(1);
    restart();
    summaries.push(order({ title: '另一件' }));
    await told(2);
    expect(seen).toHaveLength(3);
  });

  it('killed while the other side was thinking: the same key tells it that it has it already', async () => {
    answers = [() => {}, json(200, '{"receipt":"R-1"}')];
    summaries.push(order());
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    restart();
    expect(await told(1)).toMatchObject({ outcome: 'delivered', attempts: 2 });
    expect(seen[1]?.headers['idempotency-key']).toBe(seen[0]?.headers['idempotency-key']);
  });

  it('asked for again by the call that is found, it is still one delivery', async () => {
    answers = [json(503, ''), json(200, '{}')];
    summaries.push(order());
    await vi.waitFor(() => expect(clock.waiting()).toBe(1));
    restart();
    summaries.push(order());
    await told(1);
    expect(seen).toHaveLength(2);
  });

  it('away longer than the summary is news: tried once more, then given up and told', async () => {
    answers = [json(503, '')];
    summaries.push(order());
    await vi.waitFor(() => expect(clock.waiting()).toBe(1));
    clock.pass(10 * 60_000);
    restart();
    expect(await told(1)).toMatchObject({ outcome: 'given-up', status: 503, attempts: 2 });
    expect(openSummaryOutbox(store).all()).toEqual([]);
  });
});
