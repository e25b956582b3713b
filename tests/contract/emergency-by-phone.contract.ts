/**
 * 110 without the bridge: the seat's own telephone calls `emergency-110` with the name of its call, the PBX does the
 * rest, and the bridge takes the case over when it is back.
 */
import { tone } from '@hotline/practice-pbx/citizen';
import { afterEach, describe, expect, it } from 'vitest';
import { allHear, isCase } from '../support/emergency.ts';
import { eventually } from '../support/eventually.ts';
import type { PlainSeat } from '../support/plain-seat.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, OUTSIDE, hears, stage, together } from '../support/stage.ts';
import { PROMPT_HZ } from '../support/tone-prompts.ts';

const at = stage({
  env: { HOTLINE_EMERGENCY_FIRST_SECONDS: '60', HOTLINE_EMERGENCY_SECOND_SECONDS: '60' },
});
/** As in bridge-away.contract.ts: a beat older than 5 s, and one more. */
const STALE_SECONDS = 7;

afterEach(async () => {
  await at.stack.bridge.ready(1_000).catch(() => at.stack.startBridge());
});

/** Resolves with the status of the PBX's answer. */
async function dials(seat: PlainSeat, callId: string, target = '110'): Promise<number> {
  return (await seat.dial(`emergency-${target}`, { 'X-Hotline-Call': callId })).answered;
}

async function acknowledgedAndLeft(seat: PlainSeat, callId: string): Promise<void> {
  await isCase(seat, 'acknowledged', ({ acknowledgedBy }) => acknowledgedBy === 'target-key');
  const steps = (): string[] =>
    at.stack.ledger
      .ofCall(callId)
      .flatMap(({ fact }) => (fact.kind === 'emergency-step' ? [fact.step] : []));
  await eventually('booked', () => steps().includes('acknowledged'));
  expect(steps()).toEqual(expect.arrayContaining(['started', 'answered', 'acknowledged']));
  expect(steps().filter((step) => step === 'started')).toHaveLength(1);
}

describe(`110 by the seat's telephone, on the ${pbxKind} PBX`, () => {
  it('the bridge is gone: 110 joins the room, hears and is heard; back, the bridge books and shows it', async () => {
    const { citizen, seat, callId } = await at.talk();
    const second = await at.seat('second');
    await at.stack.killBridge();
    expect(await dials(second, callId)).toBe(403);
    expect(await dials(seat, '00000000-0000-4000-8000-000000000000')).toBe(404);
    const told = hears(citizen, PROMPT_HZ['emergency-wait']);
    expect(await dials(seat, callId)).toBe(200);
    const police = await at.stack.carrier.nextCall();
    await told;
    expect(police.header('X-Hotline-Call')).toBe(callId);
    await police.answer(tone(OUTSIDE));
    await allHear({ citizen, seat, police });
    expect(await dials(seat, callId)).toBe(486);
    await at.stack.startBridge();
    await seat.returnsToBridge();
    const one = await isCase(seat, 'shown', ({ state }) => state === 'answered', 2_000);
    expect(one).toMatchObject({ targetId: '110', bySeat: '1001' });
    await allHear({ citizen, seat, police });
    expect(await seat.refused('call.leave')).toBe('emergency-unacknowledged');
    await police.sendDtmf('1');
    await acknowledgedAndLeft(seat, callId);
    await seat.does('call.leave');
    await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
  });

  it('110 still rings when the bridge is back: nobody hangs it up', async () => {
    const { citizen, seat, callId } = await at.talk();
    await at.stack.killBridge();
    expect(await dials(seat, callId)).toBe(200);
    const police = await at.stack.carrier.nextCall();
    police.ring();
    await at.stack.startBridge();
    await seat.returnsToBridge();
    await seat.whenCall('the call', ({ state }) => state === 'talking');
    expect(police.state).toBe('calling');
    await police.answer(tone(OUTSIDE));
    await isCase(seat, 'answered', ({ state }) => state === 'answered');
    await allHear({ citizen, seat, police });
    await police.sendDtmf('1');
    await acknowledgedAndLeft(seat, callId);
  });

  it("only this seat's line to the bridge is cut: the bridge lets 110 in, and shows it afterwards", async () => {
    const { citizen, seat, callId } = await at.talk();
    seat.cutBridge();
    expect(await dials(seat, callId)).toBe(200);
    const police = await at.stack.carrier.nextCall();
    police.ring();
    await police.answer(tone(OUTSIDE));
    await allHear({ citizen, seat, police });
    await seat.returnsToBridge();
    await isCase(seat, 'shown', ({ state }) => state === 'answered', 2_000);
    await police.sendDtmf('1');
    await acknowledgedAndLeft(seat, callId);
  });

  it('a call that came while the bridge was away: its plain bridge becomes a room, and all is booked', async () => {
    const seat = await at.ready('first');
    await eventually('the PBX knows whom to ring', async () =>
      (await at.stack.askPbx('hash select/hotline/seats')).includes('1001'),
    );
    await at.stack.killBridge();
    await eventually('the beat is stale', async () => {
      const beat = Number(await at.stack.askPbx('hash select/hotline/alive'));
      return beat > 0 && Date.now() / 1000 >= beat + STALE_SECONDS;
    });
    const citizen = await at.citizen();
    const phone = await seat.answers();
    expect(phone.header('X-Hotline-Mode')).toBe('fallback');
    const callId = phone.header('X-Hotline-Call') ?? '';
    await together(citizen, seat);
    expect(await dials(seat, callId, '119')).toBe(200);
    const brigade = await at.stack.carrier.nextCall();
    expect(brigade.dialled).toBe('119');
    await brigade.answer(tone(OUTSIDE));
    await allHear({ citizen, seat, police: brigade });
    await at.stack.startBridge();
    await seat.returnsToBridge();
    await isCase(seat, 'shown', ({ state }) => state === 'answered', 2_000);
    expect(seat.call).toMatchObject({ callId, part: 'owner', state: 'talking' });
    await allHear({ citizen, seat, police: brigade });
    await brigade.sendDtmf('9');
    await acknowledgedAndLeft(seat, callId);
  });
});
