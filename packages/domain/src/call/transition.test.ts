import { describe, expect, test } from 'vitest';
import type { CallEvent } from './index.ts';
import { arrive } from './index.ts';
import {
  T0,
  answered,
  arrival,
  arriving,
  at,
  ended,
  facts,
  hungUp,
  offered,
  ringing,
  rules,
  taken,
  talking,
  waiting,
  wrapping,
} from './scenes.ts';

describe('the ordinary life of a call', () => {
  test('an arrival is on the ledger with the number as it came', () => {
    expect(arrive(arrival, T0).effects).toEqual([
      {
        kind: 'record',
        at: T0,
        fact: {
          kind: 'call-arrived',
          callId: 'call-1',
          number: '13800138000',
          queueId: 'default',
          skills: [],
          mode: 'bridge',
        },
      },
    ]);
  });

  test('in the room, the caller waits', () => {
    const { call, effects } = taken(at(arriving(), 100, { kind: 'leg-joined', leg: 'caller-1' }));
    expect(call).toMatchObject({ kind: 'waiting', queuedAt: T0 + 100 });
    expect(facts(effects)).toEqual(['call-queued']);
  });

  test('the seat is told before its telephone is dialled', () => {
    const { call, effects } = taken(
      at(waiting(), 1_000, { kind: 'offer', seat: '1001', leg: 'leg-a' }),
    );
    expect(call).toMatchObject({ kind: 'offered', ringUntil: T0 + 1_000 + rules.ringMs });
    expect(effects).toEqual([
      { kind: 'tell-seat', seat: '1001', news: { kind: 'offered', own: false } },
      {
        kind: 'dial-seat',
        seat: '1001',
        leg: 'leg-a',
        ringForMs: rules.ringMs,
        role: 'seat',
        mode: null,
      },
      { kind: 'start-timer', timer: 'ring', key: 'leg-a', at: T0 + 21_000 },
      {
        kind: 'record',
        at: T0 + 1_000,
        fact: { kind: 'call-offered', callId: 'call-1', seatId: '1001', leg: 'leg-a' },
      },
    ]);
  });

  test('both in the room is the answer, counted from the queue entry', () => {
    const { call, effects } = taken(at(answered(), 3_010, { kind: 'leg-joined', leg: 'leg-a' }));
    expect(call).toMatchObject({ kind: 'talking', answeredAt: T0 + 3_010 });
    expect(effects).toContainEqual({ kind: 'stop-timer', timer: 'ring', key: 'leg-a' });
    expect(effects).toContainEqual({
      kind: 'record',
      at: T0 + 3_010,
      fact: {
        kind: 'call-answered',
        callId: 'call-1',
        seatId: '1001',
        leg: 'leg-a',
        waitMs: 2_910,
      },
    });
  });

  test('the agent hangs up: both legs end, then the wrap-up', () => {
    const { call, effects } = taken(at(talking(), 63_010, { kind: 'hang-up', seat: '1001' }));
    expect(call).toMatchObject({
      kind: 'wrapping',
      endedBy: 'seat',
      wraps: [{ seatId: '1001', until: T0 + 93_010 }],
    });
    expect(hungUp(effects)).toEqual(['caller-1', 'leg-a']);
    expect(facts(effects)).toEqual(['call-ended', 'wrap-started']);
  });

  test('the caller hangs up: the seat leg ends, then the wrap-up', () => {
    const { call, effects } = taken(at(talking(), 63_010, endOf('caller-1', 'peer')));
    expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'caller' });
    expect(hungUp(effects)).toEqual(['leg-a']);
  });

  test('the wrap-up ends by the person or by its time', () => {
    const done = taken(at(wrapping(), 70_000, { kind: 'wrap-finished', seat: '1001', by: 'seat' }));
    expect(done.call.kind).toBe('ended');
    expect(facts(done.effects)).toEqual(['wrap-finished']);
    expect(taken(at(wrapping(), 93_010, { kind: 'wrap-expired', seat: '1001' })).call.kind).toBe(
      'ended',
    );
  });

  test('an extension moves the end, as often as allowed', () => {
    const extend: CallEvent = { kind: 'wrap-extended', seat: '1001' };
    const once = taken(at(wrapping(), 70_000, extend));
    expect(once.effects).toContainEqual({
      kind: 'start-timer',
      timer: 'wrap',
      key: '1001',
      at: T0 + 108_010,
    });
    expect(at(once.call, 93_010, { kind: 'wrap-expired', seat: '1001' })).toMatchObject({
      error: { code: 'early' },
    });
    const twice = taken(at(once.call, 71_000, extend));
    expect(at(twice.call, 72_000, extend)).toMatchObject({ error: { code: 'no-more-extensions' } });
  });
});

const endOf = (leg: string, by: 'peer' | 'pbx' | 'network', cause = 'NORMAL_CLEARING') =>
  ({ kind: 'leg-ended', leg, by, cause }) as const;

