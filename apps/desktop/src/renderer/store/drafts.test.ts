import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  PlatformError,
  type DraftEntry,
  type DraftStatus,
  type DraftStore,
} from '../../shared/desk-platform.ts';
import { createDrafts } from './drafts.ts';
import { createOutbox } from './outbox.ts';

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
    entries.set(draft.draftId, { draft, status, createdAt: 1, savedAt: 1, changeNo: 1 });
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
      if (disk.full) throw new PlatformError('disk-full');
      put(draft, { kind: 'open' });
      return { savedAt: 1, changeNo: 1 };
    },
    mark: async (id, status) => {
      await gate;
      if (disk.marksFail) throw new PlatformError('disk-busy');
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
  return { full: false, marksFail: false, entries, broken, store, put, hold, go: () => go() };
}

let disk: ReturnType<typeof slowDisk>;
let timers: (() => void)[] = [];
const later = (run: () => void) => {
  timers.push(run);
  return nothing;
};
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
const newDrafts = async (now = () => 1) => {
  let ids = 0;
  const drafts = createDrafts({
    shelf: { of: () => disk.store },
    now,
    newId: () => `d-${(ids += 1)}`,
    setTimer: later,
  });
  await drafts.openFor('lin');
  return drafts;
};
beforeEach(() => {
  disk = slowDisk();
  timers = [];
});

it('a draft asked back while its last save still runs is on the disk', async () => {
  const drafts = await newDrafts();
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
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '路灯不亮' });
  await drafts.submit('d-1');
  let sent = 0;
  const outbox = createOutbox(
    drafts,
    async () => {
      sent += 1;
      return { ok: true, value: { ticketNo: 'T-1' } };
    },
    later,
  );
  disk.hold();
  const taking = drafts.takeBack('d-1');
  outbox.deliver();
  await settled();
  expect(sent).toBe(0);
  disk.go();
  await taking;
  expect(drafts.state.getState().items['d-1']?.status.kind).toBe('open');
  expect(disk.entries.get('d-1')?.status.kind).toBe('open');
});

it('a draft that is on its way is not taken back: the bridge may have it already', async () => {
  const drafts = await newDrafts();
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
  const drafts = await newDrafts();
  expect(Object.keys(drafts.state.getState().items)).toEqual(['waiting']);
});

it('the next person at the seat has none of the drafts of before, and they come back with their owner', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '林的' });
  await settled();
  drafts.leave();
  expect(drafts.state.getState()).toMatchObject({ items: {}, tabs: [], active: null });
  disk.entries.clear();
  await drafts.openFor('chen');
  drafts.change('d-1', { title: '陈改的' });
  await drafts.submit('d-1');
  expect(disk.entries.size).toBe(0);
});

it('what stood open when a person left stands open again, and what was submitted meanwhile does not', async () => {
  const drafts = await newDrafts();
  for (const id of ['d-1', 'd-2']) {
    drafts.begin();
    drafts.change(id, { title: id });
  }
  await settled();
  drafts.leave();
  const filed = disk.entries.get('d-2');
  if (filed === undefined) throw new Error('not saved');
  disk.put(filed.draft, { kind: 'to-file', since: 1 });
  await drafts.openFor('lin');
  expect(drafts.state.getState()).toMatchObject({ tabs: ['d-1'], active: null });
});

it('what the disk had not taken when its person left is tried on, and theirs again when they come back', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  disk.full = true;
  drafts.change('d-1', { title: '没存上' });
  await settled();
  expect(drafts.state.getState().items['d-1']).toMatchObject({
    save: 'failed',
    fault: 'disk-full',
  });
  drafts.leave();
  await settled();
  await drafts.openFor('chen');
  expect(drafts.state.getState().items).toEqual({});
  drafts.leave();
  await drafts.openFor('lin');
  expect(drafts.state.getState().items['d-1']?.draft.title).toBe('没存上');
  disk.full = false;
  drafts.change('d-1', { title: '存上了' });
  await settled();
  expect(disk.entries.get('d-1')?.draft.title).toBe('存上了');
});

