/** Who may do what, asked past the desk's own keys: a forged command changes nothing. */
import type { CommandName } from '@hotline/domain/protocol';
import { describe, expect, it } from 'vitest';
import { invite, joins, SECOND, wraps } from '../support/invite.ts';
import type { PlainSeat } from '../support/plain-seat.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hearsNot, stage, together } from '../support/stage.ts';

const { talk, ready, seat: signIn } = stage();

/** Everything that a seat may ask of a call, with arguments that are in order. */
const commands = [
  ['call.hang-up', {}],
  ['call.leave', {}],
  ['call.hold', {}],
  ['call.retrieve', {}],
  ['call.mute', { muted: true }],
  ['call.dtmf', { digits: '1' }],
  ['call.invite', { purpose: 'blind', target: SECOND, brief: null }],
  ['call.cancel', { legId: 'x' }],
  ['call.complete', { legId: 'x' }],
  ['call.merge', {}],
  ['call.swap', { legId: 'x' }],
  ['call.drop', { legId: 'x' }],
  ['call.park', {}],
  ['call.to-queue', { skill: 'cantonese', brief: null }],
  ['call.rebuild', {}],
  ['recording.pause', { paused: true }],
  [
    'emergency.start',
    { targetId: '110', summary: { reason: '', language: null, title: '', text: '' } },
  ],
  ['caller.reveal', {}],
  ['emergency.sealed', {}],
] as const;

/** What the seat that had a call may still look at. */
const ofTheRecord: readonly string[] = ['caller.reveal', 'emergency.sealed'];

/** Asks for each, and says with which code each was refused. */
async function refusals(
  seat: PlainSeat,
  callId: string,
  asked: readonly (readonly [CommandName, object])[] = commands,
): Promise<[CommandName, string][]> {
  const codes: [CommandName, string][] = [];
  for (const [name, args] of asked)
    codes.push([name, await seat.refused(name, { ...args, callId })]);
  return codes;
}

describe(`rights on the ${pbxKind} PBX`, () => {
  it("another's call: every command is refused, and nobody notices", async () => {
    const { citizen, seat, callId } = await talk();
    const [third, second] = [await ready('third'), await ready('second')];
    const codes = await refusals(third, callId);
    expect(codes).toEqual(commands.map(([name]) => [name, 'not-your-call']));
    expect(await third.refused('call.reject', { callId })).toBe('not-your-call');
    await together(citizen, seat);
    expect(seat.call).toMatchObject({ held: false, muted: false, trouble: null });
    expect(second.call).toBeNull();
  });

  it('a call that does not exist: every command is refused', async () => {
    const first = await ready('first');
    await ready('second');
    const codes = await refusals(first, 'no-such');
    expect(codes).toEqual(
      commands.map(([name]) => [
        name,
        // A time-line is sealed: whether there was such a call is not told either.
        name === 'emergency.sealed' ? 'not-your-call' : 'no-such-call',
      ]),
    );
  });

  it('a call that has ended: every command is refused', async () => {
    const { citizen, seat, callId } = await talk();
    await ready('second');
    citizen.hangUp();
    await wraps(seat);
    const done = commands.filter(([name]) => !ofTheRecord.includes(name));
    expect(await refusals(seat, callId, done)).toEqual(
      done.map(([name]) => [name, 'call-not-in-state']),
    );
  });

  it('to oneself: refused', async () => {
    const { citizen, seat } = await talk();
    const target = { kind: 'entry', id: 'seat-1001' };
    for (const purpose of ['blind', 'attended', 'consult', 'conference'])
      expect(await seat.refused('call.invite', { purpose, target, brief: null })).toBe(
        'target-is-self',
      );
    await together(citizen, seat);
    expect(seat.call?.held).toBe(false);
  });

  it('to somebody who is in the call already: refused', async () => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'conference', SECOND);
    await second.answers();
    await joins(seat, 'colleague');
    expect(
      await seat.refused('call.invite', { purpose: 'consult', target: SECOND, brief: null }),
    ).toBe('target-unavailable');
    await together(citizen, second);
  });

  it.each([
    [
      'busy',
      async (): Promise<void> => {
        await signIn('second');
      },
    ],
    ['signed out', async (): Promise<void> => {}],
    [
      'without a telephone',
      async (): Promise<void> => {
        const second = await ready('second');
        second.cutPhone();
        await second.when('unregistered', ({ seat }) => !seat.device.registered);
      },
    ],
  ] as const)('to a colleague who is %s: refused at once', async (_, prepare) => {
    const { citizen, seat } = await talk();
    await prepare();
    expect(
      await seat.refused('call.invite', { purpose: 'blind', target: SECOND, brief: null }),
    ).toBe('target-unavailable');
    await together(citizen, seat);
    expect(seat.call?.held).toBe(false);
  });

  it.each(['blind', 'attended', 'consult'] as const)(
    '%s: the colleague signs out while it rings: together again, with the reason',
    async (purpose) => {
      const { citizen, seat } = await talk();
      const second = await ready('second');
      await invite(seat, purpose, SECOND);
      const ringing = await second.rings();
      await second.command('seat.sign-out', {});
      await ringing.ended;
      await seat.whenCall('told', ({ trouble, held }) => trouble !== null && !held);
      await together(citizen, seat);
    },
  );

  it('a guest may not hold, transfer or end it for all; hanging up ends their own part', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await ready('third');
    await invite(seat, 'conference', SECOND);
    await second.answers();
    const legId = await joins(seat, 'colleague');
    const target = { kind: 'entry', id: 'seat-1003' };
    const beyondAGuest = [
      ['call.hold', {}],
      ['call.park', {}],
      ['call.complete', { legId }],
      ['call.drop', { legId }],
      ['call.merge', {}],
      ['call.swap', { legId }],
      ['call.dtmf', { digits: '1' }],
      ['call.invite', { purpose: 'conference', target, brief: null }],
      ['call.to-queue', { skill: 'cantonese', brief: null }],
      ['recording.pause', { paused: true }],
      ['call.rebuild', {}],
    ] as const;
    expect(await refusals(second, callId, beyondAGuest)).toEqual(
      beyondAGuest.map(([name]) => [name, 'not-your-call']),
    );
    await Promise.all([together(citizen, seat), together(citizen, second)]);
    await second.does('call.hang-up');
    await together(citizen, seat);
    await hearsNot(citizen, second.hz);
  });

  it('malformed arguments: refused, and the connection lives', async () => {
    const { citizen, seat } = await talk();
    expect(await seat.refused('call.dtmf', { digits: 'rm -rf' })).toBe('malformed');
    expect(await seat.refused('call.invite', { purpose: 'conjure' })).toBe('malformed');
    await Promise.all([together(citizen, seat), seat.hears(CITIZEN)]);
  });
});
