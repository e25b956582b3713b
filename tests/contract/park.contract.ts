/** 挂起: the citizen waits under a number, with music, until somebody takes the call or its time is over. */
import type { Citizen } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import { isInCharge, isReady, wraps } from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { hearsMusic, hearsNot, stage, together } from '../support/stage.ts';

const { talk, ready, citizen: calls, booked } = stage();

describe(`parking on the ${pbxKind} PBX`, () => {
  it('parked: music, shown to everybody with its number; a colleague takes it', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    expect(await seat.does('call.park')).toEqual({ slot: '701' });
    await wraps(seat);
    await hearsMusic(citizen);
    await hearsNot(citizen, seat.hz);
    const { parked } = await second.when('shown', (state) => state.parked.length === 1);
    expect(parked[0]).toMatchObject({ callId, slot: '701', bySeat: '1001' });
    await second.does('call.take', { callId });
    // The person asked for it: their telephone answers by itself.
    await isInCharge(second);
    await together(citizen, second);
    await second.when('no longer shown', (state) => state.parked.length === 0);
    await booked(callId, 'call-unparked');
  });

  it('taken again by the seat that parked it, out of its wrap-up', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.park');
    await wraps(seat);
    await seat.does('wrap.finish');
    await isReady(seat);
    await seat.does('call.take', { callId });
    await isInCharge(seat);
    await together(citizen, seat);
  });

  it('taken by nobody: back to the seat that parked it, which is told', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.park');
    await hearsMusic(citizen);
    await seat.when(
      'back',
      ({ call }) => call?.callId === callId && call.state === 'talking',
      20_000,
    );
    await isInCharge(seat);
    expect(seat.call?.trouble?.code).toBe('returned');
    await together(citizen, seat);
  });

  it('parked on hold: taken, the citizen is not on hold', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await seat.does('call.hold');
    await seat.does('call.park');
    await wraps(seat);
    await second.does('call.take', { callId });
    await isInCharge(second);
    await together(citizen, second);
  });

  it('numbers are given in order, each once; with none free the citizen stays with the seat', async () => {
    const { citizen, seat, callId } = await talk();
    expect(await seat.does('call.park')).toEqual({ slot: '701' });
    const answersNext = async (): Promise<Citizen> => {
      await seat.does('wrap.finish');
      const next = await calls();
      await seat.answers();
      await isInCharge(seat);
      return next;
    };
    await answersNext();
    expect(await seat.does('call.park')).toEqual({ slot: '702' });
    const last = await answersNext();
    expect(await seat.refused('call.park')).toBe('no-free-slot');
    await together(last, seat);
    citizen.hangUp();
    await seat.when('its number is free', ({ parked }) =>
      parked.every((one) => one.callId !== callId),
    );
    expect(await seat.does('call.park')).toEqual({ slot: '701' });
  });

  it('the citizen hangs up while parked: gone from the list, and counted as abandoned', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await seat.does('call.park');
    await second.when('shown', (state) => state.parked.length === 1);
    citizen.hangUp();
    await second.when('no longer shown', (state) => state.parked.length === 0);
    await booked(callId, 'call-abandoned');
    expect(await second.refused('call.take', { callId })).toBe('call-not-in-state');
  });

  it('the colleague who takes it is gone in the same moment: the citizen is offered to the next', async () => {
    const { citizen, seat, callId } = await talk();
    const dialect = await ready('dialect');
    const second = await ready('second');
    await seat.does('call.park');
    await dialect.does('call.take', { callId });
    dialect.cutPhone();
    dialect.cutBridge();
    await second.answers(15_000);
    await isInCharge(second);
    await together(citizen, second);
  });
});
