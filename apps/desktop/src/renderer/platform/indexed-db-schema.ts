/** The browser's database of drafts, and the way there from what earlier desks wrote. Forward only: a newer one is a `VersionError`. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { AttachmentEntry } from '../../shared/attachment.ts';
import { draftContext, type SealedText, type SlowCipher } from '../../shared/draft-cipher.ts';
import { NO_OWNER, type DraftRecord, type KeptVersion } from '../../shared/draft-record.ts';
import { newWebKey, webDraftCipher } from './web-draft-cipher.ts';

export type WaitingVersion = KeptVersion & { readonly draftId: string };

/** `sealed`: its name and type. `number`: the order in which they were added. */
export type StoredAttachment = Pick<
  AttachmentEntry,
  'id' | 'draftId' | 'size' | 'addedAt' | 'state'
> & { readonly owner: string; readonly number: number; readonly sealed: SealedText };

export interface DraftDatabase extends DBSchema {
  draft: { key: string; value: DraftRecord; indexes: { byOwner: string; byChange: number } };
  version: { key: number; value: WaitingVersion; indexes: { byDraft: string } };
  key: { key: string; value: CryptoKey };
  attachment: {
    key: string;
    value: StoredAttachment;
    indexes: { byOwner: string; byNumber: number };
  };
  attachmentBytes: { key: string; value: SealedText };
}
type Database = IDBPDatabase<DraftDatabase>;

const SCHEMA_VERSION = 3;
const KEY_NAME = 'drafts';
export const strict = { durability: 'strict' } as const;

export async function openDraftDatabase(
  name: string,
): Promise<{ readonly db: Database; readonly cipher: SlowCipher }> {
  const db = await openDB<DraftDatabase>(name, SCHEMA_VERSION, {
    upgrade(fresh, from, _to, tx) {
      if (from < 1) {
        fresh.createObjectStore('draft', { keyPath: 'draftId' });
        fresh
          .createObjectStore('version', { autoIncrement: true })
          .createIndex('byDraft', 'draftId');
      }
      if (from < 2) {
        fresh.createObjectStore('key');
        const drafts = tx.objectStore('draft');
        drafts.createIndex('byOwner', 'owner');
        drafts.createIndex('byChange', 'changeNo');
      }
      if (from < 3) {
        const attachments = fresh.createObjectStore('attachment', { keyPath: 'id' });
        attachments.createIndex('byOwner', 'owner');
        attachments.createIndex('byNumber', 'number');
        fresh.createObjectStore('attachmentBytes');
      }
    },
    // Another tab with a newer program: let it upgrade rather than hold it up.
    blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
  });
  try {
    const cipher = webDraftCipher(await keyOf(db));
    await sealPlainTexts(db, cipher);
    return { db, cipher };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Two pages may open at once: the first key that is there counts. */
async function keyOf(db: Database): Promise<CryptoKey> {
  const present = await db.get('key', KEY_NAME);
  if (present !== undefined) return present;
  const fresh = await newWebKey();
  const tx = db.transaction('key', 'readwrite', strict);
  const first = await tx.store.get(KEY_NAME);
  if (first === undefined) await tx.store.put(fresh, KEY_NAME);
  await tx.done;
  return first ?? fresh;
}

/** As schema 1 had them. */
type Plain = { readonly body: string };
const isPlain = <T extends object>(record: T): record is T & Plain => 'body' in record;

/** 1 → 2, after the upgrade itself: cryptography cannot be awaited inside it. Nobody's yet: `NO_OWNER`. */
async function sealPlainTexts(db: Database, cipher: SlowCipher): Promise<void> {
  const plain = (await db.getAll('draft'))
    .filter(isPlain)
    .toSorted((a, b) => a.savedAt - b.savedAt);
  const drafts = await Promise.all(
    plain.map(async ({ body, ...rest }, index) => ({
      ...rest,
      owner: NO_OWNER,
      sealed: await cipher.seal(body, draftContext(rest.draftId, NO_OWNER)),
      changeNo: index + 1,
    })),
  );
  const keys = await db.getAllKeys('version');
  const versions = await Promise.all(
    (await db.getAll('version')).map(async (version, index) => {
      if (!isPlain(version)) return null;
      const { body, ...rest } = version;
      const sealed = await cipher.seal(body, draftContext(rest.draftId, NO_OWNER));
      return { key: keys[index], value: { ...rest, sealed } };
    }),
  );
  if (drafts.length === 0 && versions.every((version) => version === null)) return;
  const tx = db.transaction(['draft', 'version'], 'readwrite', strict);
  for (const draft of drafts) await tx.objectStore('draft').put(draft);
  for (const version of versions) {
    if (version !== null) await tx.objectStore('version').put(version.value, version.key);
  }
  await tx.done;
}