it('what is submitted after the clock was set back goes after what waits already', async () => {
  let now = 10_000;
  const drafts = await newDrafts(() => now);
  for (const id of ['d-1', 'd-2', 'd-3']) {
    drafts.begin();
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    await drafts.submit(id);
    now -= 3_000;
  }
  const since = Object.values(drafts.state.getState().items).map(({ status }) =>
    status.kind === 'to-file' ? status.since : null,
  );
  expect(since).toEqual([10_000, 10_001, 10_002]);
});

it('a change that comes with the news of the last save is saved too', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '一' });
  const stop = drafts.state.subscribe(({ items }) => {
    const each = items['d-1'];
    if (each?.save !== 'clean' || each.savedAt === null) return;
    stop();
    queueMicrotask(() => drafts.change('d-1', { title: '二' }));
  });
  await settled();
  expect(disk.entries.get('d-1')?.draft.title).toBe('二');
});

it('the outbox sends nothing that is not 待发 on the disk', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '路灯不亮' });
  await settled();
  const sent: string[] = [];
  const outbox = createOutbox(
    drafts,
    async () => {
      sent.push(disk.entries.get('d-1')?.status.kind ?? 'nothing');
      return { ok: true, value: { ticketNo: 'T-1' } };
    },
    later,
  );
  disk.hold();
  const submitting = drafts.submit('d-1');
  outbox.deliver();
  await settled();
  expect(sent).toEqual([]);
  disk.go();
  await submitting;
  outbox.deliver();
  await settled();
  expect(sent).toEqual(['to-file']);
});

it('what is being submitted does not change under the mark', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '路灯不亮' });
  await settled();
  disk.hold();
  const submitting = drafts.submit('d-1');
  drafts.change('d-1', { title: '改' });
  disk.go();
  await submitting;
  expect(disk.entries.get('d-1')).toMatchObject({
    draft: { title: '路灯不亮' },
    status: { kind: 'to-file' },
  });
});

it('drafts are 待发 in the order of the keys, also when the first one waits for its save', async () => {
  const drafts = await newDrafts(() => 5);
  drafts.begin();
  drafts.begin();
  disk.hold();
  drafts.change('d-1', { title: '一' });
  const both = [drafts.submit('d-1'), drafts.submit('d-2')];
  disk.go();
  await Promise.all(both);
  const since = (id: string) => {
    const status = disk.entries.get(id)?.status;
    return status?.kind === 'to-file' ? status.since : null;
  };
  expect([since('d-1'), since('d-2')]).toEqual([5, 6]);
});

it('a mark that the disk refuses leaves the draft open, and says so until the disk takes it', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '路灯不亮' });
  await settled();
  disk.marksFail = true;
  await drafts.submit('d-1');
  expect(drafts.state.getState().items['d-1']).toMatchObject({
    status: { kind: 'open' },
    moving: false,
    save: 'failed',
  });
  disk.marksFail = false;
  timers.splice(0).forEach((run) => run());
  await settled();
  expect(drafts.state.getState().items['d-1']).toMatchObject({ save: 'clean' });
});

it('when the disk does not take the ticket’s number, the draft goes again with its key', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '路灯不亮' });
  await drafts.submit('d-1');
  const keys: string[] = [];
  const outbox = createOutbox(
    drafts,
    async (_name, args) => {
      if ('idempotencyKey' in args) keys.push(args.idempotencyKey);
      return { ok: true, value: { ticketNo: 'T-1' } };
    },
    later,
  );
  disk.marksFail = true;
  outbox.deliver();
  await settled();
  disk.marksFail = false;
  timers.splice(0).forEach((run) => run());
  await settled();
  expect(keys).toEqual(['d-1', 'd-1']);
  expect(disk.entries.get('d-1')?.status).toMatchObject({ kind: 'filed', ticketNo: 'T-1' });
});

const item = (drafts: Awaited<ReturnType<typeof newDrafts>>, id = 'd-1') =>
  drafts.state.getState().items[id];

