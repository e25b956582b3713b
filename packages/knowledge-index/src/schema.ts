/** The file: articles, what ranking needs of each in a narrow row, and the full-text index without a copy of the text. */
import Database from 'better-sqlite3';

/** 'HTLK': tells this file from any other SQLite file. */
const APPLICATION_ID = 0x48544c4b;
/** Another version, or another way of cutting text into terms: the file is a copy, so it is begun anew. */
const VERSION = 2;

const SCHEMA = `
  CREATE TABLE copy (
    one     INTEGER PRIMARY KEY CHECK (one = 1),
    library TEXT,
    up_to   INTEGER NOT NULL
  ) STRICT;
  INSERT INTO copy VALUES (1, NULL, 0);
  CREATE TABLE article (
    row  INTEGER PRIMARY KEY,
    id   TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE rank_of (
    row        INTEGER PRIMARY KEY,
    title      TEXT NOT NULL,
    category   TEXT NOT NULL,
    region     TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL
  ) STRICT;
  -- Files that articles name.
  CREATE TABLE paper (
    row   INTEGER NOT NULL,
    hash  TEXT NOT NULL,
    bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX paper_row ON paper (row);
  CREATE INDEX rank_of_category ON rank_of (category);
  CREATE VIRTUAL TABLE terms USING fts5 (
    title, keywords, answer, spelling,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'
  );
  CREATE VIRTUAL TABLE term USING fts5vocab (terms, row);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${VERSION};
`;

/** Opens it, or begins it. What is not such a file, damaged or of another version is replaced: the bridge has all of it. */
export function openFile(file: string, remove: (file: string) => void): Database.Database {
  try {
    const db = opened(file);
    if (db !== null) return db;
  } catch (cause) {
    if (!isDamage(cause)) throw cause;
  }
  remove(file);
  const db = opened(file);
  if (db === null) throw new Error('a new index is not of its own version');
  return db;
}

function isDamage(cause: unknown): boolean {
  return (
    cause instanceof Database.SqliteError && /^SQLITE_(?:CORRUPT|NOTADB|ERROR)/u.test(cause.code)
  );
}

/** null: a file of another version. */
function opened(file: string): Database.Database | null {
  const db = new Database(file, { timeout: 1000 });
  try {
    db.pragma('journal_mode = WAL');
    // A page that a power cut takes back is asked for again: `up_to` goes back with it.
    db.pragma('synchronous = NORMAL');
    if (db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined) {
      db.transaction(() => db.exec(SCHEMA)).exclusive();
    }
    const isOurs =
      db.pragma('application_id', { simple: true }) === APPLICATION_ID &&
      db.pragma('user_version', { simple: true }) === VERSION;
    if (isOurs) return db;
    db.close();
    return null;
  } catch (cause) {
    db.close();
    throw cause;
  }
}
