/**
 * What every draft store must do, as steps that any runner can play: vitest for SQLite and for a fake IndexedDB,
 * a real Chromium for the real one. A step throws when the store is wrong.
 */
import { emptyDraft } from '@hotline/domain/draft';
import { plainText } from '@hotline/domain/plain-text';
import { equal, refuses } from './conformance.ts';
import {
  FILED_KEPT_MS,
  MAX_VERSIONS,
  VERSION_SPACING_MS,
  type DraftShelf,
  type DraftStore,
} from './desk-platform.ts';

/** `reopen` closes the store and opens what is on the disk; `now` is the clock the store was given. */
export type DraftsUnderTest = {
  readonly now: { value: number };
  readonly open: () => Promise<DraftShelf>;
  readonly reopen: () => Promise<DraftShelf>;
};

const LIN = 'lin.xiaoyu';
const CHEN = 'chen.zhiyuan';
const ofLin = async (shelf: Promise<DraftShelf>): Promise<DraftStore> => (await shelf).of(LIN);

export const draftsConformance: Readonly<
  Record<string, (under: DraftsUnderTest) => Promise<void>>
> = {
  async 'begins empty and answers null for an unknown draft'({ open }) {
    const drafts = await ofLin(open());
    equal(await drafts.list(), []);
    equal(await drafts.load('d-1'), null);
    equal(await drafts.versions('d-1'), []);
  },

  async 'a saved draft is there after reopening, every field of it'({ open, reopen, now }) {
    const draft = {
      ...emptyDraft('d-1', 'call-1'),
      title: '路灯不亮',
      text: '襄阳市樊城区长虹路 12 号门口\n𠮷野家旁、emoji 🙏、"引号"',
      tags: ['夜间', '安全'],
      contactPreference: 'text-only' as const,
    };
    const at = now.value;
    equal(await (await ofLin(open())).save(draft), { savedAt: at, changeNo: 1 });
    const again = await ofLin(reopen());
    equal(await again.load('d-1'), {
      draft,
      status: { kind: 'open' },
      createdAt: at,
      savedAt: at,
      changeNo: 1,
    });
    equal(await again.list(), [
      {
        draftId: 'd-1',
        callId: 'call-1',
        kind: '',
        title: '路灯不亮',
        status: { kind: 'open' },
        createdAt: at,
        savedAt: at,
        changeNo: 1,
      },
    ]);
  },

  async 'the last of many quick saves wins, and the newest change is listed first'({ open, now }) {
    const drafts = await ofLin(open());
    await drafts.save(emptyDraft('d-2', null));
    now.value += 1;
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        drafts.save({ ...emptyDraft('d-1', null), text: '字'.repeat(n + 1) }),
      ),
    );
    equal((await drafts.load('d-1'))?.draft.text.length, 30);
    equal(
      (await drafts.list()).map(({ draftId }) => draftId),
      ['d-1', 'd-2'],
    );
  },

  async 'an outbox mark survives, and locks the text until it is taken back'({
    open,
    reopen,
    now,
  }) {
    const before = await ofLin(open());
    const draft = { ...emptyDraft('d-1', 'call-1'), title: '一' };
    await before.save(draft);
    const since = now.value + 5;
    await before.mark('d-1', { kind: 'to-file', since });
    const drafts = await ofLin(reopen());
    equal((await drafts.load('d-1'))?.status, { kind: 'to-file', since });
    await refuses(drafts.save({ ...draft, title: '二' }), 'draft-not-open');
    equal((await drafts.load('d-1'))?.draft.title, '一');
    await drafts.mark('d-1', { kind: 'to-file', since: since + 99 });
    equal((await drafts.load('d-1'))?.status, { kind: 'to-file', since });
    await drafts.mark('d-1', { kind: 'open' });
    await drafts.save({ ...draft, title: '二' });
    equal((await drafts.load('d-1'))?.draft.title, '二');
  },

  async 'a parked draft keeps its reason over a restart, can be written on, and goes like an open one'({
    open,
    reopen,
    now,
  }) {
    const before = await ofLin(open());
    const draft = { ...emptyDraft('d-1', 'call-1'), title: '一' };
    await before.save(draft);
    const parked = { kind: 'parked', reason: 'more-facts', since: now.value } as const;
    await before.mark('d-1', parked);
    await before.save({ ...draft, title: '二' });
    const drafts = await ofLin(reopen());
    equal((await drafts.load('d-1'))?.status, parked);
    equal((await drafts.load('d-1'))?.draft.title, '二');
    await drafts.mark('d-1', { kind: 'to-file', since: now.value });
    await refuses(drafts.mark('d-1', parked), 'draft-not-in-state');
    await refuses(drafts.save(draft), 'draft-not-open');
  },

  async 'filed is the end: same number again is nothing, anything else is refused'({ open, now }) {
    const drafts = await ofLin(open());
    await drafts.save(emptyDraft('d-1', null));
    const filed = { kind: 'filed', ticketNo: 'T-7', at: now.value } as const;
    await refuses(drafts.mark('d-1', filed), 'draft-not-in-state');
    await drafts.mark('d-1', { kind: 'to-file', since: now.value });
    await drafts.mark('d-1', filed);
    await drafts.mark('d-1', { ...filed, at: filed.at + 1 });
    equal((await drafts.load('d-1'))?.status, filed);
    await refuses(drafts.mark('d-1', { ...filed, ticketNo: 'T-8' }), 'draft-not-in-state');
    await refuses(drafts.mark('d-1', { kind: 'open' }), 'draft-not-in-state');
    await refuses(drafts.save(emptyDraft('d-1', null)), 'draft-not-open');
    await refuses(drafts.mark('d-9', { kind: 'open' }), 'no-such-draft');
  },

  async 'earlier texts are kept, spaced and bounded'({ open, now }) {
    const drafts = await ofLin(open());
    const write = (text: string) => drafts.save({ ...emptyDraft('d-1', null), text });
    await write('0');
    now.value += VERSION_SPACING_MS - 1;
    await write('quick');
    equal(await drafts.versions('d-1'), []);
    for (let n = 1; n <= MAX_VERSIONS + 5; n += 1) {
      now.value += VERSION_SPACING_MS;
      await write(String(n));
    }
    const versions = await drafts.versions('d-1');
    equal(versions.length, MAX_VERSIONS);
    equal(versions[0]?.draft.text, String(MAX_VERSIONS + 4));
    equal(versions.at(-1)?.draft.text, '5');
    await write(String(MAX_VERSIONS + 5));
    equal((await drafts.versions('d-1')).length, MAX_VERSIONS);
  },

  async 'removed is removed, with its earlier texts'({ open, reopen, now }) {
    const drafts = await ofLin(open());
    await drafts.save({ ...emptyDraft('d-1', null), text: 'a' });
    now.value += VERSION_SPACING_MS;
    await drafts.save({ ...emptyDraft('d-1', null), text: 'b' });
    equal((await drafts.versions('d-1')).length, 1);
    await drafts.remove('d-1');
    await drafts.remove('d-1');
    const again = await ofLin(reopen());
    equal(await again.load('d-1'), null);
    equal(await again.versions('d-1'), []);
  },

  async 'a draft filed long ago is forgotten at the next opening, an unfiled one never'({
    open,
    reopen,
    now,
  }) {
    const drafts = await ofLin(open());
    await drafts.save(emptyDraft('old', null));
    await drafts.save(emptyDraft('waiting', null));
    await drafts.mark('waiting', { kind: 'to-file', since: now.value });
    await drafts.mark('old', { kind: 'to-file', since: now.value });
    await drafts.mark('old', { kind: 'filed', ticketNo: 'T-1', at: now.value });
    now.value += FILED_KEPT_MS + 1;
    equal(
      (await (await ofLin(reopen())).list()).map(({ draftId }) => draftId),
      ['waiting'],
    );
  },

  async 'another person’s draft is not there: not read, not written, not filed, not removed'({
    open,
    reopen,
    now,
  }) {
    const shelf = await open();
    const draft = { ...emptyDraft('d-1', 'call-1'), title: '只有林能看' };
    const chen = shelf.of(CHEN);
    await shelf.of(LIN).save(draft);
    now.value += VERSION_SPACING_MS;
    await shelf.of(LIN).save({ ...draft, title: '只有林能看，第二稿' });
    equal(await chen.list(), []);
    equal(await chen.load('d-1'), null);
    equal(await chen.versions('d-1'), []);
    await refuses(chen.save({ ...draft, title: '陈的' }), 'not-yours');
    await refuses(chen.mark('d-1', { kind: 'to-file', since: now.value }), 'no-such-draft');
    await chen.remove('d-1');
    await chen.save({ ...emptyDraft('d-2', null), title: '陈自己的' });
    const again = await reopen();
    equal((await again.of(LIN).load('d-1'))?.draft.title, '只有林能看，第二稿');
    equal((await again.of(LIN).versions('d-1')).length, 1);
    equal(
      (await again.of(CHEN).list()).map(({ draftId }) => draftId),
      ['d-2'],
    );
  },

  async 'with the clock set back the newest change is still first, and earlier texts are kept'({
    open,
    now,
  }) {
    const drafts = await ofLin(open());
    const write = (id: string, text: string) => drafts.save({ ...emptyDraft(id, null), text });
    await write('d-1', 'a');
    now.value += VERSION_SPACING_MS;
    await write('d-1', 'b');
    now.value -= 24 * 3_600_000;
    await write('d-2', 'later, by an earlier clock');
    await write('d-1', 'c');
    now.value += VERSION_SPACING_MS;
    await write('d-1', 'd');
    equal(
      (await drafts.list()).map(({ draftId }) => draftId),
      ['d-1', 'd-2'],
    );
    equal(
      (await drafts.versions('d-1')).map(({ draft }) => draft.text),
      ['c', 'b', 'a'],
    );
  },

  async 'whatever can be pasted comes back as it was, but for control characters'({
    open,
    reopen,
  }) {
    const texts = {
      'd-long': '市民来信。'.repeat(10_000),
      'd-control': '\u0000\u0007\u001b[31m\r\n\t\u2028\u202e\ufeff',
      'd-emoji': '👨‍👩‍👧‍👦🙏🏽🇨🇳',
      'd-rare': '𠮷㐂𬬮䶮\u{30000}',
      'd-sql': "'); DROP TABLE draft; --",
    };
    const before = await ofLin(open());
    for (const [id, text] of Object.entries(texts)) {
      await before.save({ ...emptyDraft(id, null), text });
    }
    const after = await ofLin(reopen());
    for (const [id, text] of Object.entries(texts)) {
      equal((await after.load(id))?.draft.text, plainText(text));
    }
  },

  async 'ids that nobody gave are no drafts'({ open, now }) {
    const drafts = await ofLin(open());
    await drafts.save(emptyDraft('d-1', null));
    for (const forged of ['', '__proto__', 'constructor', '%', "d-1' OR '1'='1", 'd-1\u0000']) {
      equal(await drafts.load(forged), null);
      equal(await drafts.versions(forged), []);
      await refuses(drafts.mark(forged, { kind: 'to-file', since: now.value }), 'no-such-draft');
      await drafts.remove(forged);
    }
    equal((await drafts.list()).length, 1);
  },
};
