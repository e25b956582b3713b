/** Drafts of a seat in a browser. `durability: 'strict'`: a transaction is complete once the disk has it (Indexed DB 3.0, 4.9.1). */
import type { IDBPDatabase } from 'idb';
import type { AttachmentShelf } from '../../shared/attachment.ts';
import { draftContext, type SealedText, type SlowCipher } from '../../shared/draft-cipher.ts';
import { MAX_VERSIONS, type DraftShelf, type DraftStore } from '../../shared/desk-platform.ts';
import {
  bodyToDraft,
  draftToBody,
  isForgettable,
  markedRecord,
  newestFirst,
  recordToEntry,
  recordToHeading,
  savedRecord,
  NO_OWNER,
  type DraftRecord,
  type KeptVersion,
} from '../../shared/draft-record.ts';
import { indexedDbAttachments } from './indexed-db-attachments.ts';
import { asDiskFault } from './indexed-db-fault.ts';
import {
  openDraftDatabase,
  strict,
  type DraftDatabase,
  type WaitingVersion,
} from './indexed-db-schema.ts';

export type IndexedDbDrafts = DraftShelf & {
  readonly attachments: AttachmentShelf;
  /** Drafts that do not open. They stay in the browser. */
  unreadable(): Promise<number>;
  close(): void;
};

/** Rejects with a fault of the disk when the browser refuses to keep anything (private window, quota). */
export async function openIndexedDbDrafts(
  name: string,
  now: () => number,
): Promise<IndexedDbDrafts> {
  const { db, cipher } = await asDiskFault(openDraftDatabase(name));
  for (const record of await asDiskFault(db.getAll('draft'))) {
    if (isForgettable(record, now())) await asDiskFault(remove(db, record.draftId, record.owner));
  }
  const inTurn = turns();
  return {
    of: (owner) => storeOf(db, cipher, owner, now, inTurn),
    attachments: indexedDbAttachments(db, cipher, now),
    unreadable: () =>
      asDiskFault(
        (async () => {
          const bodies = (await db.getAll('draft')).map(async (record) => {
            const body = await tryOpen(cipher, record);
            return body === null || recordToHeading(record, body) === null;
          });
          return (await Promise.all(bodies)).filter(Boolean).length;
        })(),
      ),
    close: () => db.close(),
  };
}

type Database = IDBPDatabase<DraftDatabase>;

/** Runs the work on a draft after all that was asked for it before, however long each takes to be sealed. */
type InTurn = <T>(draftId: string, work: () => Promise<T>) => Promise<T>;

function turns(): InTurn {
  const lasts = new Map<string, Promise<unknown>>();
  return (draftId, work) => {
    const before = lasts.get(draftId) ?? Promise.resolve();
    // What became of the one before is its own caller's to hear.
    const mine = before.then(work, work);
    lasts.set(draftId, mine);
    const forget = (): void => {
      if (lasts.get(draftId) === mine) lasts.delete(draftId);
    };
    mine.then(forget, forget);
    return mine;
  };
}

