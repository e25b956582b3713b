/** 代接: a colleague takes what rings elsewhere; 从队列取: a person takes a waiting call themselves. */
import { describe, expect, it } from 'vitest';
import { isInCharge, isReady } from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { hearsNot, stage, together } from '../support/stage.ts';

const { talk, ready, seat: signIn, citizen: calls, booked } = stage();

/** A call rings at the first seat. */
async function ringingAtFirst() {
  const first = await ready('first');
  const citizen = await calls();
  const ringing = await first.rings();
  const { callId } = await first.whenCall('offered', () => true);
  return { first, citizen, ringing, callId };
}

describe(`picking up on the ${pbxKind} PBX`, () => {
  it('what rings at a colleague’s: theirs stops, and they are ready for the next call', async () => {
    const { first, citizen, ringing, callId } = await ringingAtFirst();
    const second = await signIn('second');
    await second.does('call.take', { callId });
    await ringing.ended;
    await isInCharge(second);
    await together(citizen, second);
    await isReady(first);
    expect(first.call).toBeNull();
    await booked(callId, 'call-answered');
  });

  it('a call that waits: taken by a seat that is not ready, which is not ready again afterwards', async () => {
    const second = await signIn('second');
    const citizen = await calls();
    const { waiting } = await second.when('waiting', (state) => state.waiting.length === 1);
    await second.does('call.take', { callId: waiting[0]?.callId });
    await isInCharge(second);
    await together(citizen, second);
    citizen.hangUp();
    await second.when('wrapping', ({ seat }) => seat.activity.kind === 'wrapping');
    await second.does('wrap.finish');
    await second.when('busy as before', ({ seat }) => seat.activity.kind === 'busy');
  });

  it('refused: what rings at the seat itself', async () => {
    const { first, citizen, ringing, callId } = await ringingAtFirst();
    expect(await first.refused('call.take', { callId })).toBe('not-allowed-now');
    await first.takes(ringing);
    await together(citizen, first);
  });

  it('refused: a call that has been answered', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    expect(await second.refused('call.take', { callId })).toBe('call-not-in-state');
    await together(citizen, seat);
    await hearsNot(citizen, second.hz);
  });

  it('refused: while in another call', async () => {
    const { citizen, seat } = await talk();
    const second = await signIn('second');
    const other = await calls();
    const { waiting } = await second.when('waiting', (state) => state.waiting.length === 1);
    const callId = waiting[0]?.callId;
    expect(await seat.refused('call.take', { callId })).toBe('not-allowed-now');
    await together(citizen, seat);
    other.hangUp();
  });

  it('refused: a call in the queue of a skill which the seat does not have', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await signIn('second');
    const dialect = await signIn('dialect');
    await seat.does('call.to-queue', { skill: 'cantonese', brief: null });
    await second.when('waiting', ({ waiting }) => waiting.length === 1);
    expect(await second.refused('call.take', { callId })).toBe('not-allowed-now');
    await dialect.does('call.take', { callId });
    await isInCharge(dialect);
    await together(citizen, dialect);
  });

  it('refused: a call that does not exist', async () => {
    const second = await ready('second');
    expect(await second.refused('call.take', { callId: 'no-such' })).toBe('no-such-call');
  });

  it('two colleagues at once: one of them has it, the other is free', async () => {
    const { first, citizen, callId } = await ringingAtFirst();
    const [second, third] = [await signIn('second'), await signIn('third')];
    const answers = await Promise.all([
      second.command('call.take', { callId }),
      third.command('call.take', { callId }),
    ]);
    expect(answers.some(({ ok }) => ok)).toBe(true);
    // The later one takes it from the earlier, whose telephone has not answered yet.
    const winner = answers[1].ok ? third : second;
    await isInCharge(winner);
    await together(citizen, winner);
    await isReady(first);
    expect((winner === third ? second : third).call).toBeNull();
  });
});
