import type { TicketView } from '@hotline/domain/ticket-api';
import { aTicketView } from '@hotline/domain/ticket-api/testing';
import { expect, it, vi } from 'vitest';
import { fakeCore } from '../knowledge/fake-core.testing.ts';
import { createTicketDesk } from './ticket-desk.ts';

const BRIDGE_NOW = Date.UTC(2026, 10, 25, 4);
const counts = {
  mine: 0,
  'to-dispatch': 3,
  'due-soon': 1,
  overdue: 0,
  'to-supervise': 0,
  supervised: 0,
  'to-revisit': 1000,
};
const terms = {
  actor: { role: 'dispatcher', person: 'paidan' },
  now: BRIDGE_NOW,
  hotline: { name: '12345', timeZone: 'Asia/Shanghai', practice: true },
  units: [],
  kinds: [],
  urgencies: [],
  categories: [],
  people: {},
  mayListen: false,
};

/** Answers come in their own time. */
const seen = (look: () => void) => vi.waitFor(look, { timeout: 20_000 });

const json = (value: unknown) => Promise.resolve(Response.json(value));

/** `seatNow`: what the seat's own clock says. */
function office(seatNow: number, platform: object = {}) {
  const fake = fakeCore('office');
  const saveFile = vi.fn<(name: string, bytes: Uint8Array) => Promise<void>>(async () => undefined);
  const address = { hash: () => '', put: () => undefined, onMove: () => undefined };
  const isOn = { line: true };
  const tickets: TicketView[] = [];
  Object.assign(fake.core.ports, {
    platform,
    saveFile,
    address,
    now: () => seatNow,
    objectAddresses: URL,
    fetcher: (asked: string | URL) => {
      const { pathname } = new URL(asked);
      if (!isOn.line) return Promise.reject(new TypeError('away'));
      if (pathname.endsWith('/terms')) return json(terms);
      if (pathname.endsWith('/ticket-counts')) return json(counts);
      if (pathname.includes('/attachments/')) return Promise.resolve(new Response('png'));
      return json({ tickets, next: null });
    },
  });
  const desk = createTicketDesk(fake.core, () => undefined);
  return { ...fake, desk, saveFile, isOn, tickets, read: () => desk.state.getState() };
}

it('reads how many stand in each list, and keeps what was read while nothing answers', async () => {
  const { desk, read, isOn } = office(BRIDGE_NOW);
  desk.show();
  await seen(() => {
    expect(read().counts).toEqual(counts);
    expect(desk.list.state.getState().readAt).not.toBeNull();
  });
  isOn.line = false;
  desk.renew();
  await seen(() => expect(desk.list.state.getState().failure).toBe('offline'));
  expect(read().counts).toEqual(counts);
});

it('a list that was empty shows what has come since', async () => {
  const { desk, tickets } = office(BRIDGE_NOW);
  const list = desk.list.state.getState;
  desk.show();
  await seen(() => expect(list().readAt).not.toBeNull());
  expect(list().rows).toEqual([]);
  tickets.push(aTicketView({ state: 'accepted' }));
  desk.renew();
  await seen(() => expect(list().rows).toEqual(tickets));
});

it.each([-3 * 24 * 3_600_000, 0, 3_600_000])(
  'a seat’s clock that is off by %i ms is known where no connection says so',
  async (skew) => {
    const { desk, state } = office(BRIDGE_NOW + skew);
    const offset = () => state.getState().officeClockOffsetMs;
    desk.show();
    await seen(() => expect(offset()).toBe(0 - skew));
  },
);

it.each([
  ['a browser saves it', {}, { kind: 'saved' }],
  ['the system opens it', { openFile: async () => true }, { kind: 'opened' }],
  ['nothing takes it', { openFile: async () => false }, { kind: 'failed', why: 'not-opened' }],
  [
    'it is too large to be handed over',
    { openFile: () => Promise.reject(new Error('invalid')) },
    { kind: 'failed', why: 'not-opened' },
  ],
])('an attachment: %s', async (_, platform, file) => {
  const { desk, saveFile } = office(BRIDGE_NOW, platform);
  desk.open.open('20261125-000001');
  const shape = { draftId: 'd', type: 'image/png', size: 3, at: 1 };
  await desk.open.openFile({ ...shape, id: 'f1', name: '现场.png' });
  expect(desk.open.state.getState().files['f1']).toEqual(file);
  expect(saveFile).toHaveBeenCalledTimes(file.kind === 'saved' ? 1 : 0);
});
