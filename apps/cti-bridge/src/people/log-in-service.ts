/** Beginning and ending of a log-in, with everything that hangs on it: desk, connection, SIP registration. */
import type { LogInAnswer, LogInRefusal } from '@hotline/domain/protocol';
import { ok, type Result } from '@hotline/domain/result';
import type { Logger } from '../observe/log.ts';
import type { DeskPort } from '../ports.ts';
import type { LogIn, LogInRegistry } from './log-in-registry.ts';
import type { SignIn } from './sign-in.ts';

export type LogInServiceOptions = {
  readonly signIn: SignIn;
  readonly logIns: LogInRegistry;
  readonly desk: Pick<DeskPort, 'signIn' | 'signOut' | 'snapshot'>;
  /** Ends the seat's connection. */
  readonly leave: (seatId: string, code: 'superseded' | 'signed-out') => void;
  /** The PBX forgets where the seat is registered; its password is no longer good, but the registration would stay. */
  readonly flushRegistration: (seatId: string) => Promise<void>;
  readonly domain: string;
  readonly seatServer: string;
  readonly now: () => number;
  readonly log: Logger;
};

export type LogInService = {
  /** @returns what the seat needs to register and to connect, or why not. */
  begin(person: string, password: string): Promise<Result<LogInAnswer, LogInRefusal>>;
  /**
   * The person asked. During a call the desk signs the seat out after it; `signedOut` follows then. Resolves when the PBX
   * takes the old password no more, or cannot be asked.
   */
  ask(logIn: LogIn): Promise<void>;
  /** The desk has signed the seat out. */
  signedOut(seatId: string): void;
  /** Ends log-ins whose time is over. */
  sweep(): void;
};

export function createLogInService(options: LogInServiceOptions): LogInService {
  const { logIns, desk, now, log } = options;
  /** Seat that is being handed from one person to another this moment. */
  let superseding: string | null = null;

  /** null: it was over. Else resolves when the PBX has forgotten the seat. */
  function end(logIn: LogIn): Promise<void> | null {
    if (!logIns.end(logIn)) return null;
    const { seatId, person } = logIn;
    log.info({ person, seatId }, 'logged out');
    if (seatId === null) return Promise.resolve();
    options.leave(seatId, 'signed-out');
    return options.flushRegistration(seatId);
  }

  return {
    async begin(name, password) {
      const person = await options.signIn(name, password);
      if (!person.ok) return person;
      const { logIn, token, sipPassword, expiresAt, replaced } = logIns.begin(person.value, now());
      for (const other of replaced) {
        if (other.seatId === null) continue;
        options.leave(other.seatId, 'superseded');
        if (other.seatId !== logIn.seatId) void options.flushRegistration(other.seatId);
        // The same person at the same seat, a program started anew: the seat and its call stay theirs.
        const same = other.seatId === logIn.seatId && other.person === logIn.person;
        if (same) continue;
        superseding = other.seatId;
        desk.signOut(other.seatId, 'superseded');
        superseding = null;
      }
      const granted = { token, expiresAt, personName: logIn.name };
      log.info({ person: logIn.person, seatId: logIn.seatId }, 'logged in');
      if (person.value.role === 'hall' || logIn.role === 'hall')
        return ok({ ...granted, role: 'hall' });
      if (person.value.role === 'office' || logIn.role === 'office')
        return ok({ ...granted, role: 'office' });
      // Also after a log-out: a question of the PBX may have been on its way then, and its answer, with the old password,
      // is remembered. Done before the seat is told the new one: it must not take the new registration away.
      await options.flushRegistration(logIn.seatId);
      desk.signIn(person.value);
      return ok({
        ...granted,
        seatId: logIn.seatId,
        role: logIn.role,
        sip: {
          uri: `sip:${logIn.seatId}@${options.domain}`,
          password: sipPassword,
          server: options.seatServer,
          domain: options.domain,
        },
      });
    },
    async ask(logIn) {
      if (logIn.seatId !== null) {
        desk.signOut(logIn.seatId, 'asked');
        if (desk.snapshot(logIn.seatId).seat.activity.kind !== 'signed-out') return;
      }
      await end(logIn);
    },
    signedOut(seatId) {
      // Signed out for the person who takes the seat over: the log-in there is the new one.
      if (superseding === seatId) return;
      const logIn = logIns.bySeat(seatId, now());
      // Behind the answer to the command that asked for it.
      if (logIn !== null) setImmediate(() => void end(logIn));
    },
    sweep() {
      for (const logIn of logIns.expired(now())) {
        if (end(logIn) !== null && logIn.seatId !== null) desk.signOut(logIn.seatId, 'expired');
      }
    },
  };
}
