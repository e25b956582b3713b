/**
 * Who is logged in, kept so that a restarted bridge lets its seats stay. Of the token only a hash is kept. `a1Hash` is
 * what SIP digest needs (RFC 2617 §3.2.2.2: MD5 of user:realm:password) and equals the password for that realm; it
 * stands here unencrypted because its password is random, lives no longer than the log-in, and opens nothing but that
 * seat's registration; a key to encrypt it would have to lie in the same folder.
 */
import type { Store } from './database.ts';

type LogInRow = {
  readonly tokenHash: string;
  readonly person: string;
  readonly seatId: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly a1Hash: string;
};

export type LogInStore = {
  all(): LogInRow[];
  /** Replaces whoever had this person or this seat. */
  put(row: LogInRow): void;
  extend(tokenHash: string, expiresAt: number): void;
  remove(tokenHash: string): void;
};

export function openLogIns(store: Store): LogInStore {
  const all = store.prepare<[], LogInRow>(
    `SELECT token_hash AS tokenHash, person, seat_id AS seatId, issued_at AS issuedAt,
            expires_at AS expiresAt, a1_hash AS a1Hash FROM log_in ORDER BY issued_at`,
  );
  const put = store.prepare<[LogInRow]>(
    `INSERT OR REPLACE INTO log_in (token_hash, person, seat_id, issued_at, expires_at, a1_hash)
     VALUES (@tokenHash, @person, @seatId, @issuedAt, @expiresAt, @a1Hash)`,
  );
  const extend = store.prepare<[number, string]>(
    'UPDATE log_in SET expires_at = ? WHERE token_hash = ?',
  );
  const remove = store.prepare<[string]>('DELETE FROM log_in WHERE token_hash = ?');
  return {
    all: () => all.all(),
    put: (row) => void put.run(row),
    extend: (tokenHash, expiresAt) => void extend.run(expiresAt, tokenHash),
    remove: (tokenHash) => void remove.run(tokenHash),
  };
}
