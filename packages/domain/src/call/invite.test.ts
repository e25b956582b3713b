/** 释放转, 成功转, 咨询转, 三方转, 口译: the ordinary course of each, each failure, and what is refused. */
import { describe, expect, test } from 'vitest';
import type { CallEvent, Purpose } from './index.ts';
import {
  after,
  at,
  bureau,
  colleague,
  done,
  facts,
  hungUp,
  invite,
  invited,
  joined,
  over,
  refusedWith,
  ringing,
  taken,
  talking,
} from './scenes.ts';

const purposes: readonly Purpose[] = ['blind', 'attended', 'consult', 'conference', 'interpret'];
const holds = (purpose: Purpose) => purpose === 'blind' || purpose === 'consult';

describe.each(purposes)('%s', (purpose) => {
  test('the citizen hears music first, where it is in confidence', () => {
    const { call, effects } = taken(at(talking(), 10_000, invite(purpose, colleague)));
    const held = holds(purpose) ? ['hold-leg caller-1'] : [];
    expect(done(effects)).toEqual([...held, '1002 offered', 'dial-seat leg-p']);
    expect(call).toMatchObject({ held: holds(purpose) });
  });

  const failures: readonly (readonly [string, CallEvent, string, string])[] = [
    ['486', { kind: 'dial-failed', leg: 'leg-p', cause: 'USER_BUSY' }, 'busy', 'unreachable'],
    [
      '480',
      { kind: 'dial-failed', leg: 'leg-p', cause: 'NO_USER_RESPONSE' },
      'unreachable',
      'unreachable',
    ],
    ['603', { kind: 'dial-failed', leg: 'leg-p', cause: 'CALL_REJECTED' }, 'rejected', 'rejected'],
    [
      '404',
      { kind: 'dial-failed', leg: 'leg-p', cause: 'UNALLOCATED_NUMBER' },
      'unknown-number',
      'unreachable',
    ],
    ['no answer', { kind: 'party-expired', leg: 'leg-p' }, 'unreachable', 'unreachable'],
    ['refused at the desk', { kind: 'reject', seat: '1002' }, 'rejected', 'rejected'],
    ['signs out meanwhile', { kind: 'withdraw', seat: '1002' }, 'cancelled', 'withdrawn'],
    ['lost', { kind: 'seat-lost', seat: '1002', why: 'GONE' }, 'unreachable', 'unreachable'],
  ];
  test.each(failures)('%s: the two are together again and told', (_, event, trouble, release) => {
    const { call, effects } = taken(at(invited(purpose, colleague), 31_000, event));
    expect(call).toMatchObject({
      kind: 'talking',
      held: false,
      parties: [],
      trouble: { code: trouble, who: '1002' },
    });
    expect(effects).toContainEqual({
      kind: 'tell-seat',
      seat: '1002',
      news: { kind: 'released', why: release },
    });
    expect(done(effects).includes('retrieve-leg caller-1')).toBe(holds(purpose));
  });

  test('taken back before the answer', () => {
    const cancel: CallEvent = { kind: 'cancel-invite', seat: '1001', leg: 'leg-p' };
    const { call, effects } = taken(at(invited(purpose), 12_000, cancel));
    expect(call).toMatchObject({ kind: 'talking', held: false, parties: [], trouble: null });
    expect(hungUp(effects)).toEqual(['leg-p']);
    expect(at(call, 12_001, cancel)).toEqual(refusedWith('no-such-leg'));
  });

  test('the citizen hangs up while it rings: whoever rings is left in peace', () => {
    const { call, effects } = taken(at(invited(purpose, colleague), 12_000, over('caller-1')));
    expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'caller' });
    expect(hungUp(effects)).toEqual(['leg-a', 'leg-p']);
    expect(done(effects)).toContain('1002 released');
  });

  test('the seat dies while it rings: the citizen waits, off hold', () => {
    const { call, effects } = taken(at(invited(purpose), 12_000, over('leg-a', 'network')));
    expect(call).toMatchObject({ kind: 'waiting', wanted: { seatId: '1001' } });
    const stays = purpose === 'conference' || purpose === 'interpret';
    expect(hungUp(effects)).toEqual(stays ? [] : ['leg-p']);
    expect(done(effects).includes('retrieve-leg caller-1')).toBe(holds(purpose));
  });

  test('what comes late or twice', () => {
    const gone = after(invited(purpose), [31_000, { kind: 'party-expired', leg: 'leg-p' }]);
    for (const event of [
      over('leg-p', 'pbx'),
      { kind: 'dial-failed', leg: 'leg-p', cause: 'NO_ANSWER' },
      { kind: 'party-expired', leg: 'leg-p' },
    ] as const)
      expect(at(gone, 31_001, event)).toEqual(refusedWith('late'));
    expect(hungUp(taken(at(gone, 31_002, { kind: 'leg-joined', leg: 'leg-p' })).effects)).toEqual([
      'leg-p',
    ]);
    const rings = after(invited(purpose), [11_000, { kind: 'leg-ringing', leg: 'leg-p' }]);
    expect(at(rings, 11_001, { kind: 'leg-ringing', leg: 'leg-p' })).toEqual(
      refusedWith('duplicate'),
    );
    expect(at(rings, 29_999, { kind: 'party-expired', leg: 'leg-p' })).toEqual(
      refusedWith('early'),
    );
    const answered = after(rings, [12_000, { kind: 'leg-answered', leg: 'leg-p' }]);
    expect(at(answered, 31_000, { kind: 'party-expired', leg: 'leg-p' })).toEqual(
      refusedWith('late'),
    );
  });
});

