import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { beforeEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createDraftEdits } from './draft-edits.ts';
import type { DraftItem, DraftsState } from './drafts.ts';

let now: number;
let kept: TicketDraft[];
let timers: (() => void)[];
beforeEach(() => {
  now = 1_000;
  kept = [];
  timers = [];
});

function desk(status: DraftItem['status'] = { kind: 'open' }) {
  const item = (draft: TicketDraft) => ({ draft, status }) as DraftItem;
  const state = createStore<DraftsState>(() => ({
    items: { d: item(emptyDraft('d', null)) },
    tabs: ['d'],
    active: 'd',
    discarded: null,
  }));
  const change = (id: string, next: Partial<TicketDraft>) =>
    state.setState(({ items }) => {
      const present = items[id];
      return present === undefined
        ? {}
        : { items: { ...items, [id]: item({ ...present.draft, ...next }) } };
    });
  const edits = createDraftEdits({
    drafts: { state, change },
    store: () => ({ versions: async () => kept.map((draft) => ({ draft, savedAt: 1 })) }),
    now: () => now,
    setTimer: (run) => {
      timers.push(run);
      return () => undefined;
    },
  });
  const write = (next: Partial<TicketDraft>) => {
    now += 5_000;
    change('d', next);
  };
  return { edits, write, draft: () => state.getState().items['d']?.draft };
}

it('goes back and forward over the fields, and says which', async () => {
  const { edits, write, draft } = desk();
  write({ title: '路灯' });
  write({ place: '长虹路' });
  await edits.undo('d');
  expect(draft()).toMatchObject({ title: '路灯', place: '' });
  expect(edits.state.getState().said).toEqual({ draftId: 'd', kind: 'undone', fields: ['place'] });
  await edits.undo('d');
  edits.redo('d');
  edits.redo('d');
  expect(draft()).toMatchObject({ title: '路灯', place: '长虹路' });
  edits.redo('d');
  expect(edits.state.getState().said?.fields).toEqual([]);
  timers.at(-1)?.();
  expect(edits.state.getState().said).toBeNull();
});

it('goes on with the texts that the disk kept, one after the other, and back', async () => {
  const { edits, write, draft } = desk();
  const base = emptyDraft('d', null);
  kept = [
    { ...base, text: '二' },
    { ...base, text: '二' },
    { ...base, text: '一' },
  ];
  write({ text: '三' });
  await edits.undo('d');
  expect(draft()?.text).toBe('');
  await edits.undo('d');
  expect(draft()?.text).toBe('二');
  await edits.undo('d');
  expect(draft()?.text).toBe('一');
  await edits.undo('d');
  expect(edits.state.getState().said?.fields).toEqual([]);
  edits.redo('d');
  expect(draft()?.text).toBe('二');
});

it('changes nothing of what is on its way to the bridge', async () => {
  const { edits, write, draft } = desk({ kind: 'to-file', since: 1 });
  write({ title: '路灯' });
  await edits.undo('d');
  expect(draft()?.title).toBe('路灯');
});
