/** Whether the ledger's chain holds, fact by fact. */
import type { Store } from './database.ts';
import { columnsOf, FIRST_SEAL, sealOf } from './seal.ts';

type Row = {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly call_id: string | null;
  readonly seat_id: string | null;
  readonly fact: string;
  readonly hash: string;
};

const PAGE = 1000;

export type Verified = {
  /** `seq` of the first fact that is not as it was written, or is not there; null: the chain holds. */
  readonly brokenAt: number | null;
  readonly checked: number;
  /** The last fact checked, to be kept elsewhere; null when there was none. */
  readonly last: { readonly seq: number; readonly hash: string } | null;
};

/**
 * Checks the facts from `from` to `to`, both included; without `to`, to the end. With a later `from` the seal before it
 * is taken as right. A ledger whose end was cut off holds: `to` of an earlier check finds that.
 */
export function verifyLedger(store: Store, from = 1, to?: number): Verified {
  const page = store.prepare<[number, number], Row>(
    `SELECT seq, at, kind, call_id, seat_id, fact, hash FROM call_event
     WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ${PAGE}`,
  );
  const end =
    to ?? store.prepare<[], number | null>('SELECT MAX(seq) FROM call_event').pluck().get() ?? 0;
  let previous = from <= 1 ? FIRST_SEAL : sealAt(store, from - 1);
  let checked = 0;
  let last: Verified['last'] = null;
  if (previous === null) return { brokenAt: from - 1, checked, last };
  for (let next = Math.max(1, from); next <= end;) {
    const rows = page.all(next, end);
    if (rows.length === 0) return { brokenAt: next, checked, last };
    for (const row of rows) {
      if (row.seq !== next || !holds(row, previous)) return { brokenAt: next, checked, last };
      previous = row.hash;
      last = { seq: row.seq, hash: row.hash };
      checked += 1;
      next += 1;
    }
  }
  return { brokenAt: null, checked, last };
}

export function sealAt(store: Store, seq: number): string | null {
  return (
    store.prepare<[number], string>('SELECT hash FROM call_event WHERE seq = ?').pluck().get(seq) ??
    null
  );
}

function holds(row: Row, previous: string): boolean {
  if (row.hash !== sealOf(previous, row.seq, row.at, row.fact)) return false;
  // Not sealed themselves: moved to another call, a fact would be missing from the sealed time-line of its own.
  const said = columnsOf(JSON.parse(row.fact) as object);
  return said.kind === row.kind && said.callId === row.call_id && said.seatId === row.seat_id;
}