it('a draft that the bridge cannot take comes back with the field that is the reason', async () => {
  const drafts = await newDrafts();
  drafts.begin();
  drafts.change('d-1', { title: '字'.repeat(201) });
  await drafts.submit('d-1');
  const outbox = createOutbox(drafts, async () => ({ ok: false, error: 'malformed' }), later);
  outbox.deliver();
  await settled();
  expect(item(drafts)).toMatchObject({
    status: { kind: 'open' },
    refusal: 'malformed',
    refusedField: 'title',
  });
  drafts.change('d-1', { title: '短' });
  expect(item(drafts)).toMatchObject({ refusal: null, refusedField: null });
});

describe('a ticket that says something else than its draft', () => {
  const theirs = { ...emptyDraft('d-1', null), title: '路灯不亮', text: '工单的话' };
  async function differing() {
    const drafts = await newDrafts();
    drafts.begin();
    drafts.change('d-1', { title: '路灯不亮', text: '我的话' });
    await drafts.submit('d-1');
    const sent: { text: string; over: number | null | undefined }[] = [];
    const bridge: { text: string; version: number } = { text: theirs.text, version: 3 };
    const outbox = createOutbox(
      drafts,
      async (name, args) => {
        if (name !== 'ticket.file' || !('draft' in args)) throw new Error(name);
        const { draft, over } = args as { draft: typeof theirs; over: number | null };
        sent.push({ text: draft.text, over });
        const isSeen = over === bridge.version || draft.text === bridge.text;
        const { version } = bridge;
        const differs = { version, mayChange: true, draft: { ...theirs, text: bridge.text } };
        return { ok: true, value: { ticketNo: 'T-1', ...(isSeen ? {} : { differs }) } };
      },
      later,
    );
    outbox.deliver();
    await settled();
    return { drafts, outbox, sent, bridge };
  }

  it('waits for its person, stays 待发 on the disk, and holds up nobody else', async () => {
    const { drafts, outbox, sent } = await differing();
    expect(item(drafts)?.conflict).toMatchObject({ ticketNo: 'T-1', version: 3 });
    expect(disk.entries.get('d-1')?.status.kind).toBe('to-file');
    drafts.begin();
    drafts.change('d-2', { title: '二', text: theirs.text });
    await drafts.submit('d-2');
    outbox.deliver();
    await settled();
    expect(item(drafts, 'd-2')?.status.kind).toBe('filed');
    expect(sent).toHaveLength(2);
  });

  it('what the person chose goes over what they have seen', async () => {
    const { drafts, outbox, sent } = await differing();
    await drafts.decide('d-1', { ...theirs, text: '两边的话' });
    outbox.deliver();
    await settled();
    expect(sent.at(-1)).toEqual({ text: '两边的话', over: 3 });
    expect(item(drafts)?.status).toMatchObject({ kind: 'filed', ticketNo: 'T-1' });
    expect(disk.entries.get('d-1')?.draft.text).toBe('两边的话');
  });

  it('is asked again when the ticket has changed once more meanwhile', async () => {
    const { drafts, outbox, bridge } = await differing();
    bridge.version = 4;
    bridge.text = '又改了';
    await drafts.decide('d-1', { ...theirs, text: '两边的话' });
    outbox.deliver();
    await settled();
    expect(item(drafts)?.conflict).toMatchObject({ version: 4, draft: { text: '又改了' } });
  });

  it('all as in the ticket: nothing more is sent', async () => {
    const { drafts, sent } = await differing();
    await drafts.decide('d-1', theirs);
    expect(item(drafts)?.status.kind).toBe('filed');
    expect(sent).toHaveLength(1);
  });

  it('kept both, what was written here is another draft before the first counts as filed', async () => {
    const { drafts } = await differing();
    await drafts.keepBoth('d-1');
    expect(item(drafts)?.status.kind).toBe('filed');
    expect(item(drafts, 'd-2')).toMatchObject({
      draft: { text: '我的话', callId: null },
      status: { kind: 'open' },
    });
    expect(disk.entries.get('d-2')?.draft.text).toBe('我的话');
  });
});
