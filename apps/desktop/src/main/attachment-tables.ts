/** Attachments in the seat's file of drafts. Bytes are in a table of their own, so that a list stays short. */
export const ATTACHMENT_TABLES = `
  CREATE TABLE attachment (
    number        INTEGER PRIMARY KEY,
    attachment_id TEXT NOT NULL UNIQUE,
    draft_id      TEXT NOT NULL,
    owner         TEXT NOT NULL,
    cipher        TEXT NOT NULL,
    nonce         BLOB NOT NULL,
    body          BLOB NOT NULL,
    size          INTEGER NOT NULL,
    added_at      INTEGER NOT NULL,
    state         TEXT NOT NULL
  ) STRICT;
  CREATE INDEX attachment_by_owner ON attachment (owner);
  CREATE TABLE attachment_bytes (
    attachment_id TEXT PRIMARY KEY,
    cipher        TEXT NOT NULL,
    nonce         BLOB NOT NULL,
    body          BLOB NOT NULL
  ) STRICT;
`;
