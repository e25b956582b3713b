/** 释放转 and 成功转: to a colleague's seat, to somebody outside, to a skill group; and everything that can go wrong. */
import { tone } from '@hotline/practice-pbx/citizen';
import { describe, expect, it } from 'vitest';
import {
  CANTONESE,
  invite,
  isGone,
  isInCharge,
  isReady,
  SECOND,
  TYPED,
  WATER,
  wraps,
  type Purpose,
} from '../support/invite.ts';
import { pbxKind } from '../support/stack.ts';
import {
  CITIZEN,
  hears,
  hearsMusic,
  hearsNot,
  OUTSIDE,
  stage,
  together,
} from '../support/stage.ts';

const at = stage();
const { talk, ready, booked, kinds } = at;
const brief = { reason: '转办', language: null, title: '漏水', text: '三楼' };

const transfers = [
  ['释放转', 'blind'],
  ['成功转', 'attended'],
] as const satisfies [string, Purpose][];

describe(`transfer to a colleague on the ${pbxKind} PBX`, () => {
  it.each(transfers)('%s (%s): the colleague has the call and its brief', async (_, purpose) => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await invite(seat, purpose, SECOND, brief);
    const ringing = await second.rings();
    await second.whenCall('told why', (call) => call.brief?.reason === '转办');
    // Released, the citizen hears music until the colleague answers; else they go on talking.
    if (purpose === 'blind') {
      await seat.whenCall('released', ({ released }) => released);
      await hearsMusic(citizen);
      await hearsNot(citizen, seat.hz);
    } else await together(citizen, seat);
    await second.takes(ringing);
    await isInCharge(second);
    await wraps(seat);
    await together(citizen, second);
    expect(second.call?.brief).toMatchObject(brief);
    await booked(callId, 'call-transferred');
  });

  it('释放转, and the seat goes while it rings: the colleague has the call all the same', async () => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'blind', SECOND);
    const ringing = await second.rings();
    await seat.does('call.hang-up');
    await wraps(seat);
    await hearsMusic(citizen);
    await second.takes(ringing);
    await isInCharge(second);
    await together(citizen, second);
  });

  it('释放转, the seat has gone and the colleague refuses: the call comes back to the seat', async () => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await invite(seat, 'blind', SECOND);
    const ringing = await second.rings();
    await seat.does('call.leave');
    await wraps(seat);
    ringing.refuse(486);
    await seat.when('back', ({ call }) => call?.callId === callId && call.state === 'talking');
    await isInCharge(seat);
    await together(citizen, seat);
  });

  it.each(transfers)('%s (%s) taken back while it rings', async (_, purpose) => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, purpose, SECOND);
    const ringing = await second.rings();
    const leg = seat.call?.legs.find(({ role }) => role === 'colleague')?.legId;
    await seat.does('call.cancel', { legId: leg });
    await ringing.ended;
    await together(citizen, seat);
    await isReady(second);
    expect(seat.call).toMatchObject({ held: false, released: false });
  });

  const failures = [
    ['busy (486)', 'busy', 486],
    ['temporarily unavailable (480)', 'unreachable', 480],
    ['declined (603)', 'rejected', 603],
    ['no answer', 'no-answer', null],
  ] as const;
  it.each(
    transfers.flatMap(([name, purpose]) =>
      failures.map(([what, code, status]) => [`${name}: ${what}`, purpose, code, status] as const),
    ),
  )('%s: citizen and seat are together, the reason is told', async (_, purpose, code, status) => {
    const { citizen, seat, callId } = await talk();
    const second = await ready('second');
    await invite(seat, purpose, SECOND);
    const ringing = await second.rings();
    if (status !== null) ringing.refuse(status);
    await seat.whenCall(code, ({ trouble }) => trouble?.code === code && trouble.who === '1002');
    await ringing.ended;
    await together(citizen, seat);
    expect(seat.call).toMatchObject({ held: false, released: false, state: 'talking' });
    expect(kinds(callId)).not.toContain('call-transferred');
  });

  it('the colleague declines with the key of their desk', async () => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, 'attended', SECOND);
    const ringing = await second.rings();
    await second.does('call.reject');
    await ringing.ended;
    await seat.whenCall('told', ({ trouble }) => trouble?.code === 'rejected');
    await together(citizen, seat);
  });

  it.each(transfers)('%s (%s): the citizen hangs up while it rings', async (_, purpose) => {
    const { citizen, seat } = await talk();
    const second = await ready('second');
    await invite(seat, purpose, SECOND);
    const ringing = await second.rings();
    citizen.hangUp();
    await Promise.all([ringing.ended, seat.phone.ended]);
    await Promise.all([wraps(seat), isReady(second)]);
  });
});

