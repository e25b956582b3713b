/** Attachments in the seat's file of drafts: names and bytes sealed, bytes in a table of their own so that a list stays short. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import {
  attachmentContext,
  attachmentEntry,
  attachmentName,
  attachmentState,
  type AttachmentEntry,
  type AttachmentShelf,
  type AttachmentState,
} from '../shared/attachment.ts';
import { PlatformError } from '../shared/desk-platform.ts';
import type { Cipher, SealedText } from '../shared/draft-cipher.ts';
import { asDiskFault } from './drafts-schema.ts';

const bytes = z.instanceof(Uint8Array).transform((buffer) => new Uint8Array(buffer));
const sealedRow = z.object({ cipher: z.string(), nonce: bytes, body: bytes });
const attachmentRow = sealedRow.extend({
  attachment_id: z.string(),
  draft_id: z.string(),
  owner: z.string(),
  size: z.number(),
  added_at: z.number(),
  state: z.string(),
});
const sealedOf = ({ cipher, nonce, body }: z.infer<typeof sealedRow>): SealedText => ({
  cipher,
  nonce,
  text: body,
});
const columns = ({ cipher, nonce, text }: SealedText) => ({ cipher, nonce, body: text });

export function sqliteAttachments(
  db: Database.Database,
  cipher: Cipher,
  now: () => number,
): AttachmentShelf {
  const selectOwn = db.prepare('SELECT * FROM attachment WHERE owner = ? ORDER BY number');
  const select = db.prepare('SELECT * FROM attachment WHERE attachment_id = ? AND owner = ?');
  const isThere = db.prepare('SELECT 1 FROM attachment WHERE attachment_id = ?');
  const insert = db.prepare(
    `INSERT INTO attachment (attachment_id, draft_id, owner, cipher, nonce, body, size, added_at, state)
     VALUES (@id, @draftId, @owner, @cipher, @nonce, @body, @size, @addedAt, @state)`,
  );
  const insertBytes = db.prepare(
    'INSERT INTO attachment_bytes VALUES (@id, @cipher, @nonce, @body)',
  );
  const selectBytes = db.prepare('SELECT * FROM attachment_bytes WHERE attachment_id = ?');
  const update = db.prepare('UPDATE attachment SET state = ? WHERE attachment_id = ?');
  const removeBytes = db.prepare('DELETE FROM attachment_bytes WHERE attachment_id = ?');
  const remove = db.prepare('DELETE FROM attachment WHERE attachment_id = ?');
  const transaction = db.transaction((work: () => unknown) => work());
  const change = <T>(work: () => T): T => asDiskFault(() => transaction.immediate(work) as T);

  /** null: it does not open. It stays on the disk. */
  function readRow(found: unknown): AttachmentEntry | null {
    const row = attachmentRow.parse(found);
    const id = { id: row.attachment_id, draftId: row.draft_id };
    try {
      const name = cipher.open(sealedOf(row), attachmentContext('name', id, row.owner));
      return attachmentEntry.parse({
        ...id,
        ...attachmentName.parse(JSON.parse(name)),
        size: row.size,
        addedAt: row.added_at,
        state: JSON.parse(row.state),
      });
    } catch {
      return null;
    }
  }
  function own(id: string, owner: string): AttachmentEntry | null {
    const found = select.get(id, owner);
    return found === undefined ? null : readRow(found);
  }
  function mark(id: string, present: AttachmentState, wanted: AttachmentState): void {
    if (present.kind === 'sent') return;
    update.run(JSON.stringify(attachmentState.parse(wanted)), id);
    if (wanted.kind === 'sent') removeBytes.run(id);
  }

  return {
    of: (owner) => ({
      list: async () =>
        asDiskFault(() => selectOwn.all(owner).flatMap((row) => readRow(row) ?? [])),
      add: async (attachment, content) => {
        const { id, draftId, name, type } = attachment;
        const sealedName = cipher.seal(
          JSON.stringify({ name, type }),
          attachmentContext('name', attachment, owner),
        );
        const sealedBytes = cipher.sealBytes(
          content,
          attachmentContext('bytes', attachment, owner),
        );
        const entry: AttachmentEntry = {
          ...attachment,
          size: content.length,
          addedAt: now(),
          state: { kind: 'waiting', uploadUrl: null },
        };
        return change(() => {
          if (isThere.get(id) !== undefined) throw new PlatformError('not-yours');
          const { size, addedAt, state } = entry;
          insert.run({
            id,
            draftId,
            owner,
            ...columns(sealedName),
            size,
            addedAt,
            state: JSON.stringify(state),
          });
          insertBytes.run({ id, ...columns(sealedBytes) });
          return entry;
        });
      },
      read: async (id) =>
        asDiskFault(() => {
          const entry = own(id, owner);
          const found = entry === null ? undefined : selectBytes.get(id);
          if (entry === null || found === undefined) return null;
          const sealed = sealedOf(sealedRow.parse(found));
          return cipher.openBytes(sealed, attachmentContext('bytes', entry, owner));
        }),
      mark: async (id, state) =>
        change(() => {
          const entry = own(id, owner);
          if (entry === null) throw new PlatformError('no-such-draft');
          mark(id, entry.state, state);
        }),
      remove: async (id) =>
        change(() => {
          if (select.get(id, owner) === undefined) return;
          removeBytes.run(id);
          remove.run(id);
        }),
    }),
  };
}
