/**
 * Projection (话单): each call with its number and queue, and the seats that were in charge of it with who sat there: what
 * recordings are searched by and checks are drawn from. Duplicate and late facts change nothing twice.
 */
import type { Store } from './database.ts';
import type { Projection } from './projection.ts';

/** Goes into the store's steps. */
export const callDetailTables = `
  -- 话单: a fold of the ledger.
  CREATE TABLE call_detail (
    call_id     TEXT PRIMARY KEY,
    direction   TEXT NOT NULL CHECK (direction IN ('in', 'out')),
    number      TEXT NOT NULL,
    queue_id    TEXT NOT NULL,
    at          INTEGER NOT NULL,
    -- null: it is under way, or its end was never told.
    ended_at    INTEGER,
    talk_ms     INTEGER NOT NULL DEFAULT 0,
    transferred INTEGER NOT NULL DEFAULT 0,
    emergency   INTEGER NOT NULL DEFAULT 0,
    -- 满意度, 5 to 1; null: not asked, or not answered.
    score       INTEGER
  ) STRICT;
  CREATE INDEX call_detail_number ON call_detail (number, at);
  CREATE INDEX call_detail_ended ON call_detail (ended_at) WHERE ended_at IS NOT NULL;
  CREATE TABLE call_detail_seat (
    call_id TEXT NOT NULL,
    seat_id TEXT NOT NULL,
    -- '': nobody was known to be signed in there.
    person  TEXT NOT NULL,
    at      INTEGER NOT NULL,
    PRIMARY KEY (call_id, seat_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX call_detail_seat_seat ON call_detail_seat (seat_id, at);
  -- Who signed in there last.
  CREATE TABLE seat_person (seat_id TEXT PRIMARY KEY, person TEXT NOT NULL) STRICT;
  CREATE INDEX recording_started ON recording (started_at);
`;

export function callDetails(store: Store): Projection {
  const begin = store.prepare<[string, string, string, string, number]>(
    `INSERT INTO call_detail (call_id, direction, number, queue_id, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (call_id) DO NOTHING`,
  );
  const take = store.prepare<[string, string, number, string]>(
    `INSERT INTO call_detail_seat (call_id, seat_id, person, at)
     SELECT ?, ?, coalesce(max(person), ''), ? FROM seat_person WHERE seat_id = ?
     ON CONFLICT (call_id, seat_id) DO NOTHING`,
  );
  const note = {
    transferred: store.prepare<[string]>(
      'UPDATE call_detail SET transferred = 1 WHERE call_id = ?',
    ),
    emergency: store.prepare<[string]>('UPDATE call_detail SET emergency = 1 WHERE call_id = ?'),
  };
  const end = store.prepare<[number, number, string]>(
    'UPDATE call_detail SET ended_at = ?, talk_ms = ? WHERE call_id = ?',
  );
  const rate = store.prepare<[number, string]>(
    'UPDATE call_detail SET score = ? WHERE call_id = ?',
  );
  const sit = store.prepare<[string, string]>(
    `INSERT INTO seat_person (seat_id, person) VALUES (?, ?)
     ON CONFLICT (seat_id) DO UPDATE SET person = excluded.person`,
  );
  const inCharge = (callId: string, seatId: string, at: number): void => {
    take.run(callId, seatId, at, seatId);
  };
  return {
    name: 'call_detail',
    apply({ at, fact }) {
      switch (fact.kind) {
        case 'seat-signed-in':
          sit.run(fact.seatId, fact.person);
          return;
        case 'call-arrived':
          begin.run(fact.callId, 'in', fact.number, fact.queueId, at);
          return;
        case 'call-dialled':
          begin.run(fact.callId, 'out', fact.number, fact.queueId, at);
          inCharge(fact.callId, fact.seatId, at);
          return;
        case 'call-answered':
        case 'call-connected':
          inCharge(fact.callId, fact.seatId, at);
          return;
        case 'call-transferred':
          note.transferred.run(fact.callId);
          inCharge(fact.callId, fact.to, at);
          return;
        case 'call-handed-over':
        case 'call-sent-to-queue':
          note.transferred.run(fact.callId);
          return;
        case 'emergency-step':
          note.emergency.run(fact.callId);
          return;
        case 'call-ended':
          end.run(at, fact.talkMs, fact.callId);
          return;
        case 'survey-answered':
        case 'survey-ended':
          if (fact.score !== null) rate.run(fact.score, fact.callId);
          return;
        default:
          // Waiting, devices, tickets: nothing that a call is found by.
          return;
      }
    },
  };
}
