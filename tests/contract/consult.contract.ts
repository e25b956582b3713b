/** 咨询转: in confidence, then completed, made a three-way call, or taken back. */
import { describe, expect, it } from 'vitest';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hears, hearsMusic, hearsNot, legOf, stage, together } from '../support/stage.ts';

const { talk, ready, seat: signIn, kinds } = stage();

describe(`consultation on the ${pbxKind} PBX`, () => {
  async function consulting() {
    const second = await ready('second');
    await second.does('seat.set', { to: { kind: 'busy' } });
    const talkNow = await talk();
    await second.ready();
    const { seat } = talkNow;
    await seat.does('call.invite', {
      purpose: 'consult',
      target: { kind: 'entry', id: 'seat-1002' },
      brief: { reason: '社保问题', language: null, title: '', text: '' },
    });
    await hearsMusic(talkNow.citizen);
    await second.answers();
    const call = await seat.whenCall('consulting', ({ legs }) =>
      legs.some(({ role, state }) => role === 'colleague' && state === 'in-room'),
    );
    await Promise.all([seat.hears(second.hz), second.hears(seat.hz)]);
    return { ...talkNow, second, leg: legOf(call, 'colleague') };
  }

  it('in confidence: the citizen hears music and neither of the two, and is not heard', async () => {
    const { citizen, seat, second } = await consulting();
    await Promise.all([
      hearsNot(citizen, seat.hz),
      hearsNot(citizen, second.hz),
      hearsNot(seat.phone, CITIZEN),
      hearsNot(second.phone, CITIZEN),
    ]);
    expect(second.call).toMatchObject({ part: 'guest', brief: { reason: '社保问题' } });
  });

  it('completed: the colleague has the call, the first seat writes up', async () => {
    const { citizen, seat, second, leg, callId } = await consulting();
    await seat.does('call.complete', { legId: leg });
    await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
    await second.whenCall(
      'in charge',
      ({ part, ownerSeat }) => part === 'owner' && ownerSeat === '1002',
    );
    await together(citizen, second);
    expect(kinds(callId)).toContain('call-transferred');
  });

  it('three-way: everybody hears everybody', async () => {
    const { citizen, seat, second } = await consulting();
    await seat.does('call.merge');
    await Promise.all([
      together(citizen, seat),
      together(citizen, second),
      seat.hears(second.hz),
      second.hears(seat.hz),
    ]);
  });

  it('taken back: the colleague is gone, citizen and seat are together', async () => {
    const { citizen, seat, second, leg } = await consulting();
    await seat.does('call.drop', { legId: leg });
    await together(citizen, seat);
    await second.when('ready', (state) => state.seat.activity.kind === 'ready');
    await hears(citizen, seat.hz);
  });

  it('refused by the colleague: together again, with the reason', async () => {
    const second = await signIn('second');
    const { citizen, seat } = await talk();
    await second.ready();
    await seat.does('call.invite', {
      purpose: 'consult',
      target: { kind: 'entry', id: 'seat-1002' },
      brief: null,
    });
    (await second.rings()).refuse(486);
    await seat.whenCall('told', ({ trouble, held }) => trouble?.code === 'busy' && !held);
    await together(citizen, seat);
  });
});