describe(`transfer to somebody outside on the ${pbxKind} PBX`, () => {
  it.each(transfers)('%s (%s) to an entry of the directory', async (_, purpose) => {
    const { citizen, seat, callId } = await talk();
    await invite(seat, purpose, WATER);
    const water = await at.stack.carrier.nextCall();
    expect(water.dialled).toBe('07105550101');
    // The department sees who calls, not the hotline.
    expect(water.assertedNumber).toBe(citizenOf(callId));
    water.ring();
    if (purpose === 'blind') await hearsMusic(citizen);
    else await together(citizen, seat);
    await water.answer(tone(OUTSIDE));
    await wraps(seat);
    await Promise.all([hears(citizen, OUTSIDE), hears(water, CITIZEN)]);
    await booked(callId, 'call-handed-over');
    water.hangUp();
    // Nobody of ours has the call any more: it is over with them.
    await citizen.ended;
    await booked(callId, 'call-ended');
  });

  it('成功转 to a number that was typed; the citizen hangs up afterwards', async () => {
    const { citizen, seat } = await talk();
    await invite(seat, 'attended', TYPED);
    const outside = await at.stack.carrier.nextCall();
    expect(outside.dialled).toBe('07105550199');
    await outside.answer(tone(OUTSIDE));
    await wraps(seat);
    await hears(outside, CITIZEN);
    citizen.hangUp();
    await outside.ended;
  });

  it('释放转, and the seat goes while it rings: music for the citizen, then the department', async () => {
    const { citizen, seat } = await talk();
    await invite(seat, 'blind', WATER);
    const water = await at.stack.carrier.nextCall();
    water.ring();
    await seat.does('call.hang-up');
    await wraps(seat);
    await hearsMusic(citizen);
    await water.answer(tone(OUTSIDE));
    await Promise.all([hears(citizen, OUTSIDE), hears(water, CITIZEN)]);
  });

  const failures = [
    ['busy (486)', 'busy', 486],
    ['no such number (404)', 'unknown-number', 404],
    ['no line free (503)', 'dial-failed', 503],
    ['no answer', 'no-answer', null],
  ] as const;
  it.each(
    transfers.flatMap(([name, purpose]) =>
      failures.map(([what, code, status]) => [`${name}: ${what}`, purpose, code, status] as const),
    ),
  )('%s: citizen and seat are together, the reason is told', async (_, purpose, code, status) => {
    const { citizen, seat } = await talk();
    await invite(seat, purpose, WATER);
    const water = await at.stack.carrier.nextCall();
    if (status === null) water.ring();
    else water.refuse(status);
    await seat.whenCall(code, ({ trouble }) => trouble?.code === code);
    expect(seat.call?.trouble?.who).toBe('供水服务');
    await isGone(seat, 'outside');
    await together(citizen, seat);
    expect(seat.call).toMatchObject({ held: false, state: 'talking' });
  });

  it('taken back while it rings: the department’s telephone stops', async () => {
    const { citizen, seat } = await talk();
    await invite(seat, 'blind', WATER);
    const water = await at.stack.carrier.nextCall();
    water.ring();
    const leg = seat.call?.legs.find(({ role }) => role === 'outside')?.legId;
    await seat.does('call.cancel', { legId: leg });
    expect((await water.ended).cause).toBe('ORIGINATOR_CANCEL');
    await together(citizen, seat);
  });
});

describe(`transfer to a skill group on the ${pbxKind} PBX`, () => {
  it('goes to a free seat that has the skill', async () => {
    const { citizen, seat } = await talk();
    const dialect = await ready('dialect');
    await invite(seat, 'attended', CANTONESE);
    await dialect.answers();
    await isInCharge(dialect);
    await wraps(seat);
    await together(citizen, dialect);
  });

  it('with nobody free: refused at once, and they talk on', async () => {
    const { citizen, seat } = await talk();
    expect(
      await seat.refused('call.invite', { purpose: 'blind', target: CANTONESE, brief: null }),
    ).toBe('target-unavailable');
    await together(citizen, seat);
    expect(seat.call?.held).toBe(false);
  });
});

function citizenOf(callId: string): string | undefined {
  return at.stack.ledger
    .ofCall(callId)
    .flatMap(({ fact }) => (fact.kind === 'call-arrived' ? [fact.number] : []))[0];
}
