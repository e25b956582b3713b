/**
 * The bridge is killed in the middle of a call and started again: everybody goes on hearing whom they heard, the state
 * is there again within 2 s, and nothing is said to the PBX or written to the ledger twice.
 */
import { isDeepStrictEqual } from 'node:util';
import { tone } from '@hotline/practice-pbx/citizen';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { invite, joins, SECOND } from '../support/invite.ts';
import type { PlainSeat } from '../support/plain-seat.ts';
import { soundGap, UNBROKEN_MS } from '../support/sound-gap.ts';
import { pbxKind } from '../support/stack.ts';
import {
  CITIZEN,
  OUTSIDE,
  hears,
  hearsMusic,
  hearsNot,
  legOf,
  neverHears,
  stage,
  together,
} from '../support/stage.ts';

/** A bridge on a busy machine takes its time to start: nothing may run out meanwhile. */
const patient = (yaml: string): string =>
  yaml
    .replaceAll('ringSeconds: 4', 'ringSeconds: 60')
    .replace('parkSeconds: 10', 'parkSeconds: 120');
const at = stage({ edit: patient });
const summary = { reason: '有人持刀', language: null, title: '报警', text: '地点：长虹路' };

afterEach(async () => {
  // A scenario that failed half-way must not take the next one with it.
  await at.stack.bridge.ready(1_000).catch(() => at.stack.startBridge());
});

async function legsOnPbx(): Promise<readonly string[]> {
  const answer = JSON.parse(await at.stack.askPbx('show channels as json')) as {
    rows?: { uuid: string }[];
  };
  return (answer.rows ?? []).map(({ uuid }) => uuid).toSorted();
}

/** Kill −9 and a new start; the seats' state is there again within 2 s of the bridge being ready, the legs as before. */
async function bridgeDies(
  seats: readonly PlainSeat[],
  meanwhile: () => Promise<unknown> = async () => {},
): Promise<void> {
  const before = (seats[0]?.call?.legs ?? []).map(({ legId }) => legId).toSorted();
  const invitations = seats.map((seat) => seat.invitations);
  await at.stack.killBridge();
  await meanwhile();
  await at.stack.startBridge();
  await Promise.all(seats.map((seat) => seat.returnsToBridge()));
  await Promise.all(
    seats.map((seat) =>
      seat.whenCall('the call is there', ({ state }) => state === 'talking', 2_000),
    ),
  );
  // FreeSWITCH's list of channels lags behind on a busy machine.
  await eventually(
    'the same legs',
    async () => isDeepStrictEqual(await legsOnPbx(), before),
    5_000,
  );
  expect(seats.map((seat) => seat.invitations)).toEqual(invitations);
}

/** Facts that a call has once, however often the bridge was started. */
function expectWhole(callId: string): void {
  const facts = at.kinds(callId);
  const single = ['call-arrived', 'call-queued', 'call-offered', 'call-answered'];
  expect(facts.filter((kind) => single.includes(kind))).toEqual(single);
  expect(facts.filter((one) => one === 'call-recovered')).toHaveLength(1);
  expect(facts).not.toContain('call-ended');
}

async function threeWay() {
  const second = await at.seat('second');
  const talk = await at.talk();
  await second.ready();
  await invite(talk.seat, 'conference', SECOND);
  await second.answers();
  await joins(talk.seat, 'colleague');
  await together(talk.citizen, second);
  return { ...talk, second };
}

async function withPolice() {
  const talk = await at.talk();
  await talk.seat.does('emergency.start', { targetId: '110', summary });
  const police = await at.stack.carrier.nextCall();
  police.ring();
  await eventually('rings, also on the ledger', () =>
    at.stack.ledger
      .ofCall(talk.callId)
      .some(({ fact }) => fact.kind === 'emergency-step' && fact.step === 'ringing'),
  );
  return { ...talk, police };
}