describe('when it does not go the ordinary way', () => {
  test('the caller gives up while waiting: abandoned, then ended', () => {
    const { call, effects } = taken(at(waiting(), 9_100, endOf('caller-1', 'peer')));
    expect(call).toMatchObject({ kind: 'ended', endedBy: 'caller' });
    expect(effects).toMatchObject([
      { fact: { kind: 'call-abandoned', waitMs: 9_000 } },
      { fact: { kind: 'call-ended', by: 'caller', talkMs: 0 } },
    ]);
  });

  test('the caller gives up while a seat rings: the offer is cancelled', () => {
    const { call, effects } = taken(at(ringing(), 4_000, endOf('caller-1', 'peer')));
    expect(call.kind).toBe('ended');
    expect(effects).toContainEqual({
      kind: 'hang-up-leg',
      leg: 'leg-a',
      cause: 'ORIGINATOR_CANCEL',
    });
    expect(effects).toContainEqual({ kind: 'stop-timer', timer: 'ring', key: 'leg-a' });
    expect(effects).toContainEqual({
      kind: 'tell-seat',
      seat: '1001',
      news: { kind: 'released', why: 'abandoned' },
    });
    expect(facts(effects)).toEqual(['offer-failed', 'call-abandoned', 'call-ended']);
  });

  const failures = [
    ['no answer', ringing, 21_000, { kind: 'offer-expired', leg: 'leg-a' }, 'no-answer'],
    ['never rang', offered, 21_000, { kind: 'offer-expired', leg: 'leg-a' }, 'unreachable'],
    ['rejected at the desk', ringing, 2_000, { kind: 'reject', seat: '1001' }, 'rejected'],
    [
      'rejected at the telephone (603)',
      ringing,
      2_000,
      endOf('leg-a', 'peer', 'CALL_REJECTED'),
      'rejected',
    ],
    ['answered and hung up before the room', answered, 3_005, endOf('leg-a', 'peer'), 'rejected'],
    [
      'hung up at the desk in that gap',
      answered,
      3_005,
      { kind: 'hang-up', seat: '1001' },
      'rejected',
    ],
    [
      'not registered',
      offered,
      1_003,
      { kind: 'dial-failed', leg: 'leg-a', cause: 'USER_NOT_REGISTERED' },
      'unreachable',
    ],
    [
      'telephone busy',
      offered,
      1_003,
      { kind: 'dial-failed', leg: 'leg-a', cause: 'USER_BUSY' },
      'unreachable',
    ],
    [
      'the PBX itself',
      offered,
      1_003,
      { kind: 'dial-failed', leg: 'leg-a', cause: 'SWITCH_CONGESTION' },
      'dial-failed',
    ],
    [
      'a cause named like a property',
      offered,
      1_003,
      { kind: 'dial-failed', leg: 'leg-a', cause: 'toString' },
      'dial-failed',
    ],
    ['the seat leaves', ringing, 2_000, { kind: 'withdraw', seat: '1001' }, 'withdrawn'],
    [
      'the seat is lost',
      ringing,
      2_000,
      { kind: 'seat-lost', seat: '1001', why: 'gone' },
      'unreachable',
    ],
  ] as const;
  test.each(failures)('%s: back to waiting at its place', (_, scene, ms, event, why) => {
    const { call, effects } = taken(at(scene(), ms, event));
    expect(call).toMatchObject({
      kind: 'waiting',
      queuedAt: T0 + 100,
      passedBy: why === 'withdrawn' ? [] : [{ seatId: '1001', until: T0 + ms + rules.setAsideMs }],
      notBefore: why === 'dial-failed' ? T0 + ms + rules.retryMs : 0,
    });
    expect(effects).toContainEqual({
      kind: 'tell-seat',
      seat: '1001',
      news: { kind: 'released', why },
    });
    expect(facts(effects)).toEqual(['offer-failed']);
  });

  test('the seat’s own BYE while talking is the agent hanging up', () => {
    const { call, effects } = taken(at(talking(), 60_000, endOf('leg-a', 'peer')));
    expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'seat' });
    expect(hungUp(effects)).toEqual(['caller-1']);
  });

  test.each([
    ['media time-out', endOf('leg-a', 'network', 'MEDIA_TIMEOUT')],
    ['ended by the PBX', endOf('leg-a', 'pbx', 'MANAGER_REQUEST')],
    ['lost for good', { kind: 'seat-lost', seat: '1001', why: 'gone' } as const],
  ])('the seat is lost while talking (%s): the caller waits at the old place', (_, event) => {
    const { call, effects } = taken(at(talking(), 60_000, event));
    expect(call).toMatchObject({ kind: 'waiting', queuedAt: T0 + 100, talkedMs: 56_990 });
    expect(facts(effects)).toEqual(['call-requeued']);
    expect(effects).toContainEqual({
      kind: 'tell-seat',
      seat: '1001',
      news: { kind: 'released', why: 'lost' },
    });
  });

  test('talk before and after the loss of a seat adds up', () => {
    const lost = taken(at(talking(), 60_000, endOf('leg-a', 'network', 'MEDIA_TIMEOUT'))).call;
    const again = taken(at(lost, 61_000, { kind: 'offer', seat: '1002', leg: 'leg-b' })).call;
    const joined = taken(at(again, 62_000, { kind: 'leg-joined', leg: 'leg-b' })).call;
    const { effects } = taken(at(joined, 72_000, { kind: 'hang-up', seat: '1002' }));
    expect(effects).toContainEqual(
      expect.objectContaining({
        fact: expect.objectContaining({ kind: 'call-ended', talkMs: 66_990 }),
      }),
    );
  });

  test('while the bridge was away the PBX connected them itself', () => {
    const { call, effects } = taken(
      at(arriving(), 8_000, { kind: 'bridged', seat: '1001', leg: 'x' }),
    );
    expect(call).toMatchObject({ kind: 'talking', seat: { seatId: '1001' } });
    expect(facts(effects)).toEqual(['call-queued', 'call-offered', 'call-answered']);
  });

  test('ended carries only what an ended call has', () => {
    expect(Object.keys(ended()).sort()).toEqual([
      'callId',
      'endedAt',
      'endedBy',
      'kind',
      'queueId',
    ]);
  });
});
