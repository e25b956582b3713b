/** What every store of attachments must do; played like `drafts-conformance.ts`. A step throws when the store is wrong. */
import { type AttachmentShelf, type AttachmentStore } from './attachment.ts';
import { equal, refuses } from './conformance.ts';

export type AttachmentsUnderTest = {
  readonly now: { value: number };
  readonly open: () => Promise<AttachmentShelf>;
  readonly reopen: () => Promise<AttachmentShelf>;
};

const LIN = 'lin.xiaoyu';
const CHEN = 'chen.zhiyuan';
const picture = { id: 'a-1', draftId: 'd-1', name: '路灯（夜间）𠮷.png', type: 'image/png' };
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
const waiting = { kind: 'waiting', uploadUrl: null } as const;
const ofLin = async (shelf: Promise<AttachmentShelf>): Promise<AttachmentStore> =>
  (await shelf).of(LIN);

export const attachmentsConformance: Readonly<
  Record<string, (under: AttachmentsUnderTest) => Promise<void>>
> = {
  async 'a file is there after reopening, byte by byte'({ open, reopen, now }) {
    const content = bytesOf(300_000);
    const entry = { ...picture, size: content.length, addedAt: now.value, state: waiting };
    equal(await (await ofLin(open())).add(picture, content), entry);
    const again = await ofLin(reopen());
    equal(await again.list(), [entry]);
    equal([...((await again.read('a-1')) ?? [])], [...content]);
  },

  async 'they are listed in the order in which they were added, also with the clock set back'({
    open,
    now,
  }) {
    const store = await ofLin(open());
    for (const id of ['b', 'a', 'c']) {
      await store.add({ ...picture, id }, bytesOf(1));
      now.value -= 1_000;
    }
    equal(
      (await store.list()).map(({ id }) => id),
      ['b', 'a', 'c'],
    );
  },

  async 'an upload that was begun goes on where it was; once sent its bytes are gone and it stays sent'({
    open,
    reopen,
    now,
  }) {
    const store = await ofLin(open());
    await store.add(picture, bytesOf(10));
    const begun = { kind: 'waiting', uploadUrl: 'https://bridge.test/api/v1/uploads/0f' } as const;
    await store.mark('a-1', begun);
    const again = await ofLin(reopen());
    equal((await again.list())[0]?.state, begun);
    const sent = { kind: 'sent', at: now.value, uploadUrl: begun.uploadUrl } as const;
    await again.mark('a-1', sent);
    await again.mark('a-1', begun);
    equal((await again.list())[0]?.state, sent);
    equal(await again.read('a-1'), null);
  },

  async 'removed is removed, and the same id is not taken twice'({ open, reopen }) {
    const store = await ofLin(open());
    await store.add(picture, bytesOf(10));
    await refuses(store.add(picture, bytesOf(20)), 'not-yours');
    await store.remove('a-1');
    await store.remove('a-1');
    const again = await ofLin(reopen());
    equal(await again.list(), []);
    equal(await again.read('a-1'), null);
    await refuses(again.mark('a-1', waiting), 'no-such-draft');
  },

  async 'another person’s file is not there: not read, not marked, not replaced, not removed'({
    open,
    reopen,
  }) {
    const shelf = await open();
    await shelf.of(LIN).add(picture, bytesOf(10));
    const chen = shelf.of(CHEN);
    equal(await chen.list(), []);
    equal(await chen.read('a-1'), null);
    await refuses(chen.mark('a-1', waiting), 'no-such-draft');
    await refuses(chen.add(picture, bytesOf(3)), 'not-yours');
    await chen.remove('a-1');
    const again = await ofLin(reopen());
    equal((await again.read('a-1'))?.length, 10);
  },
};
