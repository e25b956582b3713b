import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { aTicketView, aWholeTicket } from '@hotline/domain/ticket-api/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import type { DraftItem, DraftsState } from '../store/drafts.ts';
import { createSimilarDesk } from './similar-desk.ts';

const ticket = (ticketNo: string) => aTicketView({ ticketNo, title: ticketNo });
const hit = (ticketNo: string, actions = ['link', 'join', 'urge']) => ({
  ticket: ticket(ticketNo),
  place: '',
  excerpt: '',
  reasons: ['same-number'],
  score: 50,
  actions,
});
const FIRST = '20261130-000001';
const SECOND = '20261130-000002';

let hits: ReturnType<typeof hit>[];
let asked: { path: string; body: unknown }[];
let timers: { run: () => void; ms: number }[];
let joinStatus: number;
beforeEach(() => {
  hits = [hit(FIRST), hit(SECOND, ['link'])];
  asked = [];
  timers = [];
  joinStatus = 200;
});
/** Lets every answer that is on its way come. */
const settle = () => vi.waitFor(() => undefined);
const elapse = async (ms: number) => {
  const due = timers.filter((each) => each.ms === ms);
  timers = timers.filter((each) => each.ms !== ms);
  for (const { run } of due) run();
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  await settle();
};

const item = (draft: TicketDraft) => ({ draft, status: { kind: 'open' } }) as DraftItem;
const fetcher = async (url: string, init: { body?: string }) => {
  const path = new URL(url).pathname;
  asked.push({ path, body: JSON.parse(init.body ?? 'null') });
  const isSimilar = path.endsWith('/similar');
  const whole = aWholeTicket({ ticketNo: FIRST });
  return {
    status: isSimilar ? 200 : joinStatus,
    json: async () => (isSimilar ? hits : joinStatus === 200 ? whole : { code: 'not-allowed' }),
  };
};

function desk(first: Partial<TicketDraft> = {}) {
  const state = createStore<DraftsState>(() => ({
    items: { d: item({ ...emptyDraft('d', null), ...first }), e: item(emptyDraft('e', null)) },
    tabs: ['d', 'e'],
    active: 'd',
    discarded: null,
  }));
  const change = (id: string, next: Partial<TicketDraft>) =>
    state.setState(({ items }) => {
      const present = items[id];
      if (present === undefined) return {};
      return { items: { ...items, [id]: item({ ...present.draft, ...next }) } };
    });
  const submit = vi.fn<(id: string) => Promise<void>>(async () => undefined);
  const core = {
    ports: {
      fetcher,
      info: { bridgeUrl: 'http://bridge' },
      setTimer: (run: () => void, ms: number) => {
        const timer = { run, ms };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
    },
    drafts: { state, change },
    get: () => ({ stage: { kind: 'signed-in', person: { token: 't', person: 'a' } } }),
    clock: () => 1_000,
  } as unknown as DeskCore;
  const similar = createSimilarDesk(core, submit);
  similar.start();
  return { similar, change, submit, state, draft: () => state.getState().items['d']?.draft };
}
const PAUSE = 700;
const TAKE_BACK = 5_000;

describe('similar tickets are asked for', () => {
  it('when the person pauses, once for the same words', async () => {
    const { similar, change } = desk();
    change('d', { title: '路灯' });
    change('d', { title: '路灯不亮' });
    await elapse(PAUSE);
    expect(asked.map(({ path }) => path)).toEqual(['/api/v1/tickets/similar']);
    expect(asked[0]?.body).toMatchObject({ title: '路灯不亮' });
    expect(similar.state.getState()).toMatchObject({ state: 'found', draftId: 'd', chosen: 0 });
    change('d', { secret: true });
    await elapse(PAUSE);
    expect(asked).toHaveLength(1);
  });
  it('not for a word or two', async () => {
    const { similar, change } = desk();
    change('d', { title: '路灯' });
    await elapse(PAUSE);
    expect(asked).toEqual([]);
    expect(similar.state.getState().state).toBe('idle');
  });
  it('and do not stay when another draft comes to the front', async () => {
    const { similar, change, state } = desk();
    change('d', { title: '路灯不亮' });
    await elapse(PAUSE);
    state.setState({ active: 'e' });
    expect(similar.state.getState()).toMatchObject({ draftId: 'e', hits: [] });
  });
});

async function found() {
  const at = desk({ title: '路灯不亮' });
  at.change('d', { place: '长虹路' });
  await elapse(PAUSE);
  return at;
}

it('关联 is written in the draft, and taken out by the same key', async () => {
  const { similar, draft } = await found();
  similar.link();
  similar.turn(1);
  similar.link();
  expect(draft()?.related).toEqual([FIRST, SECOND]);
  similar.turn(-1);
  similar.link();
  expect(draft()?.related).toEqual([SECOND]);
});

describe('并单', () => {
  it('leaves after the seconds in which it can be taken back, with the words as they are then; the draft is submitted', async () => {
    const { similar, change, submit } = await found();
    similar.join(false);
    expect(similar.state.getState().joining).toMatchObject({ ticketNo: FIRST, until: 6_000 });
    change('d', { text: '还在写' });
    expect(asked).toHaveLength(1);
    await elapse(TAKE_BACK);
    expect(asked.at(-1)).toMatchObject({
      path: `/api/v1/tickets/${FIRST}/join`,
      body: { urge: false, draft: { text: '还在写' } },
    });
    expect(submit).toHaveBeenCalledWith('d');
  });
  it('is taken back by the same key', async () => {
    const { similar, submit } = await found();
    similar.join(true);
    similar.join(true);
    expect(similar.state.getState().joining).toBeNull();
    await elapse(TAKE_BACK);
    expect(asked).toHaveLength(1);
    expect(submit).not.toHaveBeenCalled();
  });
  it('is no key where the ticket does not allow it', async () => {
    const { similar } = await found();
    similar.turn(1);
    similar.join(false);
    expect(similar.state.getState().joining).toBeNull();
  });
  it('that the bridge refuses leaves the draft as it was, and says so', async () => {
    joinStatus = 403;
    const { similar, submit } = await found();
    similar.join(false);
    await elapse(TAKE_BACK);
    expect(submit).not.toHaveBeenCalled();
    expect(similar.state.getState().refused).toBe(true);
  });
});
