import { ok } from '@hotline/domain/result';
import pino from 'pino';
import { expect, test, vi } from 'vitest';
import type { SignedInPerson } from '../ports.ts';
import type { LogIn } from './log-in-registry.ts';
import { createLogInService, type LogInServiceOptions } from './log-in-service.ts';

const person = { person: 'first', name: '甲席', seatId: '1001' } as SignedInPerson;
const logIn = { ...person, tokenHash: '', a1Hash: '' } as LogIn;

/** A PBX that forgets the seat when it is let. */
function slowPbx() {
  const forgotten = Promise.withResolvers<void>();
  const service = createLogInService({
    signIn: async () => ok(person),
    logIns: {
      begin: () => ({ logIn, token: 't', sipPassword: 'p', expiresAt: 1, replaced: [] }),
      end: () => true,
    } as unknown as LogInServiceOptions['logIns'],
    desk: {
      signIn: () => undefined,
      signOut: () => undefined,
      snapshot: () => ({ seat: { activity: { kind: 'signed-out' } } }),
    } as unknown as LogInServiceOptions['desk'],
    leave: () => undefined,
    flushRegistration: () => forgotten.promise,
    domain: '127.0.0.1',
    seatServer: 'ws://127.0.0.1',
    now: () => 0,
    log: pino({ level: 'silent' }),
  });
  return { service, forgotten };
}

test.each([
  [
    'nobody is told a SIP password before the PBX has forgotten the seat: it would take the new registration away',
    (service: ReturnType<typeof slowPbx>['service']) => service.begin('first', 'password'),
  ],
  [
    'nobody is told that they are logged out while the PBX still takes their password',
    (service: ReturnType<typeof slowPbx>['service']) => service.ask(logIn),
  ],
])('%s', async (_, asked) => {
  const { service, forgotten } = slowPbx();
  const told = vi.fn<() => void>();
  const waiting = asked(service).then(told);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).not.toHaveBeenCalled();
  forgotten.resolve();
  await waiting;
  expect(told).toHaveBeenCalledOnce();
});
