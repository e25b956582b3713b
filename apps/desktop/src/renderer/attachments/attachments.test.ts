import { emptyDraft } from '@hotline/domain/draft';
import { err, ok, type Result } from '@hotline/domain/result';
import { beforeEach, expect, it } from 'vitest';
import type { AttachmentEntry, AttachmentStore } from '../../shared/attachment.ts';
import { MAX_ATTACHMENT_BYTES, MAX_ATTACHMENTS } from '../../shared/attachment.ts';
import { PlatformError } from '../../shared/desk-platform.ts';
import { createDrafts } from '../store/drafts.ts';
import { createAttachments, type AddedFile } from './attachments.ts';
import {
  faultFrom,
  type BridgeUploads,
  type UploadFault,
  type UploadOrder,
} from './bridge-uploads.ts';

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
const URL_1 = 'https://bridge.test/api/v1/uploads/01';

/** A disk that outlives the desk, and a bridge whose answers are given by hand. */
function newWorld() {
  const entries = new Map<string, AttachmentEntry>();
  const bytes = new Map<string, Uint8Array<ArrayBuffer>>();
  const world = { live: true, full: false };
  const disk: AttachmentStore = {
    list: async () => [...entries.values()],
    add: async (attachment, content) => {
      if (world.full) throw new PlatformError('disk-full');
      const entry: AttachmentEntry = {
        ...attachment,
        size: content.length,
        addedAt: 1,
        state: { kind: 'waiting', uploadUrl: null },
      };
      entries.set(attachment.id, entry);
      bytes.set(attachment.id, content);
      return entry;
    },
    read: async (id) => bytes.get(id) ?? null,
    mark: async (id, state) => {
      const entry = entries.get(id);
      if (entry !== undefined) entries.set(id, { ...entry, state });
      if (state.kind === 'sent') bytes.delete(id);
    },
    remove: async (id) => {
      entries.delete(id);
      bytes.delete(id);
    },
  };
  const orders: UploadOrder[] = [];
  const answers: ((outcome: Result<string, UploadFault>) => void)[] = [];
  const stopped: string[] = [];
  const withdrawn: string[] = [];
  const dropped: string[] = [];
  const uploads: BridgeUploads = {
    start(order) {
      orders.push(order);
      return {
        over: new Promise((resolve) => answers.push(resolve)),
        stop: () => void stopped.push(order.attachment.id),
      };
    },
    withdraw: async (url) => {
      withdrawn.push(url);
      return ok(undefined);
    },
    dropDraft: async (draftId) => void dropped.push(draftId),
  };
  const timers: (() => void)[] = [];
  const setTimer = (run: () => void) => {
    timers.push(run);
    return () => undefined;
  };
  async function start() {
    let ids = 0;
    const stored = new Map<string, ReturnType<typeof emptyDraft>>([
      ['d-1', emptyDraft('d-1', null)],
    ]);
    const drafts = createDrafts({
      shelf: {
        of: () => ({
          list: async () => [],
          load: async () => null,
          save: async (draft) => {
            stored.set(draft.draftId, draft);
            return { savedAt: 1, changeNo: 1 };
          },
          mark: async () => undefined,
          versions: async () => [],
          remove: async () => undefined,
        }),
      },
      now: () => 1,
      newId: () => `d-${(ids += 1)}`,
      setTimer,
    });
    await drafts.openFor('lin');
    drafts.begin();
    const attachments = createAttachments({
      shelf: { of: () => disk },
      uploads,
      drafts,
      isLive: () => world.live,
      now: () => 1,
      newId: () => `a-${entries.size + 1}`,
      setTimer,
    });
    attachments.start();
    await attachments.openFor('lin');
    return { drafts, attachments };
  }
  return { world, entries, orders, answers, stopped, withdrawn, dropped, timers, start };
}

const file = (name: string, size = 10): AddedFile => ({
  name,
  type: 'image/png',
  size,
  arrayBuffer: async () => new ArrayBuffer(Math.min(size, 10)),
});

let here: ReturnType<typeof newWorld>;
beforeEach(() => {
  here = newWorld();
});

it('goes to the bridge one after the other, each as soon as it is on the disk', async () => {
  const { attachments, drafts } = await here.start();
  await attachments.add('d-1', [file('一.png'), file('二.png')]);
  await settled();
  expect(drafts.state.getState().items['d-1']?.touched).toBe(true);
  expect(here.orders.map(({ attachment }) => attachment.name)).toEqual(['一.png']);
  here.orders[0]?.onUrl(URL_1);
  here.orders[0]?.onProgress(4);
  expect(attachments.state.getState().items[0]?.sending).toBe(4);
  here.answers[0]?.(ok(URL_1));
  await settled();
  expect(here.entries.get('a-1')?.state).toMatchObject({ kind: 'sent', uploadUrl: URL_1 });
  expect(here.orders.map(({ attachment }) => attachment.name)).toEqual(['一.png', '二.png']);
});

