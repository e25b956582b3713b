/**
 * What every draft store must do, as steps that any runner can play: vitest for SQLite and for a fake IndexedDB,
 * a real Chromium for the real one. A step throws when the store is wrong.
 */
import { emptyDraft } from '@hotline/domain/draft';
import {
  FILED_KEPT_MS,
  MAX_VERSIONS,
  PlatformError,
  VERSION_SPACING_MS,
  type DraftStore,
  type PlatformErrorCode,
} from './desk-platform.ts';

/** `reopen` closes the store and opens what is on the disk; `now` is the clock the store was given. */
export type DraftsUnderTest = {
  readonly now: { value: number };
  readonly open: () => Promise<DraftStore>;
  readonly reopen: () => Promise<DraftStore>;
};

export const draftsConformance: Readonly<
  Record<string, (under: DraftsUnderTest) => Promise<void>>
> = {
  async 'begins empty and answers null for an unknown draft'({ open }) {
    const drafts = await open();
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
    equal(await (await open()).save(draft), { savedAt: at });
    const again = await reopen();
    equal(await again.load('d-1'), {
      draft,
      status: { kind: 'open' },
      createdAt: at,
      savedAt: at,
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
      },
    ]);
  },

  async 'the last of many quick saves wins, and the newest change is listed first'({ open, now }) {
    const drafts = await open();
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
    const before = await open();
    const draft = { ...emptyDraft('d-1', 'call-1'), title: '一' };
    await before.save(draft);
    const since = now.value + 5;
    await before.mark('d-1', { kind: 'to-file', since });
    const drafts = await reopen();
    equal((await drafts.load('d-1'))?.status, { kind: 'to-file', since });
    await refuses(drafts.save({ ...draft, title: '二' }), 'draft-not-open');
    equal((await drafts.load('d-1'))?.draft.title, '一');
    await drafts.mark('d-1', { kind: 'to-file', since: since + 99 });
    equal((await drafts.load('d-1'))?.status, { kind: 'to-file', since });
    await drafts.mark('d-1', { kind: 'open' });
    await drafts.save({ ...draft, title: '二' });
    equal((await drafts.load('d-1'))?.draft.title, '二');
  },

  async 'filed is the end: same number again is nothing, anything else is refused'({ open, now }) {
    const drafts = await open();
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
    const drafts = await open();
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
    const drafts = await open();
    await drafts.save({ ...emptyDraft('d-1', null), text: 'a' });
    now.value += VERSION_SPACING_MS;
    await drafts.save({ ...emptyDraft('d-1', null), text: 'b' });
    equal((await drafts.versions('d-1')).length, 1);
    await drafts.remove('d-1');
    await drafts.remove('d-1');
    const again = await reopen();
    equal(await again.load('d-1'), null);
    equal(await again.versions('d-1'), []);
  },

  async 'a draft filed long ago is forgotten at the next opening, an unfiled one never'({
    open,
    reopen,
    now,
  }) {
    const drafts = await open();
    await drafts.save(emptyDraft('old', null));
    await drafts.save(emptyDraft('waiting', null));
    await drafts.mark('waiting', { kind: 'to-file', since: now.value });
    await drafts.mark('old', { kind: 'to-file', since: now.value });
    await drafts.mark('old', { kind: 'filed', ticketNo: 'T-1', at: now.value });
    now.value += FILED_KEPT_MS + 1;
    equal(
      (await (await reopen()).list()).map(({ draftId }) => draftId),
      ['waiting'],
    );
  },
};

/** Structural equality by canonical JSON; `undefined` and absent are the same here. */
function equal(actual: unknown, expected: unknown): void {
  const [a, b] = [canonical(actual), canonical(expected)];
  if (a !== b) throw new Error(`expected ${b}\n but got ${a}`);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

async function refuses(work: Promise<unknown>, code: PlatformErrorCode): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof PlatformError && error.code === code) return;
    throw new Error(`expected the refusal ${code}, got ${String(error)}`, { cause: error });
  }
  throw new Error(`expected the refusal ${code}, but it was accepted`);
}
