import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { beforeEach, expect, it } from 'vitest';
import type { DraftEntry, DraftStatus, DraftStore } from '../../shared/desk-platform.ts';
import { createDrafts } from './drafts.ts';

const nothing = () => {};

/** A disk whose next writes can be held until `go`. */
function slowDisk() {
  const entries = new Map<string, DraftEntry>();
  const broken = new Set<string>();
  let gate = Promise.resolve();
  let go: () => void = nothing;
  const hold = () => {
    gate = new Promise((resolve) => {
      go = resolve;
    });
  };
  const put = (draft: TicketDraft, status: DraftStatus) =>
    entries.set(draft.draftId, { draft, status, createdAt: 1, savedAt: 1 });
  const store: DraftStore = {
    list: async () =>
      [...entries.values()].map(({ draft, ...rest }) => {
        const { draftId, callId, kind, title } = draft;
        return { draftId, callId, kind, title, ...rest };
      }),
    load: async (id) => {
      if (broken.has(id)) throw new Error('disk');
      return entries.get(id) ?? null;
    },
    save: async (draft) => {
      await gate;
      put(draft, { kind: 'open' });
      return { savedAt: 1 };
    },
    mark: async (id, status) => {
      await gate;
      const entry = entries.get(id);
      if (entry === undefined) throw new Error('no-such-draft');
      put(entry.draft, status);
    },
    versions: async () => [],
    remove: async (id) => {
      await gate;
      entries.delete(id);
    },
  };
  return { entries, broken, store, put, hold, go: () => go() };
}

let disk: ReturnType<typeof slowDisk>;
const newDrafts = () => {
  let ids = 0;
  return createDrafts({
    store: disk.store,
    now: () => 1,
    newId: () => `d-${(ids += 1)}`,
    setTimer: () => () => undefined,
  });
};
beforeEach(() => {
  disk = slowDisk();
});

it('a draft asked back while its last save still runs is on the disk', async () => {
  const drafts = newDrafts();
  drafts.begin();
  disk.hold();
  drafts.change('d-1', { title: '误删' });
  const discarding = drafts.discard('d-1');
  const undoing = drafts.undoDiscard();
  disk.go();
  await Promise.all([discarding, undoing]);
  expect(drafts.state.getState().items['d-1']?.save).toBe('clean');
  expect(disk.entries.get('d-1')?.draft.title).toBe('误删');
});

it('a draft being taken back is no longer the outbox’s, though the disk still writes', async () => {
  const drafts = newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '路灯不亮' });
  await drafts.submit('d-1');
  disk.hold();
  const taking = drafts.takeBack('d-1');
  expect(drafts.state.getState().items['d-1']?.status.kind).toBe('open');
  disk.go();
  await taking;
  expect(disk.entries.get('d-1')?.status.kind).toBe('open');
});

it('a draft that is on its way is not taken back: the bridge may have it already', async () => {
  const drafts = newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '路灯不亮' });
  await drafts.submit('d-1');
  drafts.setFiling('d-1', true);
  await drafts.takeBack('d-1');
  expect(drafts.state.getState().items['d-1']).toMatchObject({
    status: { kind: 'to-file' },
    filing: true,
  });
});

it('one draft that cannot be read does not hide the others', async () => {
  disk.put(emptyDraft('bad', null), { kind: 'open' });
  disk.put(emptyDraft('waiting', null), { kind: 'to-file', since: 1 });
  disk.broken.add('bad');
  const drafts = newDrafts();
  await drafts.load();
  expect(Object.keys(drafts.state.getState().items)).toEqual(['waiting']);
});
