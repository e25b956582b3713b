/** 咨询转: in confidence, then completed, made a three-way call, swapped, or taken back. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import {
  invite,
  isGone,
  isInCharge,
  isReady,
  joins,
  SECOND,
  WATER,
  wraps,
} from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import {
  CITIZEN,
  hears,
  hearsMusic,
  hearsNot,
  OUTSIDE,
  stage,
  together,
} from '../support/stage.ts';

const at = stage();
const { talk, ready, booked } = at;

/** First seat and colleague talk, the citizen is on hold. */
async function consulting() {
  const talkNow = await talk();
  const { seat, citizen } = talkNow;
  const second = await ready('second');
  await invite(seat, 'consult', SECOND, {
    reason: '社保问题',
    language: null,
    title: '',
    text: '',
  });
  await hearsMusic(citizen);
  await second.answers();
  const leg = await joins(seat, 'colleague');
  await Promise.all([seat.hears(second.hz), second.hears(seat.hz)]);
  return { ...talkNow, second, leg };
}

async function consultingOutside() {
  const talkNow = await talk();
  const { seat, citizen } = talkNow;
  await invite(seat, 'consult', WATER);
  const water = await at.stack.carrier.nextCall();
  await water.answer(tone(OUTSIDE));
  const leg = await joins(seat, 'outside');
  await Promise.all([seat.hears(OUTSIDE), hears(water, seat.hz), hearsMusic(citizen)]);
  return { ...talkNow, water, leg };
}

describe(`consultation on the ${pbxKind} PBX`, () => {
  it('in confidence: the citizen hears music and neither of the two, and is not heard', async () => {
    const { citizen, seat, second } = await consulting();
    await Promise.all([
      hearsNot(citizen, seat.hz),
      hearsNot(citizen, second.hz),
      hearsNot(seat.phone, CITIZEN),
      hearsNot(second.phone, CITIZEN),
    ]);
    expect(second.call).toMatchObject({ part: 'guest', brief: { reason: '社保问题' } });
    // What was said in confidence does not become public by a key that is pressed every call.
    expect(await seat.refused('call.retrieve')).toBe('call-not-in-state');
  });

  it('completed: the colleague has the call, the first seat writes up', async () => {
    const { citizen, seat, second, leg, callId } = await consulting();
    await seat.does('call.complete', { legId: leg });
    await wraps(seat);
    await isInCharge(second);
    await together(citizen, second);
    await booked(callId, 'call-transferred');
  });

  it('three-way: everybody hears everybody', async () => {
    const { citizen, seat, second } = await consulting();
    await seat.does('call.merge');
    await Promise.all([
      together(citizen, seat),
      together(citizen, second),
      seat.hears(second.hz),
      second.hears(seat.hz),
    ]);
  });

  it('taken back: the colleague is gone, citizen and seat are together', async () => {
    const { citizen, seat, second, leg } = await consulting();
    await seat.does('call.drop', { legId: leg });
    await together(citizen, seat);
    await isReady(second);
    await hearsNot(seat.phone, second.hz);
  });

  it('swapped: now the citizen talks and the colleague hears music, and back', async () => {
    const { citizen, seat, second, leg } = await consulting();
    await seat.does('call.swap', { legId: leg });
    await together(citizen, seat);
    await Promise.all([
      hearsNot(second.phone, seat.hz),
      hearsNot(second.phone, CITIZEN),
      hearsNot(citizen, second.hz),
    ]);
    await seat.does('call.swap', { legId: leg });
    await Promise.all([seat.hears(second.hz), second.hears(seat.hz)]);
    await Promise.all([hearsNot(citizen, seat.hz), hearsNot(citizen, second.hz)]);
  });

  it('swapped, then completed: the colleague comes off hold with the citizen', async () => {
    const { citizen, seat, second, leg } = await consulting();
    await seat.does('call.swap', { legId: leg });
    await together(citizen, seat);
    await seat.does('call.complete', { legId: leg });
    await wraps(seat);
    await together(citizen, second);
  });

  it('taken back while it rings: together again, the colleague is ready', async () => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'consult', SECOND);
    const ringing = await second.rings();
    await hearsNot(citizen, seat.hz);
    const leg = seat.call?.legs.find(({ role }) => role === 'colleague')?.legId;
    await seat.does('call.cancel', { legId: leg });
    await ringing.ended;
    await Promise.all([together(citizen, seat), isReady(second)]);
  });

  it('the colleague hangs up first: together again, and the seat is told', async () => {
    const { citizen, seat, second } = await consulting();
    second.phone.hangUp();
    await seat.whenCall('told', ({ trouble, held }) => trouble?.code === 'left' && !held);
    await together(citizen, seat);
  });

  it('the colleague leaves with the key of their desk: together again', async () => {
    const { citizen, seat, second } = await consulting();
    await second.does('call.leave');
    await isGone(seat, 'colleague');
    await together(citizen, seat);
  });

  it('the citizen hangs up in the middle: the two talk on and are told; the seat ends it', async () => {
    const { citizen, seat, second } = await consulting();
    citizen.hangUp();
    await seat.whenCall('told', ({ absent }) => absent !== null);
    await Promise.all([seat.hears(second.hz), second.hears(seat.hz)]);
    await seat.does('call.hang-up');
    await wraps(seat);
    await isReady(second);
  });

  it.each([
    ['busy', 486, 'busy'],
    ['temporarily unavailable', 480, 'unreachable'],
    ['declined', 603, 'rejected'],
    ['no answer', null, 'no-answer'],
  ] as const)('%s: together again, with the reason', async (_, status, code) => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'consult', SECOND);
    const ringing = await second.rings();
    await hearsMusic(citizen);
    if (status !== null) ringing.refuse(status);
    await seat.whenCall('told', ({ trouble, held }) => trouble?.code === code && !held);
    await together(citizen, seat);
  });

  it('the first seat vanishes in the middle: the citizen waits in the queue, the colleague is free', async () => {
    const { seat, second, citizen, callId } = await consulting();
    seat.vanishes();
    await second.when(
      'free, and the citizen waits',
      (state) =>
        state.call?.callId !== callId || (state.call.part === 'owner' && state.call.autoAnswer),
      20_000,
    );
    await hearsMusic(citizen);
    await booked(callId, 'call-requeued');
  });
});

