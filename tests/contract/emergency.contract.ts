/** 一键转接 110 / 119 / 120 / 122. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, OUTSIDE, hears, stage, together } from '../support/stage.ts';

const at = stage();
const summary = { reason: '有人持刀', language: null, title: '报警', text: '地点：长虹路' };

describe(`emergency hand-over on the ${pbxKind} PBX`, () => {
  it("called, heard, acknowledged by the target's key; only then may the seat leave", async () => {
    const { citizen, seat, callId } = await at.talk();
    await seat.does('emergency.start', { targetId: '110', summary });
    const police = await at.stack.carrier.nextCall();
    expect(police.dialled).toBe('110');
    expect(police.assertedNumber).toBe(
      at.stack.ledger
        .entries()
        .flatMap(({ fact }) =>
          fact.kind === 'call-arrived' && fact.callId === callId ? [fact.number] : [],
        )[0],
    );
    police.ring();
    await seat.whenCall('ringing', ({ emergencies }) => emergencies[0]?.state === 'ringing');
    await together(citizen, seat);
    await police.answer(tone(OUTSIDE));
    await seat.whenCall('answered', ({ emergencies }) => emergencies[0]?.state === 'answered');
    await Promise.all([
      hears(citizen, OUTSIDE),
      seat.hears(OUTSIDE),
      hears(police, CITIZEN),
      hears(police, seat.hz),
    ]);
    expect(await seat.refused('call.leave')).toBe('emergency-unacknowledged');
    expect(await seat.refused('call.hang-up')).toBe('emergency-unacknowledged');
    await police.sendDtmf('1');
    await seat.whenCall(
      'acknowledged',
      ({ emergencies }) => emergencies[0]?.acknowledgedBy === 'target-key',
    );
    await seat.does('call.leave');
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    await Promise.all([hears(citizen, OUTSIDE), hears(police, CITIZEN)]);
    citizen.hangUp();
    await police.ended;
  });

  it('first route busy: the second is dialled by itself', async () => {
    const { citizen, seat } = await at.talk();
    await seat.does('emergency.start', { targetId: '110', summary });
    (await at.stack.carrier.nextCall()).refuse(486);
    const doctor = await at.stack.carrierSecond.nextCall();
    await doctor.answer(tone(OUTSIDE));
    const { emergencies } = await seat.whenCall(
      'answered',
      (call) => call.emergencies[0]?.state === 'answered',
    );
    expect(emergencies[0]).toMatchObject({ route: 1, routes: 2 });
    await hears(citizen, OUTSIDE);
    doctor.hangUp();
    await seat.whenCall('left', ({ trouble }) => trouble?.code === 'emergency-left');
    await together(citizen, seat);
  });
});
