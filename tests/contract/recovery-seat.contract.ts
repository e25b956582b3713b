/** A seat dies, or one of its lines does: what the citizen hears meanwhile, and who has the call afterwards. */
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { soundGap, UNBROKEN_MS } from '../support/sound-gap.ts';
import { pbxKind } from '../support/stack.ts';
import {
  CITIZEN,
  hears,
  hearsMusic,
  hearsNot,
  stage,
  together,
  type Talk,
} from '../support/stage.ts';
import { PROMPT_HZ } from '../support/tone-prompts.ts';

const at = stage();
/** recovery.returnSeconds of hotline.yaml. */
const RETURN_MS = 4_000;

/** As after kill −9; until the citizen hears music, and the sentence. Ms from the death. */
async function seatVanishes({ citizen, seat }: Talk): Promise<number> {
  const diedAt = performance.now();
  const sentence = hears(citizen, PROMPT_HZ['seat-lost'], 6_000);
  seat.vanishes();
  await eventually('the voice fades', () => citizen.hearing.levelOf(seat.hz, 40) < -50);
  const sound = await citizen.hearing.speech({ above: -45, withinMs: 5_000 });
  await sentence;
  return sound.atMs - diedAt;
}

describe(`a seat vanishes, on the ${pbxKind} PBX`, () => {
  it('the citizen hears music and the sentence within 3 s; the same seat has the call again without a key', async () => {
    const talk = await at.talk();
    const { citizen, seat, callId } = talk;
    const { queuedAt } = seat.call ?? {};
    expect(await seatVanishes(talk)).toBeLessThan(3_000);
    await hearsMusic(citizen);
    await seat.returns();
    const call = await seat.whenCall('again', ({ state }) => state === 'talking');
    expect(call).toMatchObject({ callId, queuedAt, part: 'owner', recording: 'on' });
    await together(citizen, seat);
    const facts = at.kinds(callId);
    expect(facts.filter((kind) => kind === 'call-queued')).toHaveLength(1);
    expect(facts.filter((kind) => kind === 'call-requeued')).toHaveLength(1);
    expect(facts).not.toContain('call-abandoned');
    // One recording from the first answer to the end.
    expect(facts.filter((kind) => kind === 'recording-step')).toHaveLength(1);
  });

  it('on hold: music all the time, and the same call again', async () => {
    const talk = await at.talk();
    const { citizen, seat, callId } = talk;
    await seat.does('call.hold');
    await hearsMusic(citizen);
    const sentence = hears(citizen, PROMPT_HZ['seat-lost'], 6_000);
    const gap = soundGap(citizen.hearing);
    seat.vanishes();
    await sentence;
    expect(gap.stop()).toBeLessThan(1_500);
    await seat.returns();
    await seat.whenCall('again', ({ state, held }) => state === 'talking' && !held);
    await together(citizen, seat);
    expect(seat.call?.callId).toBe(callId);
  });

  it('and stays away: after its time the best free seat has the call, with place and waiting time', async () => {
    const talk = await at.talk();
    const { citizen, seat, callId } = talk;
    const { queuedAt } = seat.call ?? {};
    const second = await at.ready('second');
    await seatVanishes(talk);
    const requeued = await at.stack.ledger.fact(callId, 'call-requeued');
    await second.answers();
    const call = await second.whenCall('in charge', ({ state }) => state === 'talking');
    expect(call).toMatchObject({ callId, queuedAt });
    await together(citizen, second);
    const offers = at.stack.ledger
      .ofCall(callId)
      .filter(({ fact }) => fact.kind === 'call-offered');
    expect((offers.at(-1)?.at ?? 0) - requeued.at).toBeGreaterThanOrEqual(RETURN_MS - 20);
  });
});

