/** 保持 and 取回, 静音, keys: who hears what, on the practice PBX and on a real FreeSWITCH alike. */
import { describe, expect, it } from 'vitest';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hearsMusic, hearsNot, stage, together } from '../support/stage.ts';

const { talk, kinds } = stage();

describe(`hold on the ${pbxKind} PBX`, () => {
  it('held: music for the citizen, silence for the seat, nothing leaks either way; then together again', async () => {
    const { citizen, seat, callId } = await talk();
    await seat.does('call.hold');
    await seat.whenCall('held', ({ held }) => held);
    await hearsMusic(citizen);
    await Promise.all([hearsNot(citizen, seat.hz), hearsNot(seat.phone, CITIZEN)]);
    await seat.does('call.retrieve');
    await together(citizen, seat);
    expect(kinds(callId)).toEqual(expect.arrayContaining(['caller-held', 'caller-retrieved']));
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
});
