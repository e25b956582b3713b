/**
 * Drafts on the seat's disk: SQLite in the main process, where a save is one transaction of some 0.2 ms, short of any
 * need for a process of its own. `synchronous = FULL` in WAL: a commit that returned survives a power cut
 * (sqlite.org/pragma.html#pragma_synchronous); NORMAL would not promise that.
 */
import type { AttachmentShelf } from '../shared/attachment.ts';
import { draftContext, type Cipher, type SealedText } from '../shared/draft-cipher.ts';
import type { DraftShelf, DraftStore } from '../shared/desk-platform.ts';
import {
  bodyToDraft,
  draftToBody,
  isForgettable,
  markedRecord,
  newestFirst,
  NO_OWNER,
  recordToEntry,
  recordToHeading,
  savedRecord,
  type DraftRecord,
} from '../shared/draft-record.ts';
import { readDraftRow, readVersionRow, rowWriter, type VersionOf } from './drafts-rows.ts';
import { asDiskFault, openDraftsDatabase } from './drafts-schema.ts';
import { sqliteAttachments } from './sqlite-attachments.ts';

export type SqliteDrafts = DraftShelf & {
  readonly attachments: AttachmentShelf;
  /** Drafts that do not open: damaged, or sealed by a key that is gone. They stay on the disk. */
  unreadable(): number;
  /** Takes in what was read out of another file; a draft that is here already stays as it is. */
  takeIn(records: readonly DraftRecord[], versions: readonly VersionOf[]): void;
  close(): void;
};

