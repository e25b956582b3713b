/** Summaries on their way to emergency desks (待推送): kept until the other side has answered, over a death of the bridge. */
import type { Store } from './database.ts';

export type OutboxSummary = {
  /** Idempotency key: the other side takes a summary once, however often it is sent. */
  readonly key: string;
  readonly callId: string;
  readonly targetId: string;
  readonly url: string;
  /** The request's body, byte for byte: the signature is over it. */
  readonly body: string;
  /** ms since 1970. */
  readonly since: number;
  readonly attempts: number;
};

export type SummaryOutbox = {
  /** Oldest first. */
  all(): OutboxSummary[];
  /** On the disk when it returns. The same key changes nothing. */
  put(summary: OutboxSummary): void;
  attempted(key: string, attempts: number): void;
  remove(key: string): void;
};

export function openSummaryOutbox(store: Store): SummaryOutbox {
  const all = store.prepare<[], OutboxSummary>(
    `SELECT key, call_id AS callId, target_id AS targetId, url, body, since, attempts
     FROM summary_outbox ORDER BY since, key`,
  );
  const put = store.prepare<[OutboxSummary]>(
    `INSERT OR IGNORE INTO summary_outbox (key, call_id, target_id, url, body, since, attempts)
     VALUES (@key, @callId, @targetId, @url, @body, @since, @attempts)`,
  );
  const attempted = store.prepare<[number, string]>(
    'UPDATE summary_outbox SET attempts = ? WHERE key = ?',
  );
  const remove = store.prepare<[string]>('DELETE FROM summary_outbox WHERE key = ?');
  return {
    all: () => all.all(),
    put: (summary) => void put.run(summary),
    attempted: (key, attempts) => void attempted.run(attempts, key),
    remove: (key) => void remove.run(key),
  };
}