it('waits on the disk while the bridge is away, and goes on where it was after a restart', async () => {
  here.world.live = false;
  const before = await here.start();
  await before.attachments.add('d-1', [file('一.png')]);
  await settled();
  expect(here.orders).toEqual([]);
  here.world.live = true;
  before.attachments.pump();
  await settled();
  here.orders[0]?.onUrl(URL_1);
  before.attachments.leave();
  expect(here.stopped).toEqual(['a-1']);
  await here.start();
  await settled();
  expect(here.orders[1]).toMatchObject({ uploadUrl: URL_1 });
});

it('is tried again later when nothing answers, and from the start when the bridge has forgotten it', async () => {
  const { attachments } = await here.start();
  await attachments.add('d-1', [file('一.png')]);
  await settled();
  here.orders[0]?.onUrl(URL_1);
  here.answers[0]?.(err('away'));
  await settled();
  expect(attachments.state.getState().items[0]).toMatchObject({ sending: null, fault: null });
  here.timers.at(-1)?.();
  await settled();
  expect(here.orders[1]?.uploadUrl).toBe(URL_1);
  here.answers[1]?.(err('no-upload'));
  await settled();
  expect(here.orders[2]?.uploadUrl).toBeNull();
});

it('says why the bridge does not take one, goes on with the next, and tries again by a key', async () => {
  const { attachments } = await here.start();
  await attachments.add('d-1', [file('一.exe'), file('二.png')]);
  await settled();
  here.answers[0]?.(err('type-not-allowed'));
  await settled();
  expect(attachments.state.getState().items[0]?.fault).toBe('type-not-allowed');
  here.answers[1]?.(ok(URL_1));
  await settled();
  attachments.retry('a-1');
  await settled();
  expect(here.orders.map(({ attachment }) => attachment.id)).toEqual(['a-1', 'a-2', 'a-1']);
});

it('refuses by itself what cannot go, file by file, and loses none of the others', async () => {
  const { attachments } = await here.start();
  const folder: AddedFile = {
    ...file('夹'),
    arrayBuffer: async () => {
      throw new DOMException('a folder', 'NotFoundError');
    },
  };
  await attachments.add('d-1', [
    file('空', 0),
    file('大', MAX_ATTACHMENT_BYTES + 1),
    folder,
    file('好.png'),
  ]);
  expect(attachments.state.getState().notAdded?.files).toEqual([
    { name: '空', why: 'empty-file' },
    { name: '大', why: 'too-large' },
    { name: '夹', why: 'unreadable' },
  ]);
  expect(here.entries.size).toBe(1);
  here.world.full = true;
  await attachments.add('d-1', [file('满')]);
  expect(attachments.state.getState().notAdded?.files).toEqual([{ name: '满', why: 'disk-full' }]);
  here.world.full = false;
  const many = Array.from({ length: MAX_ATTACHMENTS }, (_, n) => file(`${n}`));
  await attachments.add('d-1', many);
  expect(attachments.state.getState().notAdded?.files).toEqual([
    { name: String(MAX_ATTACHMENTS - 1), why: 'too-many-files' },
  ]);
});

it('taken out while it goes, it is broken off and taken back at the bridge', async () => {
  const { attachments } = await here.start();
  await attachments.add('d-1', [file('一.png')]);
  await settled();
  here.orders[0]?.onUrl(URL_1);
  await attachments.remove('a-1');
  expect(here).toMatchObject({ stopped: ['a-1'], withdrawn: [URL_1] });
  expect(here.entries.size).toBe(0);
});

it('goes with its draft once that cannot be had back any more, and stays when it was had back', async () => {
  const { attachments, drafts } = await here.start();
  await attachments.add('d-1', [file('一.png')]);
  await settled();
  await drafts.discard('d-1');
  await drafts.undoDiscard();
  await settled();
  expect(here.entries.size).toBe(1);
  await drafts.discard('d-1');
  here.timers.forEach((run) => run());
  await settled();
  expect(here.entries.size).toBe(0);
  expect(here.dropped).toEqual(['d-1']);
});

it.each<[number, string, UploadFault]>([
  [415, '{"code":"type-not-allowed"}', 'type-not-allowed'],
  [413, 'Maximum size exceeded', 'too-large'],
  [422, '{"code":"too-many-files"}', 'too-many-files'],
  [507, '{"code":"no-room"}', 'no-room'],
  [404, '', 'no-upload'],
  [410, '', 'no-upload'],
  [409, '{"code":"already-filed"}', 'already-filed'],
  [409, '{"code":"wrong-offset"}', 'away'],
  [429, '', 'away'],
  [401, '{"code":"bad-token"}', 'away'],
  [503, '<html>', 'away'],
  [400, '{"code":"malformed"}', 'refused'],
])('the bridge’s %i %s is %s', (status, body, fault) => {
  expect(faultFrom(status, body)).toBe(fault);
});
