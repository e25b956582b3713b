/** The citizen's line drops while 110 is on it: they are called back by themselves. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import { caseOf, connected, isCase } from '../support/emergency.ts';
import { eventually } from '../support/eventually.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, OUTSIDE, hears, stage } from '../support/stage.ts';

const at = stage();

describe(`call-back in an emergency, on the ${pbxKind} PBX`, () => {
  it('first busy, then answered: all three together again, in the same call', async () => {
    const { citizen, seat, police, callId } = await connected(at);
    const number = at.stack.ledger
      .ofCall(callId)
      .flatMap(({ fact }) => (fact.kind === 'call-arrived' ? [fact.number] : []))[0];
    citizen.hangUp();
    await seat.whenCall('told', ({ absent }) => absent?.callBack?.attempt === 1);
    await Promise.all([hears(police, seat.hz), seat.hears(OUTSIDE)]);
    const first = await at.stack.carrier.nextCall(8_000);
    expect(first).toMatchObject({ dialled: number, callerNumber: '12345' });
    first.refuse(486);
    const back = await at.stack.carrier.nextCall(8_000);
    expect(back.dialled).toBe(number);
    await back.answer(tone(CITIZEN));
    await seat.whenCall('back', ({ absent }) => absent === null);
    await Promise.all([
      hears(back, seat.hz),
      hears(back, OUTSIDE),
      hears(police, CITIZEN),
      seat.hears(CITIZEN),
    ]);
    expect(seat.call).toMatchObject({ callId, part: 'owner' });
    // It goes on from where it was: acknowledged by the key, then the seat may leave.
    await police.sendDtmf('1');
    await isCase(seat, 'acknowledged', ({ state }) => state === 'acknowledged');
    await seat.does('call.leave');
    await Promise.all([hears(back, OUTSIDE), hears(police, CITIZEN)]);
    back.hangUp();
    await police.ended;
    await at.stack.ledger.fact(callId, 'call-ended');
    expect(at.kinds(callId)).toEqual(expect.arrayContaining(['caller-dropped', 'caller-back']));
  });

  it('in vain: the seat stays with 110, and is told', async () => {
    const { citizen, seat, police, callId } = await connected(at);
    citizen.hangUp();
    for (const status of [486, 480]) (await at.stack.carrier.nextCall(8_000)).refuse(status);
    await seat.whenCall('told', ({ trouble }) => trouble?.code === 'call-back-failed');
    await Promise.all([hears(police, seat.hz), seat.hears(OUTSIDE)]);
    expect(caseOf(seat)?.steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['caller-dropped', 'call-back', 'call-back-failed']),
    );
    police.hangUp();
    await seat.when('over', (state) => state.seat.activity.kind !== 'talking');
    await eventually('booked', () => at.kinds(callId).includes('call-ended'));
  });
});