describe(`one of a seat's lines is cut, on the ${pbxKind} PBX`, () => {
  it('to the PBX: the audio goes on; a hang-up meanwhile is not lost; registered again at once', async () => {
    const { citizen, seat, callId } = await at.talk();
    const gap = soundGap(citizen.hearing, seat.hz);
    seat.cutPhone();
    await seat.when('unregistered', (state) => !state.seat.device.registered, 2_000);
    await together(citizen, seat);
    expect(gap.stop()).toBeLessThan(UNBROKEN_MS);
    expect(seat.call).toMatchObject({ callId, state: 'talking' });
    citizen.hangUp();
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping', 2_000);
    await seat.returnsToPbx();
    await seat.when('registered', (state) => state.seat.device.registered, 2_000);
  });

  it("to the PBX: the person's own hang-up ends the call", async () => {
    const { citizen, seat } = await at.talk();
    seat.cutPhone();
    await seat.does('call.hang-up');
    await citizen.ended;
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    expect(seat.call?.endedBy).toBe('seat');
  });

  it('to the bridge: the audio goes on, the state is right within 2 s of its return', async () => {
    const { citizen, seat, callId } = await at.talk();
    const gap = soundGap(citizen.hearing, seat.hz);
    seat.cutBridge();
    await together(citizen, seat);
    expect(gap.stop()).toBeLessThan(UNBROKEN_MS);
    const backAt = performance.now();
    await seat.returnsToBridge();
    await seat.whenCall('the call', ({ state }) => state === 'talking');
    expect(performance.now() - backAt).toBeLessThan(2_000);
    expect(seat.call?.callId).toBe(callId);
    expect(seat.invitations).toBe(1);
  });

  it('to the bridge: the citizen hangs up meanwhile, and the seat writes up when it is back', async () => {
    const { citizen, seat, callId } = await at.talk();
    seat.cutBridge();
    citizen.hangUp();
    await at.stack.ledger.fact(callId, 'call-ended');
    await seat.returnsToBridge();
    const { activity } = (
      await seat.when('no talk', ({ seat: { activity: now } }) => now.kind !== 'talking', 2_000)
    ).seat;
    expect(['wrapping', 'ready']).toContain(activity.kind);
  });

  it("to the bridge: the seat's own telephone hangs up meanwhile, and the citizen is not kept", async () => {
    const { citizen, seat, callId } = await at.talk();
    seat.cutBridge();
    seat.phone.hangUp();
    await citizen.ended;
    const ended = await at.stack.ledger.fact(callId, 'call-ended');
    expect(ended.fact).toMatchObject({ by: 'seat' });
    await seat.returnsToBridge();
    const { activity } = (
      await seat.when('no talk', ({ seat: { activity: now } }) => now.kind !== 'talking', 2_000)
    ).seat;
    expect(['wrapping', 'ready']).toContain(activity.kind);
  });

  it('ready and not to be reached: nobody offers it a call; back, it has the next one', async () => {
    const seat = await at.ready('first');
    const leader = await at.seat('leader');
    const cutAt = performance.now();
    seat.cutPhone();
    await leader.when(
      'the leader sees it',
      ({ seats }) => seats.some(({ seatId, reachable }) => seatId === seat.seatId && !reachable),
      2_000,
    );
    expect(performance.now() - cutAt).toBeLessThan(2_000);
    await seat.when('no seat is ready', ({ figures }) => figures[0]?.readySeats === 0, 3_000);
    const citizen = await at.citizen();
    await seat.when('waits', ({ waiting }) => waiting.length === 1);
    expect(seat.call).toBeNull();
    await seat.returnsToPbx();
    await seat.answers();
    await together(citizen, seat);
  });
});

describe(`a leg is rebuilt, on the ${pbxKind} PBX`, () => {
  it('the audio went one way: a second leg takes over, the citizen stays', async () => {
    const { citizen, seat, callId } = await at.talk();
    const before = seat.phone;
    const gap = soundGap(citizen.hearing, seat.hz);
    await seat.does('call.rebuild');
    await seat.whenCall('rebuilt', ({ trouble }) => trouble?.code === 'leg-rebuilt');
    await before.ended;
    await together(citizen, seat);
    expect(seat.phone).not.toBe(before);
    expect(gap.stop()).toBeLessThan(UNBROKEN_MS);
    await hearsNot(seat.phone, seat.hz);
    expect(at.kinds(callId)).toContain('leg-rebuilt');
    expect(seat.call).toMatchObject({ callId, state: 'talking' });
  });

  it('while the citizen is on hold: they stay there until they are retrieved', async () => {
    const { citizen, seat } = await at.talk();
    await seat.does('call.hold');
    await seat.does('call.rebuild');
    await seat.whenCall('rebuilt', ({ trouble }) => trouble?.code === 'leg-rebuilt');
    await hearsMusic(citizen);
    await hearsNot(seat.phone, CITIZEN);
    await seat.does('call.retrieve');
    await together(citizen, seat);
    expect(seat.call?.trouble).toBeNull();
  });
});
