/** The document, the routes and the client are three views of one thing. */
import { createTicketClient } from '@hotline/domain/ticket-api';
import { emptyDraft } from '@hotline/domain/draft';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTicketBridge, type TicketBridge } from '../testing/ticket-bridge.ts';

type Operation = { readonly responses?: Record<string, unknown>; readonly description?: string };
type Document = {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
};

let bridge: TicketBridge;
let document: Document;
beforeAll(async () => {
  bridge = await startTicketBridge(
    () => Date.UTC(2026, 10, 25, 4),
    (config) => ({
      ...config,
      webhookSecret: 'sixteen-letters-',
    }),
  );
  document = (await (await fetch(`${bridge.origin}/api/v1/openapi.json`)).json()) as Document;
});
afterAll(() => bridge.end());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

it('says each operation with what it answers, refusals included', () => {
  expect(document.openapi).toMatch(/^3\./);
  for (const { path, method, operation } of operations()) {
    const statuses = Object.keys(operation.responses ?? {});
    expect([path, method, statuses.length > 0]).toEqual([path, method, true]);
  }
});

/** Ids of the right shape that nobody has. */
const filled = (path: string): string =>
  path
    .replace('{ticketNo}', '20200101-000001')
    .replace('{other}', '20200101-000002')
    .replace('{draftId}', 'nobodys')
    .replace('{id}', '0'.repeat(32));

it('says nothing that is not there, and lets nobody in without a log-in', async () => {
  for (const { path, method } of operations()) {
    const answer = await fetch(`${bridge.origin}${filled(path)}`, {
      method: method.toUpperCase(),
      headers: { 'tus-resumable': '1.0.0' },
    });
    expect([path, method, answer.status]).toEqual([path, method, 401]);
  }
});

it('has all that the client asks for', async () => {
  const asked = new Set<string>();
  const client = createTicketClient(
    async (address, { method }) => {
      asked.add(`${method} ${new URL(address).pathname}`);
      return { status: 503, json: async () => ({ code: 'internal' }) };
    },
    'http://bridge',
    'token',
  );
  const no = '20200101-000001';
  const draft = { ...emptyDraft('d', null), title: 'x' };
  const calls: { readonly [K in keyof typeof client]: () => Promise<unknown> } = {
    terms: () => client.terms(),
    list: () => client.list({}),
    counts: () => client.counts(),
    read: () => client.read(no),
    step: () => client.step(no, { expectedVersion: 1, event: { kind: 'sign' } }),
    reveal: () => client.reveal(no, 'x'),
    similar: () => client.similar({ ...draft, draftId: 'd' }),
    join: () => client.join(no, { draft, urge: false }),
    link: () => client.link(no, '20200101-000002'),
    unlink: () => client.unlink(no, '20200101-000002'),
    attachmentsOf: () => client.attachmentsOf('nobodys'),
    dropAttachments: () => client.dropAttachments('nobodys'),
    removeAttachment: () => client.removeAttachment('0'.repeat(32)),
    deadDeliveries: () => client.deadDeliveries(),
    retryDelivery: () => client.retryDelivery({ target: 'x', ticketNo: no, no: 1 }),
  };
  for (const call of Object.values(calls)) {
    expect(await call()).toMatchObject({ ok: false, error: { code: 'refused', status: 503 } });
  }
  const said = new Set(
    operations().map(({ path, method }) => `${method.toUpperCase()} ${filled(path)}`),
  );
  expect([...asked].filter((one) => !said.has(one))).toEqual([]);
  // What only others use: tus, the file itself, the leader's reports, another platform.
  const others = operations().filter(
    ({ path, method }) => !asked.has(`${method.toUpperCase()} ${filled(path)}`),
  );
  expect(others.map(({ path, method }) => `${method} ${path}`).sort()).toEqual([
    'delete /api/v1/uploads/{id}',
    'get /api/v1/attachments/{id}',
    'get /api/v1/holidays',
    'get /api/v1/reports/calls',
    'get /api/v1/reports/calls/export',
    'get /api/v1/reports/calls/{callId}',
    'get /api/v1/reports/check',
    'get /api/v1/reports/figures',
    'get /api/v1/reports/figures/export',
    'get /api/v1/reports/files',
    'get /api/v1/reports/files/{name}',
    'get /api/v1/reports/hot-spots',
    'get /api/v1/reports/tickets',
    'get /api/v1/reports/tickets/export',
    'get /api/v1/reports/tickets/list',
    'patch /api/v1/uploads/{id}',
    'post /api/v1/holidays',
    'post /api/v1/uploads',
    'put /api/v1/tickets/external/{id}',
  ]);
});

it('calls what is no answer of the bridge unreachable, and never rejects', async () => {
  for (const answer of [
    () => Promise.reject(new Error('away')),
    async () => ({ status: 200, json: async () => ({ hello: 'portal' }) }),
    async () => ({ status: 502, json: () => Promise.reject(new Error('no JSON')) }),
  ]) {
    const client = createTicketClient(answer, 'http://bridge', 'token');
    expect(await client.list({})).toEqual({ ok: false, error: { code: 'unreachable' } });
  }
});
