/** The bridge is away and a seat dies, or loses its way to the PBX: the citizen is not dropped, the seat is back. */
import { describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { pbxKind } from '../support/stack.ts';
import { hearsMusic, stage, together } from '../support/stage.ts';

const at = stage();
/** As in bridge-away.contract.ts: a beat older than 5 s, and one more. */
const STALE_SECONDS = 7;

describe(`the bridge is away and the seat is in trouble, on the ${pbxKind} PBX`, () => {
  it('music within 3 s, the other seat rings and has the citizen; booked to it when the bridge is back', async () => {
    const [first, second] = [await at.ready('first'), await at.ready('second')];
    await eventually('the PBX knows whom to ring', async () =>
      /1001.*1002/.test(await at.stack.askPbx('hash select/hotline/seats')),
    );
    await at.stack.killBridge();
    await eventually('the beat is stale', async () => {
      const beat = Number(await at.stack.askPbx('hash select/hotline/alive'));
      return beat > 0 && Date.now() / 1000 >= beat + STALE_SECONDS;
    });
    const citizen = await at.citizen();
    // Both ring; the first to answer wins.
    const other = await second.rings();
    const phone = await first.answers();
    await other.ended;
    const callId = phone.header('X-Hotline-Call') ?? '';
    await together(citizen, first);
    const diedAt = performance.now();
    first.vanishes();
    await eventually('the voice fades', () => citizen.hearing.levelOf(first.hz, 40) < -50);
    await hearsMusic(citizen);
    expect(performance.now() - diedAt).toBeLessThan(3_000);
    await second.answers(12_000);
    await together(citizen, second);
    await at.stack.startBridge();
    await second.returnsToBridge();
    await second.whenCall('shown', (call) => call.callId === callId && call.state === 'talking');
    await at.stack.ledger.fact(callId, 'call-answered');
    const facts = at.stack.ledger.ofCall(callId).map(({ fact }) => fact);
    expect(facts.find(({ kind }) => kind === 'call-answered')).toMatchObject({ seatId: '1002' });
    await second.does('call.hang-up');
    await citizen.ended;
  });

  it('the seat loses its way to the PBX: registered again without the bridge, and rung; after its log-out, no more', async () => {
    const seat = await at.ready('first');
    await eventually('the PBX knows whom to ring', async () =>
      /1001/.test(await at.stack.askPbx('hash select/hotline/seats')),
    );
    await at.stack.killBridge();
    await seat.returnsToPbx();
    await eventually('the beat is stale', async () => {
      const beat = Number(await at.stack.askPbx('hash select/hotline/alive'));
      return beat > 0 && Date.now() / 1000 >= beat + STALE_SECONDS;
    });
    const citizen = await at.citizen();
    await seat.answers();
    await together(citizen, seat);
    await at.stack.startBridge();
    await seat.returnsToBridge();
    await seat.whenCall('shown', (call) => call.state === 'talking');
    await seat.does('call.hang-up');
    await citizen.ended;
    await seat.does('wrap.finish');
    await seat.does('seat.sign-out');
    await eventually('the registration is gone', async () =>
      (await at.stack.askPbx('sofia_contact internal/1001@127.0.0.1')).startsWith('error/'),
    );
    await expect(seat.returnsToPbx(1_000)).rejects.toThrow('403');
  });
});
