/** 保持 and 取回, 静音, keys: who hears what, on the practice PBX and on a real FreeSWITCH alike. */
import { describe, expect, it } from 'vitest';
import { invite, joins, SECOND, wraps } from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hearsMusic, hearsNot, stage, together } from '../support/stage.ts';

const { talk, ready, booked, kinds } = stage();

describe(`hold on the ${pbxKind} PBX`, () => {
  it('held: music for the citizen, silence for the seat, nothing leaks either way; then together again', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hold');
    await seat.whenCall('held', ({ held }) => held);
    await hearsMusic(citizen);
    await Promise.all([hearsNot(citizen, seat.hz), hearsNot(seat.phone, CITIZEN)]);
    await seat.does('call.retrieve');
    await together(citizen, seat);
    await booked(callId, 'caller-held');
    await booked(callId, 'caller-retrieved');
  });

  it('held twice, or retrieved when nobody is held: refused, and nothing changes', async () => {
    const { citizen, seat, callId } = await talk();
    expect(await seat.refused('call.retrieve')).toBe('call-not-in-state');
    await seat.does('call.hold');
    expect(await seat.refused('call.hold')).toBe('call-not-in-state');
    await seat.does('call.retrieve');
    await together(citizen, seat);
    await booked(callId, 'caller-retrieved');
    expect(kinds(callId).filter((kind) => kind === 'caller-held')).toHaveLength(1);
  });

  it('citizen hangs up on hold: the seat writes up, the call was ended by the citizen', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hold');
    await hearsMusic(citizen);
    citizen.hangUp();
    await seat.phone.ended;
    await wraps(seat);
    expect(seat.call).toMatchObject({ state: 'wrapping', endedBy: 'caller' });
    await booked(callId, 'call-ended');
  });

  it('seat vanishes on hold: the citizen goes back to the queue, and to that seat when it returns', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await second.does('seat.set', { to: { kind: 'busy' } });
    await seat.does('call.hold');
    await hearsMusic(citizen);
    seat.vanishes();
    await second.when(
      'waiting again',
      ({ waiting }) => waiting.some((one) => one.callId === callId),
      20_000,
    );
    await seat.returns();
    await seat.whenCall('the same call', (call) => call.callId === callId, 20_000);
    await seat.whenCall('talking', ({ state, held }) => state === 'talking' && !held);
    await together(citizen, seat);
  });

  it('hold with a third: seat and colleague talk, the citizen hears music; then all three', async () => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'conference', SECOND);
    await second.answers();
    await joins(seat, 'colleague');
    await Promise.all([together(citizen, second), seat.hears(second.hz)]);
    await seat.does('call.hold');
    await Promise.all([
      hearsNot(citizen, seat.hz),
      hearsNot(citizen, second.hz),
      hearsNot(second.phone, CITIZEN),
    ]);
    await Promise.all([seat.hears(second.hz), second.hears(seat.hz)]);
    await seat.does('call.retrieve');
    await Promise.all([together(citizen, seat), together(citizen, second)]);
  });

  it('muted: the citizen does not hear the seat, the seat hears the citizen', async () => {
    const { citizen, seat } = await talk();
    await seat.does('call.mute', { muted: true });
    await seat.whenCall('muted', ({ muted }) => muted);
    await hearsNot(citizen, seat.hz);
    await seat.hears(CITIZEN);
    await seat.does('call.mute', { muted: false });
    await together(citizen, seat);
  });

  it('muted and held: still muted when the citizen is back', async () => {
    const { citizen, seat } = await talk();
    await seat.does('call.mute', { muted: true });
    await seat.does('call.hold');
    await seat.does('call.retrieve');
    await seat.hears(CITIZEN);
    await hearsNot(citizen, seat.hz);
    expect(seat.call).toMatchObject({ held: false, muted: true });
  });

  it('keys of the seat reach the citizen, who hears the seat all the while', async () => {
    const { citizen, seat } = await talk();
    await seat.does('call.dtmf', { digits: '12#' });
    expect(await citizen.nextKeys(3)).toBe('12#');
    await together(citizen, seat);
  });
});