describe(`consultation with somebody outside on the ${pbxKind} PBX`, () => {
  it('in confidence; completed: the citizen is with them; they hang up, and the call is over', async () => {
    const { citizen, seat, water, leg, callId } = await consultingOutside();
    await Promise.all([
      hearsNot(citizen, seat.hz),
      hearsNot(citizen, OUTSIDE),
      hearsNot(water, CITIZEN),
    ]);
    await seat.does('call.complete', { legId: leg });
    await wraps(seat);
    await Promise.all([hears(citizen, OUTSIDE), hears(water, CITIZEN)]);
    await booked(callId, 'call-handed-over');
    water.hangUp();
    await citizen.ended;
    await booked(callId, 'call-ended');
  });

  it('keys of the seat reach the menu outside, not the citizen', async () => {
    const { citizen, seat, water } = await consultingOutside();
    await seat.does('call.dtmf', { digits: '42' });
    expect(await water.nextKeys(2)).toBe('42');
    expect(citizen.keys).toBe('');
  });

  it('they hang up first: citizen and seat are together again', async () => {
    const { citizen, seat, water } = await consultingOutside();
    water.hangUp();
    await seat.whenCall('told', ({ trouble, held }) => trouble?.code === 'left' && !held);
    await together(citizen, seat);
  });

  it('busy: together again, with the reason', async () => {
    const { citizen, seat } = await talk();
    await invite(seat, 'consult', WATER);
    (await at.stack.carrier.nextCall()).refuse(486);
    await seat.whenCall('told', ({ trouble, held }) => trouble?.code === 'busy' && !held);
    await together(citizen, seat);
  });
});
