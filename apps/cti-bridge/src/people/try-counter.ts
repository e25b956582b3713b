/**
 * Failed tries and the lock after too many (GB/T 22239-2019, 8.1.4.1: 登录失败处理). A try is counted, and the last one
 * locks, before the password is looked at: many guesses at once do not all slip in before the first is found wrong, and
 * a bridge that dies in between leaves nobody locked for ever. Names that are nobody's count and lock just the same, in
 * memory: from outside they cannot be told from people.
 */
import type { Tries } from '../store/credentials.ts';

export type TryRules = { readonly tries: number; readonly lockSeconds: number };

export type TryStore = {
  triesOf(person: string): Tries;
  setTries(person: string, tries: Tries): void;
};

export type TryStart =
  /** With `triesLeft` 0 the person is locked unless this try succeeds. */
  | { readonly kind: 'go'; readonly triesLeft: number }
  | { readonly kind: 'locked'; readonly retryAfterMs: number };

const none: Tries = { tries: 0, lockedUntil: 0 };

/** `now` in ms. A try that succeeds calls `forgetTries`. */
export function beginTry(store: TryStore, person: string, rules: TryRules, now: number): TryStart {
  const { tries, lockedUntil } = store.triesOf(person);
  if (lockedUntil > now) return { kind: 'locked', retryAfterMs: lockedUntil - now };
  // A lock that is over starts the count anew.
  const count = lockedUntil > 0 ? 1 : tries + 1;
  const triesLeft = Math.max(0, rules.tries - count);
  store.setTries(person, {
    tries: count,
    lockedUntil: triesLeft === 0 ? now + rules.lockSeconds * 1000 : 0,
  });
  return { kind: 'go', triesLeft };
}

export function forgetTries(store: TryStore, person: string): void {
  store.setTries(person, none);
}

/** For names that are nobody's: the newest `capacity` of them. */
export function triesInMemory(capacity = 10_000): TryStore {
  const kept = new Map<string, Tries>();
  return {
    triesOf: (person) => kept.get(person) ?? none,
    setTries(person, tries) {
      kept.delete(person);
      kept.set(person, tries);
      const oldest = kept.keys().next();
      if (kept.size > capacity && !oldest.done) kept.delete(oldest.value);
    },
  };
}
