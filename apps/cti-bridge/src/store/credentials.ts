/** Password hashes and failed tries, by person. */
import type { Store } from './database.ts';

export type Tries = { readonly tries: number; readonly lockedUntil: number };

export type CredentialStore = {
  /** argon2id in PHC string form, or null when nobody has set a password. */
  hashOf(person: string): string | null;
  /** `now` in ms. Ends a lock and forgets failed tries. */
  setHash(person: string, hash: string, now: number): void;
  triesOf(person: string): Tries;
  setTries(person: string, tries: Tries): void;
};

export function openCredentials(store: Store): CredentialStore {
  const hash = store
    .prepare<[string], string>('SELECT hash FROM credential WHERE person = ?')
    .pluck();
  const put = store.prepare<[string, string, number]>(
    `INSERT INTO credential (person, hash, changed_at) VALUES (?, ?, ?)
     ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at`,
  );
  const tries = store.prepare<[string], { tries: number; locked_until: number }>(
    'SELECT tries, locked_until FROM sign_in_try WHERE person = ?',
  );
  const putTries = store.prepare<[string, number, number]>(
    `INSERT INTO sign_in_try (person, tries, locked_until) VALUES (?, ?, ?)
     ON CONFLICT (person) DO UPDATE SET tries = excluded.tries, locked_until = excluded.locked_until`,
  );
  const forget = store.prepare<[string]>('DELETE FROM sign_in_try WHERE person = ?');
  const setHash = store.transaction((person: string, value: string, now: number) => {
    put.run(person, value, now);
    forget.run(person);
  });
  return {
    hashOf: (person) => hash.get(person) ?? null,
    setHash: (person, value, now) => setHash.immediate(person, value, now),
    triesOf(person) {
      const row = tries.get(person);
      return { tries: row?.tries ?? 0, lockedUntil: row?.locked_until ?? 0 };
    },
    setTries(person, { tries: count, lockedUntil }) {
      if (count === 0 && lockedUntil === 0) forget.run(person);
      else putTries.run(person, count, lockedUntil);
    },
  };
}
