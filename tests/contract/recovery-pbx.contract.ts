/** The PBX is started anew: its calls are lost, and nothing else is. */
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { pbxKind } from '../support/stack.ts';
import { stage, together } from '../support/stage.ts';

const at = stage();

describe(`the ${pbxKind} PBX is started anew`, () => {
  it('seats are registered again within 5 s, every lost call is on the ledger, and the next one comes', async () => {
    const { seat, callId } = await at.talk();
    const waiting = await at.seat('second');
    const citizen = await at.citizen();
    await waiting.when('waits', (state) => state.waiting.some((one) => one.callId !== callId));
    const waitingId = waiting.state.waiting.find((one) => one.callId !== callId)?.callId ?? '';
    await at.stack.ledger.fact(waitingId, 'call-queued');
    await at.stack.stopPbx();
    await seat.when('the seat is told', ({ hotline }) => hotline.pbx === 'away');
    citizen.hangUp();
    await at.stack.startPbx();
    const upAt = performance.now();
    await Promise.all([seat.returnsToPbx(), waiting.returnsToPbx()]);
    await seat.when('registered', (state) => state.seat.device.registered);
    expect(performance.now() - upAt).toBeLessThan(5_000);
    await seat.when('live', ({ hotline }) => hotline.pbx === 'live');
    await eventually(
      'both calls are over on the ledger',
      () =>
        at.kinds(callId).includes('call-ended') &&
        at.kinds(waitingId).includes('call-abandoned') &&
        at.kinds(waitingId).includes('call-ended'),
    );
    await seat.when('no talk', ({ seat: { activity } }) => activity.kind !== 'talking');
    await seat.when('ready', ({ seat: { activity } }) => activity.kind === 'ready');
    const next = await at.citizen();
    await seat.answers();
    await together(next, seat);
  });
});
