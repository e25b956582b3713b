import { openStore, type OpenFailure, type Store } from '../store/database.ts';
import type { Migration } from '../store/migrations.ts';
import type { Result } from '@hotline/domain/result';

/** Articles with every version, and what agents reported. Forward only, like the store's own steps. */
const steps: readonly Migration[] = [
  {
    version: 1,
    sql: `
    -- Which library this is, for the copies of it on the seats.
    CREATE TABLE knowledge_library (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT;
    INSERT INTO knowledge_library VALUES (1, lower(hex(randomblob(8))));

    CREATE TABLE knowledge_article (
      id        TEXT PRIMARY KEY,
      -- Number of the last change that a seat sees; an article that was never in use has none.
      change_no INTEGER UNIQUE,
      -- The version in use.
      in_use    INTEGER
    ) STRICT;

    CREATE TABLE knowledge_version (
      article_id  TEXT NOT NULL REFERENCES knowledge_article (id),
      version     INTEGER NOT NULL,
      state       TEXT NOT NULL CHECK (state IN ('draft', 'approved', 'superseded', 'withdrawn')),
      content     TEXT NOT NULL CHECK (json_valid(content)),
      by_person   TEXT NOT NULL,
      at          INTEGER NOT NULL,
      approved_by TEXT,
      PRIMARY KEY (article_id, version)
    ) STRICT;

    CREATE TABLE knowledge_report (
      report_id INTEGER PRIMARY KEY,
      kind      TEXT NOT NULL CHECK (kind IN ('not-found', 'wrong')),
      -- Whose text it is; NULL: nobody's yet.
      unit      TEXT,
      report    TEXT NOT NULL CHECK (json_valid(report)),
      person    TEXT NOT NULL,
      at        INTEGER NOT NULL,
      due_at    INTEGER
    ) STRICT;
    CREATE INDEX knowledge_report_due ON knowledge_report (due_at);
    `,
  },
];

/** A file of its own: an import of tens of thousands of articles must not hold up the ledger. */
export function openKnowledgeStore(folder: string): Result<Store, OpenFailure> {
  return openStore(folder, steps, 'knowledge.sqlite');
}
