/** 口译: a specialist is called into the room; the first seat keeps the call and its ticket. */
import { describe, expect, it } from 'vitest';
import {
  CANTONESE,
  DIALECT,
  invite,
  isGone,
  isInCharge,
  isReady,
  joins,
  wraps,
} from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import { CITIZEN, hearsNot, stage, together } from '../support/stage.ts';

const { talk, ready } = stage();
const brief = { reason: '口译', language: '粤语', title: '水费', text: '账单有误' };

async function interpreting() {
  const talkNow = await talk();
  const { seat, citizen } = talkNow;
  const dialect = await ready('dialect');
  await invite(seat, 'interpret', CANTONESE, brief);
  await dialect.answers();
  const leg = await joins(seat, 'specialist');
  await Promise.all([
    together(citizen, dialect),
    together(citizen, seat),
    seat.hears(dialect.hz),
    dialect.hears(seat.hz),
  ]);
  return { ...talkNow, dialect, leg };
}

describe(`interpreter on the ${pbxKind} PBX`, () => {
  it('hears and speaks to both; the first seat keeps the call; the brief arrives before the answer', async () => {
    const { citizen, seat } = await talk();
    const dialect = await ready('dialect');
    await invite(seat, 'interpret', DIALECT, brief);
    const ringing = await dialect.rings();
    expect((await dialect.whenCall('told', (call) => call.brief !== null)).brief).toEqual(brief);
    // Meanwhile nobody is alone.
    await together(citizen, seat);
    await dialect.takes(ringing);
    await joins(seat, 'specialist');
    await Promise.all([together(citizen, dialect), seat.hears(dialect.hz)]);
    expect(seat.call).toMatchObject({ part: 'owner', ownerSeat: '1001' });
    expect(dialect.call).toMatchObject({ part: 'guest', ownerSeat: '1001' });
  });

  it('leaves: citizen and seat stay together', async () => {
    const { citizen, seat, dialect } = await interpreting();
    await dialect.does('call.leave');
    await isGone(seat, 'specialist');
    await isReady(dialect);
    await together(citizen, seat);
  });

  it('may not hold, park or send the citizen away; may mute itself', async () => {
    const { citizen, seat, dialect, leg } = await interpreting();
    for (const name of ['call.hold', 'call.park'] as const)
      expect(await dialect.refused(name)).toBe('not-your-call');
    expect(await dialect.refused('call.complete', { legId: leg })).toBe('not-your-call');
    await dialect.does('call.mute', { muted: true });
    await dialect.whenCall('muted', ({ muted }) => muted);
    await hearsNot(citizen, dialect.hz);
    await Promise.all([together(citizen, seat), dialect.hears(CITIZEN)]);
  });

  it('the first seat leaves: the specialist has the call', async () => {
    const { citizen, seat, dialect } = await interpreting();
    await seat.does('call.leave');
    await wraps(seat);
    await isInCharge(dialect);
    await together(citizen, dialect);
  });

  it.each([
    ['busy', 486, 'busy'],
    ['temporarily unavailable', 480, 'unreachable'],
    ['declined', 603, 'rejected'],
  ] as const)('%s: citizen and seat talk on, with the reason', async (_, status, code) => {
    const { citizen, seat } = await talk();
    const dialect = await ready('dialect');
    await invite(seat, 'interpret', CANTONESE, brief);
    (await dialect.rings()).refuse(status);
    await seat.whenCall('told', ({ trouble }) => trouble?.code === code);
    await together(citizen, seat);
  });

  it('nobody speaks the language now: refused at once', async () => {
    const { citizen, seat } = await talk();
    expect(
      await seat.refused('call.invite', { purpose: 'interpret', target: CANTONESE, brief }),
    ).toBe('target-unavailable');
    await together(citizen, seat);
  });
});
