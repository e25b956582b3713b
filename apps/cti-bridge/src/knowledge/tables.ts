import { openStore, type OpenFailure, type Store } from '../store/database.ts';
import type { Migration } from '../store/migrations.ts';
import type { Result } from '@hotline/domain/result';

/** Articles with every version, and what agents reported. Forward only, like the store's own steps. */
export const knowledgeSteps: readonly Migration[] = [
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
  {
    version: 2,
    sql: `
    -- 送审, 退回, 弃用: more states, and who wrote.
    CREATE TABLE knowledge_version_2 (
      article_id  TEXT NOT NULL REFERENCES knowledge_article (id),
      version     INTEGER NOT NULL,
      state       TEXT NOT NULL CHECK
        (state IN ('draft', 'proposed', 'approved', 'superseded', 'withdrawn', 'dropped')),
      content     TEXT NOT NULL CHECK (json_valid(content)),
      -- JSON array, the last one last.
      writers     TEXT NOT NULL CHECK (json_valid(writers)),
      at          INTEGER NOT NULL,
      approved_by TEXT,
      -- JSON {by, at, why}
      sent_back   TEXT CHECK (json_valid(sent_back)),
      PRIMARY KEY (article_id, version)
    ) STRICT;
    INSERT INTO knowledge_version_2
      SELECT article_id, version, state, content, json_array(by_person), at, approved_by, NULL
      FROM knowledge_version;
    DROP TABLE knowledge_version;
    ALTER TABLE knowledge_version_2 RENAME TO knowledge_version;

    -- What lists show, of the pending version or else the last; kept by every change.
    ALTER TABLE knowledge_article ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE knowledge_article ADD COLUMN title TEXT NOT NULL DEFAULT '';
    ALTER TABLE knowledge_article ADD COLUMN unit TEXT NOT NULL DEFAULT '';
    ALTER TABLE knowledge_article ADD COLUMN by_person TEXT NOT NULL DEFAULT '';
    ALTER TABLE knowledge_article ADD COLUMN pending TEXT;
    ALTER TABLE knowledge_article ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
    UPDATE knowledge_article SET
      revision = (SELECT max(version) FROM knowledge_version v WHERE v.article_id = id),
      (title, unit, by_person, pending, changed_at) = (
        SELECT json_extract(content, '$.title'), json_extract(content, '$.unit'),
          json_extract(writers, '$[0]'), iif(state = 'draft', 'draft', NULL), at
        FROM knowledge_version v WHERE v.article_id = id ORDER BY version DESC LIMIT 1)
      WHERE id IN (SELECT article_id FROM knowledge_version);
    CREATE INDEX knowledge_article_changed ON knowledge_article (changed_at, id);
    CREATE INDEX knowledge_article_pending ON knowledge_article (pending, changed_at, id)
      WHERE pending IS NOT NULL;

    ALTER TABLE knowledge_report ADD COLUMN answer TEXT CHECK (json_valid(answer));
    ALTER TABLE knowledge_report ADD COLUMN answered_by TEXT;
    ALTER TABLE knowledge_report ADD COLUMN answered_at INTEGER;
    CREATE INDEX knowledge_report_open ON knowledge_report (due_at) WHERE answered_at IS NULL;
    `,
  },
];

/** Papers to articles, in the bridge's data folder. */
export const FILES_FOLDER = 'knowledge-files';

/** A file of its own: an import of tens of thousands of articles must not hold up the ledger. */
export function openKnowledgeStore(folder: string): Result<Store, OpenFailure> {
  return openStore(folder, knowledgeSteps, 'knowledge.sqlite');
}
