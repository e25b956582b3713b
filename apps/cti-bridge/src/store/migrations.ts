import { qualityTables } from '../quality/tables.ts';
import { callDetailTables } from './call-details.ts';
import type { Store } from './database.ts';
import {
  sqliteLineClosure,
  sqliteLineSatisfaction,
  sqliteLineTables,
} from './lines/line-tables.ts';
import { sealLedger } from './seal-ledger.ts';
import { addDraftTables } from './tickets/draft-tables.ts';
import { indexTickets } from './tickets/ticket-index-step.ts';
import { placeColumns } from './tickets/ticket-places.ts';
import { giveTicketsAHistory, titleIndex } from './tickets/ticket-tables.ts';

/**
 * The store's schema, forward only: a step that has once been shipped is never edited, the next one is added below.
 * `PRAGMA user_version` holds the number of the last step taken.
 */
export type Migration = { readonly version: number } & (
  | { readonly sql: string }
  /** What SQL alone cannot do. Runs inside the step's transaction. */
  | { readonly run: (store: Store) => void }
);

export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      -- The ledger (话务台账). Nothing in it is ever changed.
      CREATE TABLE call_event (
        seq     INTEGER PRIMARY KEY,
        at      INTEGER NOT NULL,
        kind    TEXT NOT NULL,
        call_id TEXT,
        seat_id TEXT,
        fact    TEXT NOT NULL CHECK (json_valid(fact))
      ) STRICT;
      CREATE INDEX call_event_at ON call_event (at);
      CREATE INDEX call_event_call ON call_event (call_id) WHERE call_id IS NOT NULL;
      CREATE TRIGGER call_event_no_update BEFORE UPDATE ON call_event
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
      CREATE TRIGGER call_event_no_delete BEFORE DELETE ON call_event
        BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

      -- How far each fold of the ledger below has come; written in the same transaction as the facts.
      CREATE TABLE projection (name TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT;

      -- A fold of the ledger: calls by number, for the screen-pop.
      CREATE TABLE call_of_number (
        call_id  TEXT PRIMARY KEY,
        number   TEXT NOT NULL,
        at       INTEGER NOT NULL,
        queue_id TEXT NOT NULL,
        seat_id  TEXT,
        outcome  TEXT NOT NULL CHECK (outcome IN ('answered', 'abandoned', 'under-way')),
        talk_ms  INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX call_of_number_number ON call_of_number (number, at);

      -- Read from config/callers.yaml at each start.
      CREATE TABLE caller_profile (
        number             TEXT PRIMARY KEY,
        name               TEXT,
        special_group      TEXT,
        contact_preference TEXT NOT NULL CHECK (contact_preference IN ('any', 'voice', 'text-only')),
        note               TEXT,
        tags               TEXT NOT NULL CHECK (json_valid(tags))
      ) STRICT;

      CREATE TABLE ticket (
        ticket_no       TEXT PRIMARY KEY,
        idempotency_key TEXT NOT NULL UNIQUE,
        day             TEXT NOT NULL,
        number_of_day   INTEGER NOT NULL,
        at              INTEGER NOT NULL,
        state           TEXT NOT NULL,
        kind            TEXT NOT NULL,
        title           TEXT NOT NULL,
        seat_id         TEXT NOT NULL,
        person          TEXT NOT NULL,
        caller_number   TEXT,
        call_id         TEXT,
        draft           TEXT NOT NULL CHECK (json_valid(draft)),
        UNIQUE (day, number_of_day)
      ) STRICT;
      CREATE INDEX ticket_caller ON ticket (caller_number, at) WHERE caller_number IS NOT NULL;
      CREATE INDEX ticket_call ON ticket (call_id) WHERE call_id IS NOT NULL;

      CREATE TABLE credential (
        person     TEXT PRIMARY KEY,
        hash       TEXT NOT NULL,
        changed_at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE sign_in_try (
        person       TEXT PRIMARY KEY,
        tries        INTEGER NOT NULL,
        locked_until INTEGER NOT NULL
      ) STRICT;

      -- Who is logged in now. Survives a restart of the bridge, so that seats stay.
      CREATE TABLE log_in (
        token_hash TEXT PRIMARY KEY,
        person     TEXT NOT NULL UNIQUE,
        seat_id    TEXT NOT NULL UNIQUE,
        issued_at  INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        a1_hash    TEXT NOT NULL
      ) STRICT;
    `,
  },
  { version: 2, run: sealLedger },
  {
    version: 3,
    sql: `
      -- Which recordings (录音) there are; the files are the PBX's.
      CREATE TABLE recording (
        path       TEXT PRIMARY KEY,
        call_id    TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        ended_at   INTEGER,
        length_ms  INTEGER,
        state      TEXT NOT NULL CHECK (state IN ('on', 'ended', 'missing')),
        -- Spans that were silenced: [{from, to}] in ms from the start.
        masked     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(masked))
      ) STRICT;
      CREATE INDEX recording_call ON recording (call_id);
      CREATE INDEX recording_ended ON recording (coalesce(ended_at, started_at)) WHERE state <> 'on';
      CREATE INDEX recording_on ON recording (state) WHERE state = 'on';
    `,
  },
  { version: 4, run: giveTicketsAHistory },
  {
    version: 5,
    sql: `
      -- 待推送: summaries that no emergency desk has answered yet. Gone when it has.
      CREATE TABLE summary_outbox (
        key       TEXT PRIMARY KEY,
        call_id   TEXT NOT NULL,
        target_id TEXT NOT NULL,
        url       TEXT NOT NULL,
        body      TEXT NOT NULL,
        since     INTEGER NOT NULL,
        attempts  INTEGER NOT NULL
      ) STRICT;
    `,
  },
  { version: 6, sql: titleIndex },
  { version: 7, run: indexTickets },
  {
    version: 8,
    sql: `
      -- The State Council's notices as they were imported; the newest of a year counts.
      CREATE TABLE holiday_year (
        no     INTEGER PRIMARY KEY,
        year   INTEGER NOT NULL,
        notice TEXT NOT NULL CHECK (json_valid(notice)),
        at     INTEGER NOT NULL,
        person TEXT NOT NULL
      ) STRICT;
    `,
  },
  { version: 9, run: addDraftTables },
  { version: 10, sql: sqliteLineTables },
  { version: 11, sql: sqliteLineSatisfaction },
  { version: 12, sql: callDetailTables },
  { version: 13, sql: qualityTables },
  { version: 14, sql: sqliteLineClosure },
  { version: 15, sql: placeColumns },
];
