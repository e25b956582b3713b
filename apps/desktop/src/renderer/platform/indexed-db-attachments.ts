/** Attachments of a seat in a browser, beside its drafts: names and bytes sealed, bytes apart so that a list stays short. */
import type { IDBPDatabase } from 'idb';
import {
  attachmentContext,
  attachmentEntry,
  attachmentName,
  type AttachmentEntry,
  type AttachmentShelf,
  type AttachmentStore,
} from '../../shared/attachment.ts';
import { PlatformError } from '../../shared/desk-platform.ts';
import type { SlowCipher } from '../../shared/draft-cipher.ts';
import { asDiskFault } from './indexed-db-fault.ts';
import { strict, type DraftDatabase, type StoredAttachment } from './indexed-db-schema.ts';

type Database = IDBPDatabase<DraftDatabase>;

export function indexedDbAttachments(
  db: Database,
  cipher: SlowCipher,
  now: () => number,
): AttachmentShelf {
  return { of: (owner) => storeOf(db, cipher, owner, now) };
}

function storeOf(
  db: Database,
  cipher: SlowCipher,
  owner: string,
  now: () => number,
): AttachmentStore {
  const own = async (id: string): Promise<StoredAttachment | null> => {
    const stored = await db.get('attachment', id);
    return stored?.owner === owner ? stored : null;
  };
  /** null: it does not open. It stays in the browser. */
  async function opened(stored: StoredAttachment): Promise<AttachmentEntry | null> {
    const { id, draftId, size, addedAt, state, sealed } = stored;
    try {
      const name = await cipher.open(sealed, attachmentContext('name', stored, owner));
      const { success, data } = attachmentEntry.safeParse({
        ...attachmentName.parse(JSON.parse(name)),
        id,
        draftId,
        size,
        addedAt,
        state,
      });
      return success ? data : null;
    } catch {
      return null;
    }
  }

  async function add(
    ...[attachment, bytes]: Parameters<AttachmentStore['add']>
  ): Promise<AttachmentEntry> {
    const { id, draftId, name, type } = attachment;
    // Before the transaction: one that waits for anything else closes by itself.
    const [sealed, content] = await Promise.all([
      cipher.seal(JSON.stringify({ name, type }), attachmentContext('name', attachment, owner)),
      cipher.sealBytes(bytes, attachmentContext('bytes', attachment, owner)),
    ]);
    const state = { kind: 'waiting', uploadUrl: null } as const;
    const entry = { ...attachment, size: bytes.length, addedAt: now(), state };
    const tx = db.transaction(['attachment', 'attachmentBytes'], 'readwrite', strict);
    const attachments = tx.objectStore('attachment');
    if ((await attachments.get(id)) !== undefined) {
      await tx.done;
      throw new PlatformError('not-yours');
    }
    const last = await attachments.index('byNumber').openKeyCursor(null, 'prev');
    const { size, addedAt } = entry;
    const number = (last?.key ?? 0) + 1;
    await attachments.put({ id, draftId, owner, number, size, addedAt, state, sealed });
    await tx.objectStore('attachmentBytes').put(content, id);
    await tx.done;
    return entry;
  }

  async function read(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const stored = await own(id);
    const content = stored === null ? undefined : await db.get('attachmentBytes', id);
    if (stored === null || content === undefined) return null;
    return cipher.openBytes(content, attachmentContext('bytes', stored, owner));
  }

  async function mark(...[id, state]: Parameters<AttachmentStore['mark']>): Promise<void> {
    const tx = db.transaction(['attachment', 'attachmentBytes'], 'readwrite', strict);
    const stored = await tx.objectStore('attachment').get(id);
    if (stored?.owner === owner && stored.state.kind !== 'sent') {
      await tx.objectStore('attachment').put({ ...stored, state });
      if (state.kind === 'sent') await tx.objectStore('attachmentBytes').delete(id);
    }
    await tx.done;
    if (stored?.owner !== owner) throw new PlatformError('no-such-draft');
  }

  async function remove(id: string): Promise<void> {
    const tx = db.transaction(['attachment', 'attachmentBytes'], 'readwrite', strict);
    if ((await tx.objectStore('attachment').get(id))?.owner === owner) {
      await tx.objectStore('attachment').delete(id);
      await tx.objectStore('attachmentBytes').delete(id);
    }
    await tx.done;
  }

  async function list(): Promise<readonly AttachmentEntry[]> {
    const stored = await db.getAllFromIndex('attachment', 'byOwner', owner);
    const inOrder = stored.toSorted((a, b) => a.number - b.number);
    return (await Promise.all(inOrder.map(opened))).filter((entry) => entry !== null);
  }

  return {
    list: () => asDiskFault(list()),
    add: (attachment, bytes) => asDiskFault(add(attachment, bytes)),
    read: (id) => asDiskFault(read(id)),
    mark: (id, state) => asDiskFault(mark(id, state)),
    remove: (id) => asDiskFault(remove(id)),
  };
}
