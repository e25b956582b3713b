/** 班长: 监听, 耳语, 强插, taking over, 强拆. A whisper is for the seat in charge alone, whatever else happens. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import {
  invite,
  isGone,
  isInCharge,
  isReady,
  joins,
  SECOND,
  WATER,
  wraps,
} from '../support/invite.ts';
import type { PlainSeat } from '../support/plain-seat.ts';
import { pbxKind } from '../support/stack.ts';
import {
  CITIZEN,
  hears,
  hearsNot,
  neverHears,
  OUTSIDE,
  stage,
  together,
  type Talk,
} from '../support/stage.ts';

const at = stage();
const { talk, seat: signIn, ready, booked } = at;
type Mode = 'listen' | 'whisper' | 'barge';

/** Joins by itself: the person asked for it with a key. */
async function joinsAs(mode: Mode, { callId }: Talk): Promise<PlainSeat> {
  const leader = await signIn('leader');
  await leader.does('monitor.start', { callId, mode });
  await leader.whenCall('in', ({ legs }) =>
    legs.some((leg) => leg.role === 'leader' && leg.state === 'in-room' && leg.mode === mode),
  );
  return leader;
}
const become = (leader: PlainSeat, mode: Mode): Promise<unknown> =>
  leader.does('monitor.mode', { mode });