describe('refused', () => {
  test.each([
    [
      'to oneself',
      talking,
      invite('blind', { ...colleague, seatId: '1001' } as never),
      'target-is-self',
    ],
    [
      'somebody who is there',
      () => joined('conference', colleague),
      invite('consult', colleague, 'x'),
      'already-in-call',
    ],
    [
      'the same number',
      () => joined('conference'),
      invite('conference', bureau, 'x'),
      'already-in-call',
    ],
    [
      'a second transfer',
      () => invited('blind'),
      invite('attended', colleague, 'x'),
      'not-in-state',
    ],
    ['by a seat that is not in it', talking, { ...invite('blind'), seat: '1009' }, 'not-your-call'],
    ['before the answer', ringing, invite('blind'), 'not-in-state'],
  ] as const)('%s', (_, scene, event, code) => {
    expect(at(scene(), 16_000, event)).toEqual(refusedWith(code));
  });
});

describe('there', () => {
  test.each(['blind', 'attended'] as const)('%s to a colleague: they have the call', (how) => {
    const { call, effects } = taken(
      at(invited(how, colleague), 15_000, { kind: 'leg-joined', leg: 'leg-p' }),
    );
    expect(call).toMatchObject({
      kind: 'talking',
      held: false,
      seat: { seatId: '1002', legId: 'leg-p' },
      wraps: [{ seatId: '1001' }],
    });
    expect(hungUp(effects)).toEqual(['leg-a']);
    expect(facts(effects)).toContain('call-transferred');
  });

  test.each(['blind', 'attended'] as const)('%s outside: handed over', (how) => {
    expect(joined(how)).toMatchObject({ kind: 'handed-over', bySeat: '1001' });
  });

  test('a consultation is completed, or taken back', () => {
    const complete: CallEvent = { kind: 'complete', seat: '1001', leg: 'leg-p' };
    expect(at(invited('consult'), 11_000, complete)).toEqual(refusedWith('not-in-state'));
    expect(taken(at(joined('consult', colleague), 20_000, complete)).call).toMatchObject({
      seat: { seatId: '1002' },
      held: false,
    });
    const drop: CallEvent = { kind: 'drop', seat: '1001', leg: 'leg-p' };
    const back = taken(at(joined('consult'), 20_000, drop));
    expect(back.call).toMatchObject({ held: false, parties: [] });
    // Silent first: the leg takes a moment to end, and the citizen is back before.
    expect(done(back.effects)).toEqual([
      'silence-leg leg-p',
      'hang-up-leg leg-p',
      'retrieve-leg caller-1',
    ]);
  });

  test('the citizen hangs up in the middle of a consultation: the two may finish it', () => {
    const { call } = taken(at(joined('consult', colleague), 20_000, over('caller-1')));
    expect(call).toMatchObject({ kind: 'talking', absent: { callBack: null }, held: false });
    expect(taken(at(call, 30_000, over('leg-p'))).call.kind).toBe('wrapping');
    expect(at(call, 21_000, { kind: 'complete', seat: '1001', leg: 'leg-p' })).toEqual(
      refusedWith('not-in-state'),
    );
  });

  // Found by the random histories.
  test('whoever still writes the call up and is called into it again has done with that', () => {
    const passed = joined('attended', colleague);
    const { effects } = taken(
      at(passed, 16_000, {
        ...invite('conference', { kind: 'seat', seatId: '1001', isSpecialist: false }, 'leg-q'),
        seat: '1002',
      } as CallEvent),
    );
    expect(done(effects)).toEqual(['1001 released', '1001 offered', 'dial-seat leg-q']);
    expect(facts(effects)).toEqual(['wrap-finished', 'party-invited']);
  });

  test('the seat goes: whoever it consulted in confidence goes too, and nobody stays on hold', () => {
    const two = after(
      joined('conference', colleague),
      [16_000, invite('consult', bureau, 'leg-c')],
      [18_000, { kind: 'leg-joined', leg: 'leg-c' }],
    );
    const { call, effects } = taken(
      at(two, 20_000, { kind: 'complete', seat: '1001', leg: 'leg-p' }),
    );
    expect(call).toMatchObject({ seat: { seatId: '1002' }, held: false, parties: [] });
    expect(hungUp(effects)).toEqual(['leg-a', 'leg-c']);
  });
});
