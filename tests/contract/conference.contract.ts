/** 三方转: everybody hears everybody; whoever goes, the others stay together. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import {
  invite,
  isGone,
  isInCharge,
  isReady,
  joins,
  SECOND,
  THIRD,
  WATER,
  wraps,
} from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hears, hearsNot, OUTSIDE, stage, together } from '../support/stage.ts';

const at = stage();
const { talk, ready } = at;

async function withColleague() {
  const talkNow = await talk();
  const { seat, citizen } = talkNow;
  const second = await ready('second');
  await invite(seat, 'conference', SECOND);
  await second.answers();
  const leg = await joins(seat, 'colleague');
  await Promise.all([together(citizen, second), seat.hears(second.hz), second.hears(seat.hz)]);
  return { ...talkNow, second, leg };
}

async function withOutside() {
  const talkNow = await talk();
  const { seat, citizen } = talkNow;
  await invite(seat, 'conference', WATER);
  const water = await at.stack.carrier.nextCall();
  await water.answer(tone(OUTSIDE));
  const leg = await joins(seat, 'outside');
  await Promise.all([hears(citizen, OUTSIDE), seat.hears(OUTSIDE)]);
  await Promise.all([hears(water, CITIZEN), hears(water, seat.hz)]);
  return { ...talkNow, water, leg };
}

describe(`three-way call on the ${pbxKind} PBX`, () => {
  it('while the colleague is called, citizen and seat talk on', async () => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'conference', SECOND);
    const ringing = await second.rings();
    await together(citizen, seat);
    await second.takes(ringing);
    await joins(seat, 'colleague');
    await together(citizen, second);
    expect(seat.call).toMatchObject({ part: 'owner', ownerSeat: '1001', held: false });
    expect(second.call).toMatchObject({ part: 'guest', ownerSeat: '1001' });
  });

  it('the colleague leaves: citizen and seat stay', async () => {
    const { citizen, seat, second } = await withColleague();
    await second.does('call.leave');
    await isGone(seat, 'colleague');
    await isReady(second);
    await together(citizen, seat);
  });

  it('the colleague’s telephone hangs up: the same', async () => {
    const { citizen, seat, second } = await withColleague();
    second.phone.hangUp();
    await seat.whenCall('told', ({ trouble }) => trouble?.code === 'left');
    await isReady(second);
    await together(citizen, seat);
  });

  it('the seat sends the colleague away: citizen and seat stay', async () => {
    const { citizen, seat, second, leg } = await withColleague();
    await seat.does('call.drop', { legId: leg });
    await Promise.all([isReady(second), isGone(seat, 'colleague')]);
    await together(citizen, seat);
    expect(seat.call?.trouble).toBeNull();
  });

  it.each([
    ['with the key of its desk', 'key'],
    ['by its telephone', 'phone'],
  ] as const)('the seat leaves %s: the colleague has the call', async (_, how) => {
    const { citizen, seat, second } = await withColleague();
    if (how === 'key') await seat.does('call.leave');
    else seat.phone.hangUp();
    await wraps(seat);
    await isInCharge(second);
    await together(citizen, second);
    await hearsNot(citizen, seat.hz);
  });

  it('the citizen leaves: the two stay, and are told; the seat ends it for both', async () => {
    const { citizen, seat, second } = await withColleague();
    citizen.hangUp();
    await seat.whenCall('told', ({ absent }) => absent !== null);
    await Promise.all([seat.hears(second.hz), second.hears(seat.hz)]);
    await seat.does('call.hang-up');
    await wraps(seat);
    await isReady(second);
  });

  it('the seat hangs up for everybody: all are gone', async () => {
    const { citizen, seat, second } = await withColleague();
    await seat.does('call.hang-up');
    await citizen.ended;
    await wraps(seat);
    await isReady(second);
  });

  it('with somebody outside: they hang up, citizen and seat stay', async () => {
    const { citizen, seat, water } = await withOutside();
    water.hangUp();
    await seat.whenCall('told', ({ trouble }) => trouble?.code === 'left');
    await together(citizen, seat);
  });

  it('with somebody outside: the seat leaves, the citizen is with them', async () => {
    const { citizen, seat, water } = await withOutside();
    await seat.does('call.leave');
    await wraps(seat);
    await Promise.all([hears(citizen, OUTSIDE), hears(water, CITIZEN)]);
    citizen.hangUp();
    await water.ended;
  });

  it('four: two colleagues; the seat leaves, the three others stay together', async () => {
    const { citizen, seat, second } = await withColleague();
    const third = await ready('third');
    await invite(seat, 'conference', THIRD);
    await third.answers();
    await Promise.all([
      hears(citizen, third.hz),
      seat.hears(third.hz),
      second.hears(third.hz),
      third.hears(CITIZEN),
      third.hears(seat.hz),
      third.hears(second.hz),
    ]);
    await seat.does('call.leave');
    await wraps(seat);
    await isInCharge(second);
    await Promise.all([
      together(citizen, second),
      together(citizen, third),
      second.hears(third.hz),
      third.hears(second.hz),
    ]);
  });

  it('four: a colleague and somebody outside', async () => {
    const { citizen, seat, second } = await withColleague();
    await invite(seat, 'conference', WATER);
    const water = await at.stack.carrier.nextCall();
    await water.answer(tone(OUTSIDE));
    await Promise.all([hears(citizen, OUTSIDE), seat.hears(OUTSIDE), second.hears(OUTSIDE)]);
    await Promise.all([hears(water, CITIZEN), hears(water, seat.hz), hears(water, second.hz)]);
  });

  it.each([
    ['busy', 486, 'busy'],
    ['temporarily unavailable', 480, 'unreachable'],
    ['declined', 603, 'rejected'],
  ] as const)('%s: citizen and seat never lost each other', async (_, status, code) => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'conference', SECOND);
    (await second.rings()).refuse(status);
    await seat.whenCall('told', ({ trouble }) => trouble?.code === code);
    await together(citizen, seat);
  });
});
