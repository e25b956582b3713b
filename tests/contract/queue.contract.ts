/** 转队列: sent to a skill's queue, with a brief; taken there, or back to the sender after its time. */
import { describe, expect, it } from 'vitest';
import { isInCharge, wraps } from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { hearsMusic, stage, together } from '../support/stage.ts';

const { talk, ready, seat: signIn, booked } = stage();
const brief = { reason: '只讲粤语', language: '粤语', title: '', text: '' };

describe(`sending to a queue on the ${pbxKind} PBX`, () => {
  it('a seat with the skill is offered the call, with the brief; place and waiting time stay', async () => {
    const { citizen, seat, callId } = await talk();
    const { queuedAt } = seat.call ?? {};
    const second = await ready('second');
    const dialect = await ready('dialect');
    await seat.does('call.to-queue', { skill: 'cantonese', brief });
    await wraps(seat);
    await hearsMusic(citizen);
    await dialect.answers();
    await isInCharge(dialect);
    expect(dialect.call).toMatchObject({ callId, brief, queuedAt });
    expect(second.call).toBeNull();
    await together(citizen, dialect);
    await booked(callId, 'call-sent-to-queue');
  });

  it('nobody takes it: back to the sender after its time, without a key', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.to-queue', { skill: 'cantonese', brief: null });
    await wraps(seat);
    await hearsMusic(citizen);
    await seat.when('back', ({ call }) => call?.callId === callId && call.state === 'talking');
    await isInCharge(seat);
    expect(seat.call?.trouble?.code).toBe('returned');
    await together(citizen, seat);
  });

  it('the seat with the skill declines: back to the sender after its time', async () => {
    const { citizen, seat, callId } = await talk();
    const dialect = await ready('dialect');
    await seat.does('call.to-queue', { skill: 'cantonese', brief: null });
    (await dialect.rings()).refuse(486);
    await seat.when('back', ({ call }) => call?.callId === callId && call.state === 'talking');
    await isInCharge(seat);
    await together(citizen, seat);
  });

  it('the citizen hangs up there: abandoned, and nobody is rung', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await signIn('second');
    await seat.does('call.to-queue', { skill: 'cantonese', brief: null });
    await second.when('waiting', ({ waiting }) => waiting.some((one) => one.callId === callId));
    citizen.hangUp();
    await second.when('gone', ({ waiting }) => waiting.length === 0);
    await booked(callId, 'call-abandoned');
  });

  it('an unknown skill: refused, and they talk on', async () => {
    const { citizen, seat } = await talk();
    expect(await seat.refused('call.to-queue', { skill: 'klingon', brief: null })).toBe(
      'no-such-target',
    );
    await together(citizen, seat);
  });
});
