/** Projection: each call with its number, seat and outcome. Duplicate and late facts change nothing twice. */
import type { Store } from './database.ts';
import type { Projection } from './projection.ts';

export function callsByNumber(store: Store): Projection {
  const arrive = store.prepare<[string, string, number, string]>(
    `INSERT INTO call_of_number (call_id, number, at, queue_id, seat_id, outcome, talk_ms)
     VALUES (?, ?, ?, ?, NULL, 'under-way', 0) ON CONFLICT (call_id) DO NOTHING`,
  );
  const answer = store.prepare<[string, string]>(
    "UPDATE call_of_number SET seat_id = ?, outcome = 'answered' WHERE call_id = ?",
  );
  const abandon = store.prepare<[string]>(
    "UPDATE call_of_number SET outcome = 'abandoned' WHERE call_id = ? AND outcome = 'under-way'",
  );
  const end = store.prepare<[number, string]>(
    'UPDATE call_of_number SET talk_ms = ? WHERE call_id = ?',
  );
  return {
    name: 'call_of_number',
    apply({ at, fact }) {
      // Only these four kinds say something about a caller; all others are none of this table's business.
      if (fact.kind === 'call-arrived') arrive.run(fact.callId, fact.number, at, fact.queueId);
      else if (fact.kind === 'call-answered') answer.run(fact.seatId, fact.callId);
      else if (fact.kind === 'call-abandoned') abandon.run(fact.callId);
      else if (fact.kind === 'call-ended') end.run(fact.talkMs, fact.callId);
    },
  };
}

/** The number of a call that this seat talked in; null: withheld, unknown, or another seat's. */
export function numberOfCall(store: Store): (callId: string, seatId: string) => string | null {
  const find = store
    .prepare<[string, string], string>(
      "SELECT number FROM call_of_number WHERE call_id = ? AND seat_id = ? AND number <> ''",
    )
    .pluck();
  return (callId, seatId) => find.get(callId, seatId) ?? null;
}
