/** The seat's file of drafts: its tables, and the way there from what earlier desks wrote. Forward only. */
import Database from 'better-sqlite3';
import type { Cipher } from '../shared/draft-cipher.ts';
import { PlatformError, type DiskFault } from '../shared/desk-platform.ts';
import { NO_OWNER } from '../shared/draft-record.ts';
import { ATTACHMENT_TABLES } from './attachment-tables.ts';
import { readDraftRow, readVersionRow, rowWriter } from './drafts-rows.ts';

/** 'HTLD': tells this file from any other SQLite file. */
const APPLICATION_ID = 0x48544c44;
const SCHEMA_VERSION = 3;
/** At the start: whoever else is in the file (a backup program) will be gone soon. */
const BUSY_AT_START_MS = 2_000;
/** Later the desk stands still while it waits: it says so instead, and the person's window tries again. */
const BUSY_MS = 100;

const TABLES = `
  CREATE TABLE draft (
    draft_id   TEXT PRIMARY KEY,
    owner      TEXT NOT NULL,
    cipher     TEXT NOT NULL,
    nonce      BLOB NOT NULL,
    body       BLOB NOT NULL,
    status     TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    saved_at   INTEGER NOT NULL,
    version_at INTEGER,
    change_no  INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX draft_by_owner ON draft (owner);
  CREATE TABLE version (
    version_id INTEGER PRIMARY KEY,
    draft_id   TEXT NOT NULL,
    cipher     TEXT NOT NULL,
    nonce      BLOB NOT NULL,
    body       BLOB NOT NULL,
    saved_at   INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX version_by_draft ON version (draft_id, version_id);
`;

/** Throws a `DiskFault`: the file cannot be opened, is in use, is damaged, is not one of ours, or a newer desk's. */
export function openDraftsDatabase(file: string, cipher: Cipher): Database.Database {
  const db = new Database(file, { timeout: BUSY_AT_START_MS });
  try {
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    const isNew = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
    if (isNew) db.transaction(() => begin(db)).exclusive();
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID) {
      throw new PlatformError('disk', 'not a file of drafts');
    }
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > SCHEMA_VERSION) {
      throw new PlatformError(
        'newer-drafts',
        `version ${version}, this desk knows ${SCHEMA_VERSION}`,
      );
    }
    const check = db.pragma('quick_check', { simple: true });
    if (check !== 'ok') throw new PlatformError('disk', String(check));
    if (version < 1) throw new PlatformError('disk', `drafts of version ${version}`);
    if (version < SCHEMA_VERSION) {
      db.transaction(() => {
        if (version < 2) sealPlainTexts(db, cipher);
        // 2 → 3: attachments; and the numbers of changes are counted in memory, their index cost a page a key.
        db.exec('DROP INDEX IF EXISTS draft_by_change');
        db.exec(ATTACHMENT_TABLES);
        db.pragma(`user_version = ${SCHEMA_VERSION}`);
      }).exclusive();
      // What was plain is gone from the pages (secure_delete) and now from the write-ahead log.
      db.pragma('wal_checkpoint(TRUNCATE)');
    }
    db.pragma(`busy_timeout = ${BUSY_MS}`);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function begin(db: Database.Database): void {
  db.exec(TABLES);
  db.exec(ATTACHMENT_TABLES);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${SCHEMA_VERSION}`);
}

/** 1 → 2: drafts have an owner, and their text is sealed. Nobody's yet: `NO_OWNER`. */
function sealPlainTexts(db: Database.Database, cipher: Cipher): void {
  db.exec(`
    DROP INDEX version_by_draft;
    ALTER TABLE draft RENAME TO draft_1;
    ALTER TABLE version RENAME TO version_1;
    ${TABLES}
  `);
  const drafts = db.prepare('SELECT * FROM draft_1 ORDER BY saved_at').all();
  const versions = db.prepare('SELECT * FROM version_1 ORDER BY version_id').all();
  const put = rowWriter(db);
  for (const row of drafts) put.draft(readDraftRow(row, cipher));
  for (const row of versions) put.version(readVersionRow(row, NO_OWNER, cipher));
  db.exec('DROP TABLE draft_1; DROP TABLE version_1;');
}

/** Passes a `PlatformError` on; whatever else failed becomes the fault of the disk that it is. */
export function asDiskFault<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof PlatformError) throw cause;
    throw new PlatformError(
      faultOf(cause),
      cause instanceof Error ? cause.message : String(cause),
      {
        cause,
      },
    );
  }
}

function faultOf(cause: unknown): DiskFault {
  if (!(cause instanceof Database.SqliteError)) return 'disk';
  if (/^SQLITE_(?:BUSY|LOCKED)/u.test(cause.code)) return 'disk-busy';
  return cause.code === 'SQLITE_FULL' ? 'disk-full' : 'disk';
}
