/** Migration 2: the ledger of a database that has none gets its chain of seals. */
import type { Store } from './database.ts';
import { FIRST_SEAL, sealOf } from './seal.ts';

const PAGE = 5000;

export function sealLedger(store: Store): void {
  store.exec(`
    CREATE TABLE sealed_event (
      seq     INTEGER PRIMARY KEY,
      at      INTEGER NOT NULL,
      kind    TEXT NOT NULL,
      call_id TEXT,
      seat_id TEXT,
      fact    TEXT NOT NULL CHECK (json_valid(fact)),
      -- SHA-256 over the seal before, seq, at and fact: seal.ts.
      hash    TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT;
  `);
  const page = store.prepare<[number], { seq: number; at: number; fact: string }>(
    `SELECT seq, at, fact FROM call_event WHERE seq > ? ORDER BY seq LIMIT ${PAGE}`,
  );
  const copy = store.prepare<[string, number]>(
    `INSERT INTO sealed_event SELECT seq, at, kind, call_id, seat_id, fact, ? FROM call_event WHERE seq = ?`,
  );
  let previous = FIRST_SEAL;
  let reached = 0;
  for (;;) {
    const rows = page.all(reached);
    for (const { seq, at, fact } of rows) {
      previous = sealOf(previous, seq, at, fact);
      copy.run(previous, seq);
      reached = seq;
    }
    if (rows.length < PAGE) break;
  }
  store.exec(`
    -- Its triggers and indexes go with it.
    DROP TABLE call_event;
    ALTER TABLE sealed_event RENAME TO call_event;
    CREATE INDEX call_event_at ON call_event (at);
    CREATE INDEX call_event_call ON call_event (call_id) WHERE call_id IS NOT NULL;
    CREATE TRIGGER call_event_no_update BEFORE UPDATE ON call_event
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
    CREATE TRIGGER call_event_no_delete BEFORE DELETE ON call_event
      BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  `);
}
