/**
 * Who is logged in: one log-in a person and a seat, each with its token and its SIP credential, in memory for the
 * directory's quick answer and in the store for a restart.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Person } from '../ports.ts';
import type { LogInStore } from '../store/log-ins.ts';

export type LogIn = Person & {
  readonly tokenHash: string;
  /** MD5(user:realm:password) in hex, RFC 2617 §3.2.2.2; mod_xml_curl's `a1-hash`. '' without a telephone. */
  readonly a1Hash: string;
};
/** Of a person: hall screens are nobody, and no route but their own knows them. */
export type PersonLogIn = Exclude<LogIn, { readonly role: 'hall' }>;
export type SeatLogIn = Extract<LogIn, { readonly seatId: string }>;

type Grant = {
  readonly logIn: LogIn;
  /** Told once, to the seat; only its hash is kept. */
  readonly token: string;
  readonly sipPassword: string;
  readonly expiresAt: number;
  /** Log-ins that this one took the place of: the person's or the seat's earlier one. */
  readonly replaced: readonly LogIn[];
};

export type LogInRegistry = {
  begin(person: Person, now: number): Grant;
  byToken(token: string, now: number): LogIn | null;
  bySeat(seatId: string, now: number): SeatLogIn | null;
  /** The seat is connected, or the person without one is at work: the log-in goes on. */
  touch(logIn: LogIn, now: number): void;
  /** False when it had ended already. */
  end(logIn: LogIn): boolean;
  /** Those whose time is over. */
  expired(now: number): LogIn[];
  all(): LogIn[];
};

export type LogInRegistryOptions = {
  readonly store: LogInStore;
  /** SIP realm. */
  readonly domain: string;
  readonly lifetimeMs: number;
  /** Null when the configuration no longer has them: their log-in ends. */
  readonly personOf: (person: string) => Person | null;
};

/** What one log-in at a time is for, besides its person: a seat. Ids of people begin with a letter, seats with a digit. */
const placeOf = ({ seatId, person }: Person): string => seatId ?? person;

/** Writing an expiry for each seat at each beat would be a commit each; this coarse is fine. */
const WRITE_EVERY_MS = 60_000;

export function createLogInRegistry(options: LogInRegistryOptions): LogInRegistry {
  const { store, domain, lifetimeMs } = options;
  const byPlace = new Map<string, LogIn>();
  const byTokenHash = new Map<string, LogIn>();
  const expiry = new Map<string, { at: number; written: number }>();

  function keep(logIn: LogIn, expiresAt: number): void {
    byPlace.set(placeOf(logIn), logIn);
    byTokenHash.set(logIn.tokenHash, logIn);
    expiry.set(logIn.tokenHash, { at: expiresAt, written: expiresAt });
  }

  function drop(logIn: LogIn): boolean {
    if (!byTokenHash.delete(logIn.tokenHash)) return false;
    expiry.delete(logIn.tokenHash);
    if (byPlace.get(placeOf(logIn)) === logIn) byPlace.delete(placeOf(logIn));
    return true;
  }

  const alive = (logIn: LogIn | undefined, now: number): LogIn | null =>
    logIn !== undefined && (expiry.get(logIn.tokenHash)?.at ?? 0) > now ? logIn : null;

  for (const { tokenHash, a1Hash, person, seatId, expiresAt } of store.all()) {
    const known = options.personOf(person);
    if (known !== null && placeOf(known) === seatId)
      keep({ ...known, tokenHash, a1Hash }, expiresAt);
    else store.remove(tokenHash);
  }

  return {
    begin(person, now) {
      const replaced = [...byTokenHash.values()].filter(
        (other) => other.person === person.person || placeOf(other) === placeOf(person),
      );
      const token = randomBytes(32).toString('base64url');
      const sipPassword = randomBytes(24).toString('base64url');
      const logIn: LogIn = {
        ...person,
        tokenHash: hashToken(token),
        a1Hash:
          person.seatId === null
            ? ''
            : createHash('md5').update(`${person.seatId}:${domain}:${sipPassword}`).digest('hex'),
      };
      const expiresAt = now + lifetimeMs;
      store.put({
        tokenHash: logIn.tokenHash,
        person: person.person,
        seatId: placeOf(person),
        issuedAt: now,
        expiresAt,
        a1Hash: logIn.a1Hash,
      });
      for (const other of replaced) drop(other);
      keep(logIn, expiresAt);
      return { logIn, token, sipPassword, expiresAt, replaced };
    },
    byToken: (token, now) => alive(byTokenHash.get(hashToken(token)), now),
    bySeat(seatId, now) {
      const logIn = alive(byPlace.get(seatId), now);
      return logIn === null || logIn.seatId === null ? null : logIn;
    },
    touch(logIn, now) {
      const until = expiry.get(logIn.tokenHash);
      if (until === undefined) return;
      until.at = now + lifetimeMs;
      if (until.at - until.written < WRITE_EVERY_MS) return;
      until.written = until.at;
      store.extend(logIn.tokenHash, until.at);
    },
    end(logIn) {
      if (!drop(logIn)) return false;
      store.remove(logIn.tokenHash);
      return true;
    },
    expired: (now) => [...byTokenHash.values()].filter((logIn) => alive(logIn, now) === null),
    all: () => [...byTokenHash.values()],
  };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