/** Throws a `DiskFault`. */
export function openSqliteDrafts(file: string, now: () => number, cipher: Cipher): SqliteDrafts {
  const db = asDiskFault(() => openDraftsDatabase(file, cipher));
  const select = db.prepare('SELECT * FROM draft WHERE draft_id = ?');
  const selectOwn = db.prepare('SELECT * FROM draft WHERE owner = ?');
  const selectAll = db.prepare('SELECT * FROM draft');
  const selectVersions = db.prepare(
    'SELECT * FROM version WHERE draft_id = ? ORDER BY version_id DESC',
  );
  const deleteDraft = db.prepare('DELETE FROM draft WHERE draft_id = ?');
  const deleteVersions = db.prepare('DELETE FROM version WHERE draft_id = ?');
  const put = rowWriter(db);

  const recordOf = (id: string): DraftRecord | null => {
    const found = select.get(id);
    return found === undefined ? null : readDraftRow(found, cipher);
  };
  /** As they were last written: every key wants one of them again. This process is the file's only writer. */
  const written = new Map<string, DraftRecord>();
  const lastOf = (id: string): DraftRecord | null => written.get(id) ?? recordOf(id);
  const write = (record: DraftRecord): void => {
    put.draft(record);
    // Without a number it was given one.
    if (record.changeNo === 0) written.delete(record.draftId);
    else written.set(record.draftId, record);
  };
  const versionsOf = (id: string, owner: string): readonly VersionOf[] =>
    selectVersions.all(id).map((row) => readVersionRow(row, owner, cipher));
  const open = ({ draftId, owner }: Pick<DraftRecord, 'draftId' | 'owner'>, sealed: SealedText) =>
    cipher.open(sealed, draftContext(draftId, owner));
  /** null: it does not open. */
  const tryOpen = (record: DraftRecord): string | null => {
    try {
      return open(record, record.sealed);
    } catch {
      return null;
    }
  };
  // Immediate: reading first and writing later in one deferred transaction can meet SQLITE_BUSY.
  const transaction = db.transaction((work: () => unknown) => work());
  const atomic = <T>(work: () => T): T =>
    asDiskFault(() => {
      try {
        return work();
      } catch (error) {
        // Taken back, or in doubt: what is on the disk counts.
        written.clear();
        throw error;
      }
    });
  const change = <T>(work: () => T): T => atomic(() => transaction.immediate(work) as T);
  /** Most keys: the draft is known and no earlier text is kept. One statement, which SQLite commits by itself. */
  const writeText = (record: DraftRecord): boolean => {
    const isThere = atomic(() => put.text(record));
    if (isThere) written.set(record.draftId, record);
    return isThere;
  };
  const drop = (id: string): void => {
    written.delete(id);
    deleteVersions.run(id);
    deleteDraft.run(id);
  };

  asDiskFault(() => {
    for (const row of selectAll.all()) {
      const record = readDraftRow(row, cipher);
      if (isForgettable(record, now())) change(() => drop(record.draftId));
    }
  });

  /** What was written before drafts had owners becomes this person's, sealed anew as theirs. */
  function takeOver(owner: string): void {
    const reseal = (draftId: string, sealed: SealedText) =>
      cipher.seal(open({ draftId, owner: NO_OWNER }, sealed), draftContext(draftId, owner));
    for (const row of selectOwn.all(NO_OWNER)) {
      const record = readDraftRow(row, cipher);
      if (tryOpen(record) === null) continue;
      const { draftId } = record;
      const versions = versionsOf(draftId, NO_OWNER).toReversed();
      change(() => {
        write({ ...record, owner, sealed: reseal(draftId, record.sealed) });
        deleteVersions.run(draftId);
        for (const { sealed, savedAt } of versions) {
          put.version({ draftId, sealed: reseal(draftId, sealed), savedAt });
        }
      });
    }
  }

  /** async throughout: a fault is a rejection, as `DraftStore` says, not a throw. */
  function of(owner: string): DraftStore {
    const own = (id: string): DraftRecord | null => {
      const record = recordOf(id);
      return record?.owner === owner ? record : null;
    };
    return {
      list: async () =>
        asDiskFault(() => {
          takeOver(owner);
          const records = selectOwn.all(owner).map((row) => readDraftRow(row, cipher));
          const headings = records.flatMap((record) => {
            const body = tryOpen(record);
            const heading = body === null ? null : recordToHeading(record, body);
            return heading === null ? [] : [heading];
          });
          return newestFirst(headings);
        }),
      load: async (id) =>
        asDiskFault(() => {
          const record = own(id);
          return record === null ? null : recordToEntry(record, open(record, record.sealed));
        }),
      save: async (draft) => {
        const { draftId } = draft;
        const sealed = cipher.seal(draftToBody(draft), draftContext(draftId, owner));
        const next = { draftId, owner, sealed, changeNo: put.nextChange() };
        const savedAt = now();
        const known = written.get(draftId);
        if (known !== undefined) {
          const { record, keep } = savedRecord(known, next, savedAt);
          if (keep === null && writeText(record)) return { savedAt, changeNo: next.changeNo };
        }
        return change(() => {
          const { record, keep } = savedRecord(lastOf(draftId), next, savedAt);
          write(record);
          if (keep !== null) put.version({ draftId, ...keep });
          return { savedAt, changeNo: next.changeNo };
        });
      },
      mark: async (id, status) => change(() => write(markedRecord(lastOf(id), owner, status))),
      versions: async (id) =>
        asDiskFault(() => {
          const record = own(id);
          if (record === null) return [];
          return versionsOf(id, owner).map(({ sealed, savedAt }) => ({
            draft: bodyToDraft(open(record, sealed)),
            savedAt,
          }));
        }),
      remove: async (id) =>
        change(() => {
          if (own(id) !== null) drop(id);
        }),
    };
  }

  return {
    of,
    attachments: sqliteAttachments(db, cipher, now),
    unreadable: () =>
      asDiskFault(
        () =>
          selectAll
            .all()
            .map((row) => readDraftRow(row, cipher))
            .filter((record) => {
              const body = tryOpen(record);
              return body === null || recordToHeading(record, body) === null;
            }).length,
      ),
    takeIn: (records, versions) =>
      change(() => {
        const fresh = records.filter(({ draftId }) => recordOf(draftId) === null);
        const ids = new Set(fresh.map(({ draftId }) => draftId));
        for (const record of fresh.toSorted((a, b) => a.changeNo - b.changeNo)) put.draft(record);
        for (const version of versions) if (ids.has(version.draftId)) put.version(version);
      }),
    close: () => db.close(),
  };
}
