/** Drafts of a seat in a browser. `durability: 'strict'`: a transaction is complete once the disk has it (Indexed DB 3.0, 4.9.1). */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { MAX_VERSIONS, PlatformError, type DraftStore } from '../../shared/desk-platform.ts';
import {
  bodyToDraft,
  isForgettable,
  markedRecord,
  recordToEntry,
  headingsOf,
  savedRecord,
  type DraftRecord,
} from '../../shared/draft-record.ts';

type Version = { readonly draftId: string; readonly body: string; readonly savedAt: number };
interface DraftDatabase extends DBSchema {
  draft: { key: string; value: DraftRecord };
  version: { key: number; value: Version; indexes: { byDraft: string } };
}

export type IndexedDbDrafts = DraftStore & { close(): void };

/** Rejects with `disk` when the browser refuses to keep anything (private window, quota). */
export async function openIndexedDbDrafts(
  name: string,
  now: () => number,
): Promise<IndexedDbDrafts> {
  const db = await asDiskError(openDatabase(name));
  const store: IndexedDbDrafts = {
    list: () => asDiskError(list(db)),
    load: (id) => asDiskError(load(db, id)),
    save: (draft) =>
      asDiskError(
        change(db, draft.draftId, (before) => {
          const { record, keep } = savedRecord(before, draft, now());
          return { record, keep, answer: { savedAt: record.savedAt } };
        }),
      ),
    mark: (id, status) =>
      asDiskError(
        change(db, id, (before) => ({
          record: markedRecord(before, status),
          keep: null,
          answer: undefined,
        })),
      ),
    versions: (id) => asDiskError(versions(db, id)),
    remove: (id) => asDiskError(remove(db, id)),
    close: () => db.close(),
  };
  const due = (await asDiskError(db.getAll('draft'))).filter((record) =>
    isForgettable(record, now()),
  );
  for (const { draftId } of due) await store.remove(draftId);
  return store;
}

async function openDatabase(name: string): Promise<Database> {
  return await openDB<DraftDatabase>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('draft', { keyPath: 'draftId' });
      fresh.createObjectStore('version', { autoIncrement: true }).createIndex('byDraft', 'draftId');
    },
    // Another tab with a newer program: let it upgrade rather than hold it up.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
}

type Database = IDBPDatabase<DraftDatabase>;
const strict = { durability: 'strict' } as const;

async function list(db: Database) {
  return headingsOf(await db.getAll('draft'));
}

async function load(db: Database, id: string) {
  const record = await db.get('draft', id);
  return record === undefined ? null : recordToEntry(record);
}

async function change<T>(
  db: Database,
  id: string,
  step: (before: DraftRecord | null) => {
    readonly record: DraftRecord;
    readonly keep: { readonly body: string; readonly savedAt: number } | null;
    readonly answer: T;
  },
): Promise<T> {
  const tx = db.transaction(['draft', 'version'], 'readwrite', strict);
  try {
    const { record, keep, answer } = step((await tx.objectStore('draft').get(id)) ?? null);
    await tx.objectStore('draft').put(record);
    if (keep !== null) {
      const kept = tx.objectStore('version');
      await kept.add({ draftId: id, ...keep });
      const keys = await kept.index('byDraft').getAllKeys(id);
      for (const key of keys.slice(0, Math.max(0, keys.length - MAX_VERSIONS)))
        await kept.delete(key);
    }
    await tx.done;
    return answer;
  } catch (error) {
    // A refusal of the rules leaves the transaction open; without this its `done` would hang or reject unseen.
    tx.done.catch(() => undefined);
    try {
      tx.abort();
    } catch {
      // Already aborted by the failure itself.
    }
    throw error;
  }
}

async function versions(db: Database, id: string) {
  const kept = await db.getAllFromIndex('version', 'byDraft', id);
  return kept.toReversed().map(({ body, savedAt }) => ({ draft: bodyToDraft(body), savedAt }));
}

async function remove(db: Database, id: string): Promise<void> {
  const tx = db.transaction(['draft', 'version'], 'readwrite', strict);
  const kept = tx.objectStore('version');
  await tx.objectStore('draft').delete(id);
  for (const key of await kept.index('byDraft').getAllKeys(id)) await kept.delete(key);
  await tx.done;
}

async function asDiskError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause;
    throw new PlatformError('disk', String(cause), { cause });
  }
}
