/**
 * Keeps the call lines up with the ledger, in SQLite or PostgreSQL: some facts at a time, each batch in one transaction
 * with how far it has come. After a crash it goes on from there; reading a fact twice changes nothing.
 */
import type { LedgerEntry } from '@hotline/domain/ledger';
import { isOfLine, lineOf } from '@hotline/domain/metrics';
import { firstRow, rows, type Script, type SqlRunner } from '../tickets/sql-script.ts';
import { bookLine } from './book-line.ts';
import { bookSpan, interruptSpans } from './book-span.ts';

/** Some 10 ms of a processor: nothing else runs meanwhile where the tables are in SQLite. */
const BATCH = 200;

export type LedgerReader = {
  entries(fromSeq: number): Iterable<LedgerEntry>;
  entriesOf(callId: string): readonly LedgerEntry[];
};

/** @returns how many facts were read: fewer than there may be at once, 0 when nothing is new. */
export async function followLedger(ledger: LedgerReader, runner: SqlRunner): Promise<number> {
  const reached = await runner.read(() => progress());
  const batch: LedgerEntry[] = [];
  for (const entry of ledger.entries(reached.seq + 1)) {
    batch.push(entry);
    if (batch.length === BATCH) break;
  }
  if (batch.length > 0) await runner.write(() => bookBatch(ledger, batch, reached));
  return batch.length;
}

type Progress = {
  readonly seq: number;
  readonly lastAt: number;
  readonly hole: number | null;
};

export function* progress(): Script<Progress> {
  const row = yield* firstRow<{ seq: number; last_at: number; hole: number | null }>(
    'SELECT seq, last_at, hole FROM line_progress',
  );
  return { seq: row?.seq ?? 0, lastAt: row?.last_at ?? 0, hole: row?.hole ?? null };
}

function* bookBatch(
  ledger: LedgerReader,
  batch: readonly LedgerEntry[],
  reached: Progress,
): Script<void> {
  const touched = new Set<string>();
  let { seq, lastAt, hole } = reached;
  for (const entry of batch) {
    const { at, fact } = entry;
    if (entry.seq !== seq + 1) hole ??= seq + 1;
    if (fact.kind === 'bridge-started') yield* interruptSpans(lastAt);
    else if (fact.kind === 'seat-activity') yield* bookSpan(fact.seatId, at, fact.activity);
    else if (isOfLine(fact) && 'callId' in fact && fact.callId !== null) touched.add(fact.callId);
    seq = entry.seq;
    lastAt = Math.max(lastAt, at);
  }
  for (const callId of touched) {
    const line = lineOf(ledger.entriesOf(callId));
    if (line !== null) yield* bookLine(line);
  }
  yield* rows('UPDATE line_progress SET seq = ?, last_at = ?, hole = ?', seq, lastAt, hole);
}
