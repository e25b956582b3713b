/** Rows of the seat's file of drafts ⇄ records, of this schema and of the one before. */
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { draftStatus, MAX_VERSIONS } from '../shared/desk-platform.ts';
import { draftContext, type Cipher, type SealedText } from '../shared/draft-cipher.ts';
import { NO_OWNER, type DraftRecord, type KeptVersion } from '../shared/draft-record.ts';

const bytes = z.instanceof(Uint8Array).transform((buffer) => new Uint8Array(buffer));
const sealedRow = z.object({ cipher: z.string(), nonce: bytes, body: bytes });
const plainRow = z.object({ body: z.string() });
const draftFields = z.object({
  draft_id: z.string(),
  owner: z.string().default(NO_OWNER),
  status: z.string(),
  created_at: z.number(),
  saved_at: z.number(),
  version_at: z.number().nullable(),
  change_no: z.number().default(0),
});
const versionFields = z.object({ draft_id: z.string(), saved_at: z.number() });

export type VersionOf = KeptVersion & { readonly draftId: string };

/** A row with plain text (schema 1) is sealed on the way. Throws when it is no row of a draft. */
export function readDraftRow(row: unknown, cipher: Cipher): DraftRecord {
  const { draft_id, owner, status, created_at, saved_at, version_at, change_no } =
    draftFields.parse(row);
  return {
    draftId: draft_id,
    owner,
    sealed: sealedText(row, draftContext(draft_id, owner), cipher),
    status: draftStatus.parse(JSON.parse(status)),
    createdAt: created_at,
    savedAt: saved_at,
    versionAt: version_at,
    changeNo: change_no,
  };
}

export function readVersionRow(row: unknown, owner: string, cipher: Cipher): VersionOf {
  const { draft_id, saved_at } = versionFields.parse(row);
  const sealed = sealedText(row, draftContext(draft_id, owner), cipher);
  return { draftId: draft_id, sealed, savedAt: saved_at };
}

function sealedText(row: unknown, context: string, cipher: Cipher): SealedText {
  const plain = plainRow.safeParse(row);
  if (plain.success) return cipher.seal(plain.data.body, context);
  const { cipher: by, nonce, body } = sealedRow.parse(row);
  return { cipher: by, nonce, text: body };
}

const columns = ({ cipher, nonce, text }: SealedText) => ({ cipher, nonce, body: text });

/** Writes into tables of the present schema. A record whose `changeNo` is 0 takes the next number. */
export function rowWriter(db: Database.Database) {
  const insert = db.prepare(
    `INSERT INTO draft (draft_id, owner, cipher, nonce, body, status, created_at, saved_at, version_at, change_no)
     VALUES (@draftId, @owner, @cipher, @nonce, @body, @status, @createdAt, @savedAt, @versionAt, @changeNo)`,
  );
  // Not as one upsert: that writes the index of owners anew with each key, one more page for the disk.
  const update = db.prepare(
    `UPDATE draft SET cipher = @cipher, nonce = @nonce, body = @body, status = @status, saved_at = @savedAt,
       version_at = @versionAt, change_no = @changeNo WHERE draft_id = @draftId AND owner = @owner`,
  );
  const updateText = db.prepare(
    `UPDATE draft SET cipher = ?, nonce = ?, body = ?, saved_at = ?, change_no = ?
       WHERE draft_id = ? AND owner = ?`,
  );
  const remove = db.prepare('DELETE FROM draft WHERE draft_id = ?');
  const addVersion = db.prepare(
    `INSERT INTO version (draft_id, cipher, nonce, body, saved_at)
     VALUES (@draftId, @cipher, @nonce, @body, @savedAt)`,
  );
  const trimVersions = db.prepare(
    `DELETE FROM version WHERE draft_id = @draftId AND version_id NOT IN
       (SELECT version_id FROM version WHERE draft_id = @draftId ORDER BY version_id DESC LIMIT @max)`,
  );
  let lastChange =
    db.prepare<[], number>('SELECT COALESCE(MAX(change_no), 0) FROM draft').pluck().get() ?? 0;
  // A number whose write failed is not given again.
  const nextChange = () => (lastChange += 1);
  return {
    nextChange,
    draft({ sealed, status, changeNo, ...rest }: DraftRecord): void {
      const row = {
        ...rest,
        ...columns(sealed),
        status: JSON.stringify(status),
        changeNo: changeNo === 0 ? nextChange() : changeNo,
      };
      if (update.run(row).changes > 0) return;
      // New, or somebody else's until now.
      remove.run(row.draftId);
      insert.run(row);
    },
    /** The text alone of a draft whose status stays what it is. False: there is no such row, and nothing was written. */
    text({ draftId, owner, sealed, savedAt, changeNo }: DraftRecord): boolean {
      const { cipher, nonce, text } = sealed;
      return updateText.run(cipher, nonce, text, savedAt, changeNo, draftId, owner).changes > 0;
    },
    version({ draftId, sealed, savedAt }: VersionOf): void {
      addVersion.run({ draftId, savedAt, ...columns(sealed) });
      trimVersions.run({ draftId, max: MAX_VERSIONS });
    },
  };
}