function storeOf(
  db: Database,
  cipher: SlowCipher,
  owner: string,
  now: () => number,
  inTurn: InTurn,
): DraftStore {
  const own = async (id: string): Promise<DraftRecord | null> => {
    const record = await db.get('draft', id);
    return record?.owner === owner ? record : null;
  };
  const opened = (record: DraftRecord, sealed: SealedText) =>
    cipher.open(sealed, draftContext(record.draftId, owner));
  return {
    list: () =>
      asDiskFault(
        (async () => {
          await takeOver(db, cipher, owner);
          const records = await db.getAllFromIndex('draft', 'byOwner', owner);
          const headings = records.map(async (record) => {
            const body = await tryOpen(cipher, record);
            return body === null ? null : recordToHeading(record, body);
          });
          return newestFirst((await Promise.all(headings)).filter((each) => each !== null));
        })(),
      ),
    load: (id) =>
      asDiskFault(
        (async () => {
          const record = await own(id);
          return record === null
            ? null
            : recordToEntry(record, await opened(record, record.sealed));
        })(),
      ),
    save: (draft) =>
      asDiskFault(
        inTurn(draft.draftId, async () => {
          const { draftId } = draft;
          // Before the transaction: one that waits for anything else closes by itself.
          const sealed = await cipher.seal(draftToBody(draft), draftContext(draftId, owner));
          return change(db, draftId, (before, changeNo) => {
            const next = { draftId, owner, sealed, changeNo };
            const { record, keep } = savedRecord(before, next, now());
            const { savedAt } = record;
            return { record, keep, answer: { savedAt, changeNo } };
          });
        }),
      ),
    mark: (id, status) =>
      asDiskFault(
        inTurn(id, () =>
          change(db, id, (before) => ({
            record: markedRecord(before, owner, status),
            keep: null,
            answer: undefined,
          })),
        ),
      ),
    versions: (id) =>
      asDiskFault(
        (async () => {
          const record = await own(id);
          if (record === null) return [];
          const kept = (await db.getAllFromIndex('version', 'byDraft', id)).toReversed();
          return Promise.all(
            kept.map(async ({ sealed, savedAt }) => ({
              draft: bodyToDraft(await opened(record, sealed)),
              savedAt,
            })),
          );
        })(),
      ),
    remove: (id) => asDiskFault(inTurn(id, () => remove(db, id, owner))),
  };
}

/** null: it does not open. */
async function tryOpen(
  cipher: SlowCipher,
  { draftId, owner, sealed }: DraftRecord,
): Promise<string | null> {
  return cipher.open(sealed, draftContext(draftId, owner)).catch(() => null);
}

/** What was written before drafts had owners becomes this person's, sealed anew as theirs. */
async function takeOver(db: Database, cipher: SlowCipher, owner: string): Promise<void> {
  for (const record of await db.getAllFromIndex('draft', 'byOwner', NO_OWNER)) {
    const { draftId } = record;
    if ((await tryOpen(cipher, record)) === null) continue;
    const reseal = async (sealed: SealedText) =>
      cipher.seal(
        await cipher.open(sealed, draftContext(draftId, NO_OWNER)),
        draftContext(draftId, owner),
      );
    const kept = await db.getAllFromIndex('version', 'byDraft', draftId);
    const versions: WaitingVersion[] = await Promise.all(
      kept.map(async ({ sealed, savedAt }) => ({ draftId, savedAt, sealed: await reseal(sealed) })),
    );
    const sealed = await reseal(record.sealed);
    const tx = db.transaction(['draft', 'version'], 'readwrite', strict);
    const store = tx.objectStore('version');
    for (const key of await store.index('byDraft').getAllKeys(draftId)) await store.delete(key);
    for (const version of versions) await store.add(version);
    await tx.objectStore('draft').put({ ...record, owner, sealed });
    await tx.done;
  }
}

async function change<T>(
  db: Database,
  id: string,
  step: (
    before: DraftRecord | null,
    changeNo: number,
  ) => { readonly record: DraftRecord; readonly keep: KeptVersion | null; readonly answer: T },
): Promise<T> {
  const tx = db.transaction(['draft', 'version'], 'readwrite', strict);
  try {
    const drafts = tx.objectStore('draft');
    const before = (await drafts.get(id)) ?? null;
    const last = await drafts.index('byChange').openKeyCursor(null, 'prev');
    const { record, keep, answer } = step(before, (last?.key ?? 0) + 1);
    await drafts.put(record);
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

async function remove(db: Database, id: string, owner: string): Promise<void> {
  const tx = db.transaction(['draft', 'version'], 'readwrite', strict);
  const drafts = tx.objectStore('draft');
  if ((await drafts.get(id))?.owner === owner) {
    const kept = tx.objectStore('version');
    await drafts.delete(id);
    for (const key of await kept.index('byDraft').getAllKeys(id)) await kept.delete(key);
  }
  await tx.done;
}