describe(`the bridge is killed and comes back, on the ${pbxKind} PBX`, () => {
  it('a three-way call: all three hear each other all the time, and the owner still is', async () => {
    const { citizen, seat, second, callId } = await threeWay();
    const gap = soundGap(citizen.hearing, seat.hz);
    await bridgeDies([seat, second], () =>
      Promise.all([together(citizen, seat), together(citizen, second), seat.hears(second.hz)]),
    );
    expect(gap.stop()).toBeLessThan(UNBROKEN_MS);
    expect(seat.call).toMatchObject({ callId, part: 'owner' });
    expect(second.call).toMatchObject({ callId, part: 'guest' });
    expectWhole(callId);
    await seat.does('call.leave');
    await second.whenCall('in charge', ({ part }) => part === 'owner');
    await together(citizen, second);
  });

  it('the citizen on hold: music all the time, then retrieved', async () => {
    const { citizen, seat, callId } = await at.talk();
    await seat.does('call.hold');
    await hearsMusic(citizen);
    await bridgeDies([seat], () => hearsNot(citizen, seat.hz));
    expect(seat.call).toMatchObject({ held: true });
    await hearsMusic(citizen);
    await hearsNot(citizen, seat.hz);
    await seat.does('call.retrieve');
    await together(citizen, seat);
    expectWhole(callId);
  });

  it('the seat muted: it still is, and knows it', async () => {
    const { citizen, seat } = await at.talk();
    await seat.does('call.mute', { muted: true });
    await hearsNot(citizen, seat.hz);
    await bridgeDies([seat]);
    expect(seat.call).toMatchObject({ muted: true });
    await seat.does('call.mute', { muted: false });
    await together(citizen, seat);
  });

  it('a consultation in confidence stays one; then it is completed', async () => {
    const second = await at.seat('second');
    const { citizen, seat, callId } = await at.talk();
    await second.ready();
    await invite(seat, 'consult', SECOND);
    await second.answers();
    await joins(seat, 'colleague');
    await seat.hears(second.hz);
    await bridgeDies([seat, second], () =>
      Promise.all([hearsNot(citizen, second.hz), seat.hears(second.hz), hearsMusic(citizen)]),
    );
    expect(seat.call).toMatchObject({ held: true, part: 'owner' });
    expect(await seat.refused('call.retrieve')).toBe('call-not-in-state');
    const leg = legOf(await seat.whenCall('call', () => true), 'colleague');
    await seat.does('call.complete', { legId: leg });
    await second.whenCall('in charge', ({ part }) => part === 'owner');
    await together(citizen, second);
    expectWhole(callId);
  });

  it('110 rings: it goes on ringing, answers, and acknowledges by its key', async () => {
    const { citizen, seat, callId, police } = await withPolice();
    await bridgeDies([seat], () => together(citizen, seat));
    expect(seat.call?.emergencies[0]).toMatchObject({ state: 'ringing', route: 0, routes: 2 });
    await police.answer(tone(OUTSIDE));
    await seat.whenCall('answered', ({ emergencies }) => emergencies[0]?.state === 'answered');
    await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
    expect(await seat.refused('call.leave')).toBe('emergency-unacknowledged');
    await police.sendDtmf('1');
    await seat.whenCall('acknowledged', (call) => call.emergencies[0]?.acknowledgedBy !== null);
    expectWhole(callId);
    await seat.does('call.leave');
    await hears(citizen, OUTSIDE);
  });

  it('110 rings, and is busy after all: the second route is dialled, once', async () => {
    const { citizen, seat, police } = await withPolice();
    await bridgeDies([seat]);
    police.refuse(486);
    const doctor = await at.stack.carrierSecond.nextCall();
    await doctor.answer(tone(OUTSIDE));
    const { emergencies } = await seat.whenCall(
      'answered',
      (call) => call.emergencies[0]?.state === 'answered',
    );
    expect(emergencies).toHaveLength(1);
    expect(emergencies[0]).toMatchObject({ route: 1 });
    await hears(citizen, OUTSIDE);
  });

  it('110 refuses while nobody is there to hear it: the second route is dialled when the bridge is back', async () => {
    const { citizen, seat, police } = await withPolice();
    await at.stack.killBridge();
    police.refuse(486);
    await together(citizen, seat);
    await at.stack.startBridge();
    await seat.returnsToBridge();
    const second = await at.stack.carrierSecond.nextCall();
    await second.answer(tone(OUTSIDE));
    await seat.whenCall('answered', ({ emergencies }) => emergencies[0]?.state === 'answered');
    await hears(citizen, OUTSIDE);
    await second.sendDtmf('1');
    await seat.whenCall('acknowledged', (call) => call.emergencies[0]?.acknowledgedBy !== null);
  });

  it('110 is there: it stays, and acknowledges by its key afterwards', async () => {
    const { citizen, seat, callId, police } = await withPolice();
    await police.answer(tone(OUTSIDE));
    await seat.whenCall('answered', ({ emergencies }) => emergencies[0]?.state === 'answered');
    const gap = soundGap(citizen.hearing, OUTSIDE);
    await bridgeDies([seat], () => hears(police, CITIZEN));
    expect(gap.stop()).toBeLessThan(UNBROKEN_MS);
    expect(await seat.refused('call.leave')).toBe('emergency-unacknowledged');
    await police.sendDtmf('1');
    await seat.whenCall(
      'acknowledged',
      ({ emergencies }) => emergencies[0]?.acknowledgedBy === 'target-key',
    );
    expectWhole(callId);
  });

  it('a parked call stands under its number, hears music, and is taken', async () => {
    const { citizen, seat, callId } = await at.talk();
    const { slot } = await seat.does('call.park');
    await hearsMusic(citizen);
    await at.stack.ledger.fact(callId, 'call-parked');
    await at.stack.killBridge();
    await hearsMusic(citizen);
    await at.stack.startBridge();
    await seat.returnsToBridge();
    await seat.when('parked', ({ parked }) => parked[0]?.callId === callId, 2_000);
    expect(seat.state.parked).toMatchObject([{ callId, slot, bySeat: '1001' }]);
    await seat.does('call.take', { callId });
    await seat.whenCall('again', ({ state }) => state === 'talking');
    await together(citizen, seat);
  });

  it('a leader whispers: the citizen never hears it, and the leader can speak to all afterwards', async () => {
    const { citizen, seat, callId } = await at.talk();
    const leader = await at.seat('leader');
    await neverHears(citizen, leader.hz, async () => {
      await leader.does('monitor.start', { callId, mode: 'listen' });
      await leader.whenCall('listens', ({ state }) => state === 'talking');
      await leader.does('monitor.mode', { callId, mode: 'whisper' });
      await seat.hears(leader.hz);
      await bridgeDies([seat, leader], () => seat.hears(leader.hz));
      await seat.hears(leader.hz);
    });
    const mode = leader.call?.legs.find(({ role }) => role === 'leader')?.mode;
    expect(mode).toBe('whisper');
    await leader.does('monitor.mode', { callId, mode: 'barge' });
    await hears(citizen, leader.hz);
    expectWhole(callId);
  });

  it('a call that waits keeps its place and its time, and hears music', async () => {
    const seat = await at.seat('first');
    const citizen = await at.citizen();
    const { waiting } = await seat.when('waits', (state) => state.waiting.length === 1);
    await hearsMusic(citizen);
    await at.stack.ledger.fact(waiting[0]?.callId ?? '', 'call-queued');
    await at.stack.killBridge();
    await at.stack.startBridge();
    await seat.returnsToBridge();
    await seat.when('waits again', (state) => state.waiting.length === 1, 2_000);
    expect(seat.state.waiting[0]).toMatchObject({ queuedAt: waiting[0]?.queuedAt });
    await seat.ready();
    await seat.answers();
    await together(citizen, seat);
  });
});
