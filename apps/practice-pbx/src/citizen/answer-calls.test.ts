import { afterEach, expect, test } from 'vitest';
import { freeSipPort } from '../../../../scripts/free-port.ts';
import { answerCalls, type AnsweringPhone } from './answer-calls.ts';
import { tone } from './audio.ts';
import { placeCall, type Citizen } from './place-call.ts';

let phone: AnsweringPhone | undefined;
afterEach(async () => {
  await phone?.stop();
  phone = undefined;
});

function call(number: string, headers: Record<string, string> = {}): Citizen {
  return placeCall({
    to: `sip:${number}@127.0.0.1:${phone?.port}`,
    from: '12345',
    name: '热线',
    headers,
    audio: tone(440),
  });
}

test('it listens where it is told, and sees who is called by whom and with what', async () => {
  const port = await freeSipPort();
  phone = await answerCalls({ port });
  expect(phone.port).toBe(port);
  call('0710110', {
    'P-Asserted-Identity': '"citizen" <sip:13800138000@127.0.0.1>',
    'X-Hotline-Call': 'abc',
  });
  const party = await phone.nextCall();
  expect(party).toMatchObject({
    dialled: '0710110',
    callerNumber: '12345',
    callerName: '热线',
    assertedNumber: '13800138000',
    state: 'calling',
  });
  expect(party.header('x-hotline-call')).toBe('abc');
  expect(party.header('X-None')).toBeUndefined();
});

test.each([
  [486, 'USER_BUSY'],
  [480, 'NO_USER_RESPONSE'],
  [503, 'NORMAL_TEMPORARY_FAILURE'],
  [404, 'UNALLOCATED_NUMBER'],
] as const)('it rings and refuses with %s: both know how it ended', async (status, cause) => {
  phone = await answerCalls();
  const caller = call('110');
  const party = await phone.nextCall();
  party.ring();
  party.refuse(status);
  expect(await party.ended).toEqual({ by: 'us', cause, status });
  expect(await caller.ended).toEqual({ by: 'them', cause, status });
});

test('the caller gives up while it rings', async () => {
  phone = await answerCalls();
  const caller = call('110');
  const party = await phone.nextCall();
  party.ring();
  caller.cancel();
  expect(await party.ended).toEqual({ by: 'them', cause: 'ORIGINATOR_CANCEL' });
});

test('it answers with a tone, both hear each other, keys go both ways, it hangs up', async () => {
  phone = await answerCalls();
  const caller = call('110');
  const party = await phone.nextCall();
  party.ring();
  await party.answer(tone(1000));
  await Promise.all([
    caller.hears({ hz: 1000, withinMs: 3000, forMs: 200 }),
    party.hears({ hz: 440, withinMs: 3000, forMs: 200 }),
  ]);
  expect(party.hearing.levelOf(440)).toBeGreaterThan(-20);
  expect(party.hearing.levelOf(1000)).toBeLessThan(-45);
  await party.sendDtmf('1#');
  expect(await caller.nextKeys(2)).toBe('1#');
  await caller.sendDtmf('90');
  expect([await party.nextKeys(1), await party.nextKeys(1)]).toEqual(['9', '0']);
  expect(party.keys).toBe('90');
  await expect(party.nextKeys(1, 50)).rejects.toThrow('got ""');
  party.hangUp();
  expect(await caller.ended).toEqual({ by: 'them', cause: 'NORMAL_CLEARING' });
  expect(await party.ended).toEqual({ by: 'us', cause: 'NORMAL_CLEARING' });
});

test('whoever waits for a call that does not come is told so', async () => {
  phone = await answerCalls();
  await expect(phone.nextCall(50)).rejects.toThrow('nobody called within 50 ms');
});
