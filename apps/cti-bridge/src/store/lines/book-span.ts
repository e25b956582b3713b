import { rows, firstRow, type Script } from '../tickets/sql-script.ts';

/** A seat does something else from now on; a late one takes its place between its neighbours. */
export function* bookSpan(seatId: string, at: number, activity: string): Script<void> {
  const next = yield* firstRow<{ at: number }>(
    'SELECT at FROM seat_span WHERE seat_id = ? AND at > ? ORDER BY at LIMIT 1',
    seatId,
    at,
  );
  // The one before ends here, unless it had ended earlier: the bridge was down then.
  yield* rows(
    `UPDATE seat_span SET until = ? WHERE seat_id = ? AND (until IS NULL OR until > ?)
       AND at = (SELECT MAX(before.at) FROM seat_span AS before WHERE before.seat_id = ? AND before.at < ?)`,
    at,
    seatId,
    at,
    seatId,
    at,
  );
  yield* rows(
    `INSERT INTO seat_span (seat_id, at, until, activity) VALUES (?, ?, ?, ?)
     ON CONFLICT (seat_id, at) DO UPDATE SET activity = excluded.activity`,
    seatId,
    at,
    next?.at ?? null,
    activity,
  );
}

/** The bridge stopped at `at` and with it all but conversations, which the PBX carried on. */
export function* interruptSpans(at: number): Script<void> {
  yield* rows(
    `UPDATE seat_span SET until = CASE WHEN at > ? THEN at ELSE ? END
     WHERE until IS NULL AND activity <> 'talking'`,
    at,
    at,
  );
}