describe(`leader on the ${pbxKind} PBX`, () => {
  it('listens: hears both, is heard by neither, and the seat is not told', async () => {
    const now = await talk();
    const { citizen, seat } = now;
    await neverHears(citizen, 2125, async () => {
      const leader = await joinsAs('listen', now);
      await Promise.all([leader.hears(CITIZEN), leader.hears(seat.hz)]);
      await hearsNot(seat.phone, leader.hz);
      await together(citizen, seat);
      expect(leader.call).toMatchObject({ part: 'leader', ownerSeat: '1001' });
    });
    expect(seat.call?.legs.some(({ role }) => role === 'leader')).toBe(false);
    await booked(now.callId, 'leader-mode');
  });

  it('whispers from the first word on: the seat hears and is told, the citizen never does', async () => {
    const now = await talk();
    const { citizen, seat } = now;
    await neverHears(citizen, 2125, async () => {
      const leader = await joinsAs('whisper', now);
      await Promise.all([seat.hears(leader.hz), leader.hears(CITIZEN), leader.hears(seat.hz)]);
      await seat.whenCall('told', ({ legs }) => legs.some(({ mode }) => mode === 'whisper'));
      await together(citizen, seat);
    });
  });

  it('changes between listening and whispering while they talk: not a word reaches the citizen', async () => {
    const now = await talk();
    const { citizen, seat } = now;
    await neverHears(citizen, 2125, async () => {
      const leader = await joinsAs('listen', now);
      await leader.hears(CITIZEN);
      for (let round = 0; round < 2; round += 1) {
        await become(leader, 'whisper');
        await seat.hears(leader.hz);
        await become(leader, 'listen');
        await hearsNot(seat.phone, leader.hz, 200);
      }
      await together(citizen, seat);
    });
  });

  it('speaks to both, then whispers again: from then on the citizen hears nothing more', async () => {
    const now = await talk();
    const { citizen, seat } = now;
    const leader = await joinsAs('whisper', now);
    await seat.hears(leader.hz);
    await become(leader, 'barge');
    await Promise.all([hears(citizen, leader.hz), seat.hears(leader.hz), leader.hears(CITIZEN)]);
    await become(leader, 'whisper');
    await hearsNot(citizen, leader.hz);
    await neverHears(citizen, leader.hz, async () => {
      await seat.hears(leader.hz);
      await become(leader, 'listen');
      await hearsNot(seat.phone, leader.hz, 200);
      await become(leader, 'whisper');
      await seat.hears(leader.hz);
    });
  });

  it('whispers with a third in the room: only the seat in charge hears; also who comes later does not', async () => {
    const now = await talk();
    const { citizen, seat } = now;
    const second = await ready('second');
    await invite(seat, 'conference', SECOND);
    await second.answers();
    await joins(seat, 'colleague');
    await neverHears(citizen, 2125, () =>
      neverHears(second.phone, 2125, async () => {
        const leader = await joinsAs('whisper', now);
        await seat.hears(leader.hz);
        await invite(seat, 'conference', WATER);
        const water = await at.stack.carrier.nextCall();
        await water.answer(tone(OUTSIDE));
        await neverHears(water, leader.hz, async () => {
          await joins(seat, 'outside');
          await Promise.all([hears(water, CITIZEN), seat.hears(leader.hz), leader.hears(OUTSIDE)]);
        });
      }),
    );
  });

  it('begins to whisper while somebody is being dialled: they never hear it, from the moment they join', async () => {
    const now = await talk();
    const { seat } = now;
    await invite(seat, 'conference', WATER);
    const water = await at.stack.carrier.nextCall();
    water.ring();
    const leader = await joinsAs('whisper', now);
    await seat.hears(leader.hz);
    await water.answer(tone(OUTSIDE));
    await neverHears(water, leader.hz, async () => {
      await joins(seat, 'outside');
      await Promise.all([hears(water, CITIZEN), seat.hears(leader.hz), leader.hears(OUTSIDE)]);
    });
  });

  it('takes over: has the call, and both hear each other; the seat writes up', async () => {
    const now = await talk();
    const leader = await joinsAs('whisper', now);
    await now.seat.hears(leader.hz);
    await leader.does('monitor.take-over');
    await wraps(now.seat);
    await isInCharge(leader);
    await together(now.citizen, leader);
    await booked(now.callId, 'call-transferred');
  });

  it('ends the call (强拆): citizen and seat are out, and it is on the ledger', async () => {
    const now = await talk();
    const leader = await joinsAs('listen', now);
    await leader.does('monitor.force-end');
    await now.citizen.ended;
    await wraps(now.seat);
    await isOut(leader);
    await booked(now.callId, 'call-forced-end');
  });

  it('leaves: the two talk on and never noticed', async () => {
    const now = await talk();
    const leader = await joinsAs('listen', now);
    await leader.does('call.leave');
    await isOut(leader);
    await together(now.citizen, now.seat);
  });

  it('a second leader is refused: two who whisper would each think they are alone with the seat', async () => {
    const now = await talk();
    const { callId } = now;
    await joinsAs('listen', now);
    const other = await signIn('other-leader');
    expect(await other.refused('monitor.start', { callId, mode: 'whisper' })).toBe('already');
    await together(now.citizen, now.seat);
  });

  it('the citizen hangs up while a leader listens: the call is over for all', async () => {
    const now = await talk();
    const leader = await joinsAs('listen', now);
    now.citizen.hangUp();
    await wraps(now.seat);
    await isOut(leader);
  });

  it('the seat hangs up while a leader whispers: over for all, nobody is left with the citizen by accident', async () => {
    const now = await talk();
    const leader = await joinsAs('whisper', now);
    await now.seat.does('call.hang-up');
    await now.citizen.ended;
    await isOut(leader);
  });

  it('the seat holds while a leader whispers: seat and leader talk, the citizen hears neither', async () => {
    const now = await talk();
    const { citizen, seat } = now;
    const leader = await joinsAs('whisper', now);
    await neverHears(citizen, leader.hz, async () => {
      await seat.does('call.hold');
      await Promise.all([seat.hears(leader.hz), leader.hears(seat.hz)]);
      await hearsNot(citizen, seat.hz);
      await seat.does('call.retrieve');
      await together(citizen, seat);
    });
  });

  it('the call goes to a colleague while a leader listens: the leader is out of it', async () => {
    const now = await talk();
    const second = await ready('second');
    const leader = await joinsAs('listen', now);
    await invite(now.seat, 'attended', SECOND);
    await second.answers();
    await isInCharge(second);
    await isOut(leader);
    await isGone(second, 'leader');
    await together(now.citizen, second);
  });

  it('a seat that is no leader: refused', async () => {
    const { callId } = await talk();
    const second = await ready('second');
    expect(await second.refused('monitor.start', { callId, mode: 'listen' })).toBe(
      'not-allowed-now',
    );
    await isReady(second);
  });
});

/** Out of the call: signed in as busy, and busy again. */
async function isOut(leader: PlainSeat): Promise<void> {
  await leader.when('out of the call', ({ call, seat }) => {
    return call === null && seat.activity.kind === 'busy';
  });
}
