/** 外呼: a seat calls a citizen; its own telephone answers by itself, then the citizen's rings. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import { isReady, wraps } from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hears, stage } from '../support/stage.ts';

const at = stage();
const { ready, seat: signIn, booked } = at;

/** YD/T 1104: 450 Hz, one second on, four off. */
const RING_BACK = 450;
const NUMBER = '13700990001';

async function dialling() {
  const seat = await ready('first');
  const { callId } = await seat.does('call.dial', { number: NUMBER });
  const citizen = await at.stack.carrier.nextCall();
  return { seat, citizen, callId: String(callId) };
}

describe(`calling out on the ${pbxKind} PBX`, () => {
  it('answered: they see 12345 calling, the seat hears the ring-back tone until both are together', async () => {
    const { seat, citizen, callId } = await dialling();
    expect(citizen).toMatchObject({
      dialled: NUMBER,
      callerNumber: '12345',
      assertedNumber: '12345',
    });
    citizen.ring();
    await seat.whenCall('ringing there', ({ state, direction }) => {
      return state === 'dialling' && direction === 'out';
    });
    await seat.hears(RING_BACK, 7_000);
    await citizen.answer(tone(CITIZEN));
    await seat.whenCall('talking', ({ state }) => state === 'talking');
    await Promise.all([hears(citizen, seat.hz), seat.hears(CITIZEN)]);
    await booked(callId, 'call-connected');
    await seat.does('call.hang-up');
    await citizen.ended;
    await wraps(seat);
  });

  it('from 示忙: called out, and busy again afterwards', async () => {
    const seat = await signIn('first');
    await seat.does('call.dial', { number: NUMBER });
    const citizen = await at.stack.carrier.nextCall();
    await citizen.answer(tone(CITIZEN));
    await hears(citizen, seat.hz);
    citizen.hangUp();
    await wraps(seat);
    await seat.does('wrap.finish');
    await seat.when('busy', (state) => state.seat.activity.kind === 'busy');
  });

  it.each([
    ['busy (486)', 486, 'busy'],
    ['declined (603)', 603, 'rejected'],
    ['temporarily unavailable (480)', 480, 'unreachable'],
    ['no such number (404)', 404, 'unknown-number'],
    ['no line free (503)', 503, 'dial-failed'],
    ['no answer', null, 'no-answer'],
  ] as const)('%s: told in the wrap-up, in which the person notes it', async (_, status, code) => {
    const { seat, citizen, callId } = await dialling();
    if (status === null) citizen.ring();
    else citizen.refuse(status);
    await wraps(seat);
    expect(seat.call).toMatchObject({ state: 'wrapping', trouble: { code } });
    await seat.phone.ended;
    await booked(callId, 'call-ended');
  });

  it('cancelled by the seat: the telephone there stops', async () => {
    const { seat, citizen } = await dialling();
    citizen.ring();
    await seat.does('call.hang-up');
    expect((await citizen.ended).cause).toBe('ORIGINATOR_CANCEL');
    await seat.phone.ended;
    await wraps(seat);
    expect(seat.call?.trouble).toBeNull();
  });

  it('cancelled by the seat’s own telephone: the same', async () => {
    const { seat, citizen } = await dialling();
    citizen.ring();
    seat.phone.hangUp();
    expect((await citizen.ended).cause).toBe('ORIGINATOR_CANCEL');
    await wraps(seat);
  });

  it.each(['hello', '12', '110', '-', '00'])(
    '%j is no number to be dialled: refused, nobody is called',
    async (number) => {
      const seat = await ready('first');
      expect(await seat.refused('call.dial', { number })).toBe('bad-number');
      await isReady(seat);
      expect(seat.call).toBeNull();
    },
  );

  it('while in a call: refused', async () => {
    const { seat } = await at.talk();
    expect(await seat.refused('call.dial', { number: NUMBER })).toBe('not-allowed-now');
  });

  it('a number with spaces and brackets is dialled without; keys reach the menu', async () => {
    const seat = await ready('first');
    await seat.does('call.dial', { number: '(0710) 555-0107' });
    const exchange = await at.stack.carrier.nextCall();
    expect(exchange.dialled).toBe('07105550107');
    await exchange.answer(tone(CITIZEN));
    await seat.whenCall('talking', ({ state }) => state === 'talking');
    await seat.does('call.dtmf', { digits: '1*0' });
    expect(await exchange.nextKeys(3)).toBe('1*0');
  });

  it('the citizen called can be held and taken to a colleague like any other', async () => {
    const { seat, citizen } = await dialling();
    await citizen.answer(tone(CITIZEN));
    await hears(citizen, seat.hz);
    const second = await ready('second');
    await seat.does('call.invite', {
      purpose: 'attended',
      target: { kind: 'entry', id: 'seat-1002' },
      brief: null,
    });
    await second.answers();
    await wraps(seat);
    await Promise.all([hears(citizen, second.hz), second.hears(CITIZEN)]);
  });
});
