/**
 * Drafts on the seat's disk: SQLite in the main process, where a save is one transaction of some 0.2 ms, short of any
 * need for a process of its own. `synchronous = FULL` in WAL: a commit that returned survives a power cut
 * (sqlite.org/pragma.html#pragma_synchronous); NORMAL would not promise that.
 */
import Database from 'better-sqlite3';
import { z } from 'zod';
import {
  draftStatus,
  MAX_VERSIONS,
  PlatformError,
  type DraftSaved,
  type DraftStore,
} from '../shared/desk-platform.ts';
import {
  bodyToDraft,
  isForgettable,
  markedRecord,
  recordToEntry,
  headingsOf,
  savedRecord,
  type DraftRecord,
} from '../shared/draft-record.ts';

export type SqliteDrafts = DraftStore & { close(): void };

/** 'HTLD': tells this file from any other SQLite file. */
const APPLICATION_ID = 0x48544c44;
const SCHEMA_VERSION = 1;
/** One desk a folder: somebody else in the file is a backup program that will be gone soon. */
const BUSY_MS = 2_000;
const SCHEMA = `
  CREATE TABLE draft (
    draft_id   TEXT PRIMARY KEY,
    body       TEXT NOT NULL,
    status     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    saved_at   INTEGER NOT NULL,
    version_at INTEGER
  ) STRICT;
  CREATE TABLE version (
    version_id INTEGER PRIMARY KEY,
    draft_id   TEXT NOT NULL,
    body       TEXT NOT NULL,
    saved_at   INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX version_by_draft ON version (draft_id, version_id);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${SCHEMA_VERSION};
`;

const row = z.object({
  draft_id: z.string(),
  body: z.string(),
  status: z.string(),
  created_at: z.number(),
  saved_at: z.number(),
  version_at: z.number().nullable(),
});
const versionRow = z.object({ body: z.string(), saved_at: z.number() });

/** Throws `disk` when the file cannot be opened, is damaged or is not one of ours. */
export function openSqliteDrafts(file: string, now: () => number): SqliteDrafts {
  const db = asDiskError(() => openDatabase(file));
  const select = db.prepare('SELECT * FROM draft WHERE draft_id = ?');
  const selectAll = db.prepare('SELECT * FROM draft');
  const put = db.prepare(
    `INSERT INTO draft (draft_id, body, status, created_at, saved_at, version_at)
     VALUES (@draftId, @body, @status, @createdAt, @savedAt, @versionAt)
     ON CONFLICT (draft_id) DO UPDATE SET body = excluded.body, status = excluded.status,
       saved_at = excluded.saved_at, version_at = excluded.version_at`,
  );
  const addVersion = db.prepare(
    'INSERT INTO version (draft_id, body, saved_at) VALUES (@draftId, @body, @savedAt)',
  );
  const trimVersions = db.prepare(
    `DELETE FROM version WHERE draft_id = @draftId AND version_id NOT IN
       (SELECT version_id FROM version WHERE draft_id = @draftId ORDER BY version_id DESC LIMIT @max)`,
  );
  const selectVersions = db.prepare(
    'SELECT body, saved_at FROM version WHERE draft_id = ? ORDER BY version_id DESC',
  );
  const deleteDraft = db.prepare('DELETE FROM draft WHERE draft_id = ?');
  const deleteVersions = db.prepare('DELETE FROM version WHERE draft_id = ?');

  const recordOf = (id: string): DraftRecord | null => {
    const found = select.get(id);
    return found === undefined ? null : toRecord(found);
  };
  const records = () => selectAll.all().map(toRecord);
  const write = (record: DraftRecord) =>
    put.run({ ...record, status: JSON.stringify(record.status) });
  // Immediate: reading first and writing later in one deferred transaction can meet SQLITE_BUSY.
  const change = <T>(work: () => T): T => asDiskError(() => db.transaction(work).immediate());
  const remove = (id: string) =>
    change(() => {
      deleteVersions.run(id);
      deleteDraft.run(id);
    });

  for (const record of asDiskError(records)) {
    if (isForgettable(record, now())) remove(record.draftId);
  }

  return {
    list: async () => asDiskError(() => headingsOf(records())),
    load: async (id) =>
      asDiskError(() => {
        const record = recordOf(id);
        return record === null ? null : recordToEntry(record);
      }),
    save: async (draft): Promise<DraftSaved> =>
      change(() => {
        const { record, keep } = savedRecord(recordOf(draft.draftId), draft, now());
        write(record);
        if (keep !== null) {
          addVersion.run({ draftId: record.draftId, ...keep });
          trimVersions.run({ draftId: record.draftId, max: MAX_VERSIONS });
        }
        return { savedAt: record.savedAt };
      }),
    mark: async (id, status) => change(() => void write(markedRecord(recordOf(id), status))),
    versions: async (id) =>
      asDiskError(() =>
        selectVersions
          .all(id)
          .map((one) => versionRow.parse(one))
          .map(({ body, saved_at }) => ({ draft: bodyToDraft(body), savedAt: saved_at })),
      ),
    remove: async (id) => remove(id),
    close: () => db.close(),
  };
}

function openDatabase(file: string): Database.Database {
  const db = new Database(file, { timeout: BUSY_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    const isNew = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
    if (isNew) db.transaction(() => db.exec(SCHEMA)).exclusive();
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new PlatformError('disk', 'not a file of drafts');
    }
    const version = db.pragma('user_version', { simple: true });
    if (version !== SCHEMA_VERSION) {
      throw new PlatformError('disk', `drafts of version ${String(version)}`);
    }
    const check = db.pragma('quick_check', { simple: true });
    if (check !== 'ok') throw new PlatformError('disk', String(check));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function toRecord(found: unknown): DraftRecord {
  const { draft_id, body, status, created_at, saved_at, version_at } = row.parse(found);
  return {
    draftId: draft_id,
    body,
    status: draftStatus.parse(JSON.parse(status)),
    createdAt: created_at,
    savedAt: saved_at,
    versionAt: version_at,
  };
}

function asDiskError<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause;
    throw new PlatformError('disk', cause instanceof Error ? cause.message : String(cause), {
      cause,
    });
  }
}
