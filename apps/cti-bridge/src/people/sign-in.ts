/** Name and password → a person of the configuration, or the refusal that the seat shows. */
import type { LogInRefusal } from '@hotline/domain/protocol';
import { err, ok, type Result } from '@hotline/domain/result';
import type { Person } from '../ports.ts';
import { verifyPassword } from './password.ts';
import {
  beginTry,
  forgetTries,
  triesInMemory,
  type TryRules,
  type TryStore,
} from './try-counter.ts';

/** argon2id takes 19 MiB and a core each; more at once would starve the calls. */
const AT_ONCE = 64;

export type SignInOptions = {
  readonly personOf: (person: string) => Person | null;
  /** PHC string, or null when no password is set. */
  readonly hashOf: (person: string) => string | null;
  readonly tries: TryStore;
  readonly rules: TryRules;
  /** ms */
  readonly now: () => number;
};

export type SignIn = (person: string, password: string) => Promise<Result<Person, LogInRefusal>>;

export function createSignIn({ personOf, hashOf, tries, rules, now }: SignInOptions): SignIn {
  const nobodys = triesInMemory();
  let atOnce = 0;
  return async (name, password) => {
    const known = personOf(name);
    const counter = known === null ? nobodys : tries;
    if (atOnce >= AT_ONCE) return err({ code: 'too-many', retryAfterMs: 1000 });
    const start = beginTry(counter, name, rules, now());
    if (start.kind === 'locked') return err({ code: 'locked', retryAfterMs: start.retryAfterMs });

    atOnce += 1;
    const right = await verifyPassword(known === null ? null : hashOf(name), password).finally(
      () => (atOnce -= 1),
    );
    if (known !== null && right) {
      forgetTries(counter, name);
      return ok(known);
    }
    return start.triesLeft === 0
      ? err({ code: 'locked', retryAfterMs: rules.lockSeconds * 1000 })
      : err({ code: 'wrong-password', triesLeft: start.triesLeft });
  };
}
