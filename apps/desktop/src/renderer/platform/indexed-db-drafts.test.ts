import 'fake-indexeddb/auto';
import { emptyDraft } from '@hotline/domain/draft';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { attachmentsConformance } from '../../shared/attachments-conformance.ts';
import { draftsConformance } from '../../shared/drafts-conformance.ts';
import { openIndexedDbDrafts, type IndexedDbDrafts } from './indexed-db-drafts.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe('drafts in IndexedDB (a fake one; the real one is in tests/e2e)', () => {
  it.each(Object.entries(draftsConformance))('%s', async (_name, step) => {
    const now = { value: 1_700_000_000_000 };
    let current: IndexedDbDrafts | null = null;
    const open = async () => (current = await openIndexedDbDrafts('t', () => now.value));
    const reopen = () => {
      current?.close();
      return open();
    };
    await expect(step({ now, open, reopen })).resolves.toBeUndefined();
  });
});

it('a text that takes long to be sealed is not written over a later one, and a mark waits for both', async () => {
  const drafts = (await openIndexedDbDrafts('t', () => 1)).of('lin');
  const seal = crypto.subtle.encrypt.bind(crypto.subtle);
  const later = Promise.withResolvers<void>();
  vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...given) => {
    await later.promise;
    return seal(...given);
  });
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const asked = [
    drafts.save({ ...emptyDraft('d-1', null), text: '先写的' }),
    drafts.save({ ...emptyDraft('d-1', null), text: '后写的' }),
    drafts.mark('d-1', { kind: 'to-file', since: 2 }),
  ];
  // Another draft does not wait for it.
  await drafts.save({ ...emptyDraft('d-2', null), text: '别的' });
  later.resolve();
  await Promise.all(asked);
  expect(await drafts.load('d-1')).toMatchObject({
    draft: { text: '后写的' },
    status: { kind: 'to-file' },
  });
});

describe('attachments in IndexedDB (a fake one)', () => {
  it.each(Object.entries(attachmentsConformance))('%s', async (_name, step) => {
    const now = { value: 1_700_000_000_000 };
    let current: IndexedDbDrafts | null = null;
    const open = async () => {
      current = await openIndexedDbDrafts('t', () => now.value);
      return current.attachments;
    };
    const reopen = () => {
      current?.close();
      return open();
    };
    await expect(step({ now, open, reopen })).resolves.toBeUndefined();
  });
});

const SECRET = '机密内容';
const draft = { ...emptyDraft('d-1', null), title: SECRET };

describe('what lies in the browser', () => {
  it('is not readable, and one damaged draft does not hide the others', async () => {
    const shelf = await openIndexedDbDrafts('t', () => 1);
    await shelf.of('lin').save(draft);
    await shelf.of('lin').save({ ...draft, draftId: 'd-2' });
    const raw = await openDB('t');
    const record = (await raw.get('draft', 'd-1')) as { sealed: { text: Uint8Array } };
    expect(new TextDecoder().decode(record.sealed.text)).not.toContain(SECRET);
    expect(JSON.stringify(record)).not.toContain(SECRET);
    const [first = 0] = record.sealed.text;
    record.sealed.text[0] = first ^ 1;
    await raw.put('draft', record);
    raw.close();
    expect((await shelf.of('lin').list()).map(({ draftId }) => draftId)).toEqual(['d-2']);
    await expect(shelf.of('lin').load('d-1')).rejects.toMatchObject({ code: 'disk' });
    expect(await shelf.unreadable()).toBe(1);
    shelf.close();
  });

  it('from before owners is sealed at the next opening and goes to who signs in first', async () => {
    const old = await openDB('t', 1, {
      upgrade(fresh) {
        fresh.createObjectStore('draft', { keyPath: 'draftId' });
        fresh
          .createObjectStore('version', { autoIncrement: true })
          .createIndex('byDraft', 'draftId');
      },
    });
    const rest = { status: { kind: 'open' }, createdAt: 1, savedAt: 1, versionAt: 1 };
    await old.put('draft', { draftId: 'd-1', body: JSON.stringify(draft), ...rest });
    const first = { ...draft, title: '第一稿' };
    await old.add('version', { draftId: 'd-1', body: JSON.stringify(first), savedAt: 1 });
    old.close();
    const shelf = await openIndexedDbDrafts('t', () => 2);
    const raw = await openDB('t');
    expect(JSON.stringify(await raw.getAll('draft'))).not.toContain(SECRET);
    raw.close();
    expect((await shelf.of('lin').list()).map(({ title }) => title)).toEqual([SECRET]);
    expect(await shelf.of('chen').list()).toEqual([]);
    expect((await shelf.of('lin').versions('d-1')).map((each) => each.draft.title)).toEqual([
      '第一稿',
    ]);
    shelf.close();
  });

  it('of a newer desk is refused and left alone', async () => {
    (await openDB('t', 99)).close();
    await expect(openIndexedDbDrafts('t', () => 1)).rejects.toMatchObject({ code: 'newer-drafts' });
    const raw = await openDB('t');
    expect(raw.version).toBe(99);
    raw.close();
  });
});
