/**
 * The ledger (话务台账) on SQLite: append-only, in order, many facts to a commit.
 *
 *   append ─► queue ──(some ms)──► one transaction: facts + projections ─► promises resolve
 *                │                              │ fails (disk full, locked)
 *                └──────── kept, in order ◄─────┘ healthy = false, again after RETRY_AFTER_MS
 *
 * A fact is never dropped because the store would not take it just now: it stays at the head of the queue. Its promise
 * rejects once it has waited GIVE_WORD_AFTER_MS, which says "not durable yet", so that nobody waits for ever.
 */
import { ledgerFact, type LedgerEntry, type LedgerFact } from '@hotline/domain/ledger';
import type { LedgerPort, SealedLedgerPort } from '../ports.ts';
import type { Store } from './database.ts';
import { catchUp, openProgress, type Projection } from './projection.ts';
import { columnsOf, FIRST_SEAL, sealOf } from './seal.ts';
import { sealAt } from './verify.ts';

const COMMIT_AFTER_MS = 3;
/** On a slow disk commits are spaced so that they take a fifth of the process's time at most, up to this. */
const COMMIT_AFTER_MS_MAX = 50;
const RETRY_AFTER_MS = 500;
const GIVE_WORD_AFTER_MS = 5000;
/** A day of a busy centre; beyond it the memory is worth more than the facts. */
const MAX_QUEUED = 500_000;
const PAGE = 1000;

class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}

export type LedgerObserver = {
  committed(facts: number, tookMs: number): void;
  failed(cause: unknown, queued: number): void;
};

export type Ledger = LedgerPort &
  SealedLedgerPort & {
    /** A call's facts in order, those not yet durable included. */
    entriesOf(callId: string): readonly LedgerEntry[];
    /** False from the first commit that failed until one has worked. */
    readonly healthy: boolean;
    /** Writes what is queued. @throws when the store does not take it: those facts are lost with the process. */
    close(): void;
  };

type Waiting = {
  readonly at: number;
  readonly fact: LedgerFact;
  readonly since: number;
  readonly resolve: (entry: LedgerEntry) => void;
  readonly reject: (cause: LedgerUnavailable) => void;
};

export function openLedger(
  store: Store,
  projections: readonly Projection[],
  observer: LedgerObserver,
): Ledger {
  const insert = store.prepare<
    [number, number, string, string | null, string | null, string, string]
  >(
    'INSERT INTO call_event (seq, at, kind, call_id, seat_id, fact, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const factsOfCall = store.prepare<[string], { seq: number; at: number; fact: string }>(
    'SELECT seq, at, fact FROM call_event WHERE call_id = ? ORDER BY seq',
  );
  const sealsOfCall = store.prepare<
    [string],
    { seq: number; at: number; fact: string; hash: string; previous: string | null }
  >(
    `SELECT this.seq, this.at, this.fact, this.hash, before.hash AS previous
     FROM call_event AS this LEFT JOIN call_event AS before ON before.seq = this.seq - 1
     WHERE this.call_id = ? ORDER BY this.seq`,
  );
  const page = store.prepare<[number, number], { seq: number; at: number; fact: string }>(
    'SELECT seq, at, fact FROM call_event WHERE seq >= ? ORDER BY seq LIMIT ?',
  );
  const firstAt = store
    .prepare<[number], number | null>('SELECT MIN(seq) FROM call_event WHERE at >= ?')
    .pluck();
  const progress = openProgress(store);

  let last = store.prepare<[], number | null>('SELECT MAX(seq) FROM call_event').pluck().get() ?? 0;
  let lastSeal = last === 0 ? FIRST_SEAL : (sealAt(store, last) ?? FIRST_SEAL);
  let queue: Waiting[] = [];
  let timer: NodeJS.Timeout | null = null;
  let healthy = true;
  let commitAfterMs = COMMIT_AFTER_MS;

  function* entries(fromSeq = 1): Generator<LedgerEntry> {
    commit();
    // Page by page: a statement that is being iterated would lock the connection against the next commit.
    for (let from = fromSeq; ;) {
      const rows = page.all(from, PAGE);
      for (const { seq, at, fact } of rows) {
        yield { seq, at, fact: ledgerFact.parse(JSON.parse(fact)) };
        from = seq + 1;
      }
      if (rows.length < PAGE) return;
    }
  }
  catchUp(store, projections, entries);

  /** @returns the seal of the last fact written. */
  const write = store.transaction((batch: readonly LedgerEntry[]): string => {
    let seal = lastSeal;
    for (const entry of batch) {
      const { seq, at, fact } = entry;
      const text = JSON.stringify(fact);
      const { kind, callId, seatId } = columnsOf(fact);
      seal = sealOf(seal, seq, at, text);
      insert.run(seq, at, kind, callId, seatId, text, seal);
      for (const projection of projections) projection.apply(entry);
    }
    const reached = batch.at(-1)?.seq;
    if (reached !== undefined) for (const each of projections) progress.reached(each, reached);
    return seal;
  });

  /** @returns whether nothing is queued any more. */
  function commit(): boolean {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (queue.length === 0) return true;
    const batch = queue;
    const written = batch.map(({ at, fact }, index) => ({ seq: last + 1 + index, at, fact }));
    const started = performance.now();
    try {
      lastSeal = write.immediate(written);
    } catch (cause) {
      healthy = false;
      observer.failed(cause, queue.length);
      const now = performance.now();
      for (const { since, reject } of queue) {
        // A promise rejects once; the fact stays queued.
        if (now - since > GIVE_WORD_AFTER_MS) reject(new LedgerUnavailable(String(cause)));
      }
      timer = setTimeout(commit, RETRY_AFTER_MS);
      return false;
    }
    queue = [];
    last += written.length;
    healthy = true;
    const tookMs = performance.now() - started;
    commitAfterMs = Math.min(COMMIT_AFTER_MS_MAX, Math.max(COMMIT_AFTER_MS, 4 * tookMs));
    observer.committed(written.length, tookMs);
    for (const [index, entry] of written.entries()) batch[index]?.resolve(entry);
    return true;
  }

  return {
    get healthy() {
      return healthy;
    },
    append(at, fact) {
      return new Promise((resolve, reject) => {
        if (queue.length >= MAX_QUEUED) {
          reject(new LedgerUnavailable(`${queue.length} facts wait for the store already`));
          return;
        }
        queue.push({ at, fact, since: performance.now(), resolve, reject });
        timer ??= setTimeout(commit, commitAfterMs);
      });
    },
    entries,
    seqAt(at) {
      commit();
      return firstAt.get(at) ?? last + 1;
    },
    entriesOf(callId) {
      commit();
      return factsOfCall.all(callId).map(({ seq, at, fact }) => ({
        seq,
        at,
        fact: ledgerFact.parse(JSON.parse(fact)),
      }));
    },
    sealedOf(callId) {
      commit();
      return sealsOfCall.all(callId).map(({ seq, at, fact, hash, previous }) => ({
        seq,
        at,
        fact: JSON.parse(fact) as Record<string, unknown>,
        hash,
        previous: previous ?? FIRST_SEAL,
      }));
    },
    close() {
      const done = commit();
      if (timer !== null) clearTimeout(timer);
      if (!done) throw new LedgerUnavailable(`${queue.length} facts could not be written`);
    },
  };
}
