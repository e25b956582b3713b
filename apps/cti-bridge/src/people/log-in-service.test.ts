import { ok } from '@hotline/domain/result';
import pino from 'pino';
import { expect, test, vi } from 'vitest';
import type { SignedInPerson } from '../ports.ts';
import type { LogIn } from './log-in-registry.ts';
import { createLogInService, type LogInServiceOptions } from './log-in-service.ts';

test('nobody is told a SIP password before the PBX has forgotten the seat: it would take the new registration away', async () => {
  const person = { person: 'first', name: '甲席', seatId: '1001' } as SignedInPerson;
  const forgotten = Promise.withResolvers<void>();
  const service = createLogInService({
    signIn: async () => ok(person),
    logIns: {
      begin: () => ({
        logIn: { ...person, tokenHash: '', a1Hash: '' } as LogIn,
        token: 't',
        sipPassword: 'p',
        expiresAt: 1,
        replaced: [],
      }),
    } as unknown as LogInServiceOptions['logIns'],
    desk: { signIn: () => undefined } as unknown as LogInServiceOptions['desk'],
    leave: () => undefined,
    flushRegistration: () => forgotten.promise,
    domain: '127.0.0.1',
    seatServer: 'ws://127.0.0.1',
    now: () => 0,
    log: pino({ level: 'silent' }),
  });
  const told = vi.fn<() => void>();
  const beginning = service.begin('first', 'password').then(told);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).not.toHaveBeenCalled();
  forgotten.resolve();
  await beginning;
  expect(told).toHaveBeenCalledOnce();
});
