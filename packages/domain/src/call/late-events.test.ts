/** Everything late, twice or out of order: each line is one thing a PBX or a person really does. */
import { describe, expect, test } from 'vitest';
import type { CallEvent } from './index.ts';
import {
  after,
  answered,
  arriving,
  at,
  ended,
  facts,
  hungUp,
  offered,
  offeredAgain,
  ringing,
  taken,
  talking,
  waiting,
  wrapping,
} from './scenes.ts';

const endedLeg = (leg: string, by: 'peer' | 'pbx' | 'network' = 'pbx'): CallEvent => ({
  kind: 'leg-ended',
  leg,
  cause: 'NORMAL_CLEARING',
  by,
});

describe('refused, and why', () => {
  test.each([
    ['the arrival twice', arriving, { kind: 'caller-arrived' }, 'duplicate'],
    ['the caller joins twice', waiting, { kind: 'leg-joined', leg: 'caller-1' }, 'duplicate'],
    [
      'the caller joins again while a seat rings',
      ringing,
      { kind: 'leg-joined', leg: 'caller-1' },
      'duplicate',
    ],
    ['ringing twice', ringing, { kind: 'leg-ringing', leg: 'leg-a' }, 'duplicate'],
    ['ringing after the answer', answered, { kind: 'leg-ringing', leg: 'leg-a' }, 'duplicate'],
    [
      'job result after CHANNEL_ANSWER',
      answered,
      { kind: 'leg-answered', leg: 'leg-a' },
      'duplicate',
    ],
    ['answered after the room', talking, { kind: 'leg-answered', leg: 'leg-a' }, 'duplicate'],
    ['the seat joins twice', talking, { kind: 'leg-joined', leg: 'leg-a' }, 'duplicate'],
    [
      'an offer for a call already offered',
      ringing,
      { kind: 'offer', seat: '1002', leg: 'leg-b' },
      'already-offered',
    ],
    [
      'an offer for a call already answered',
      talking,
      { kind: 'offer', seat: '1002', leg: 'leg-b' },
      'already-offered',
    ],
    [
      'the ring timer of an earlier offer',
      offeredAgain,
      { kind: 'offer-expired', leg: 'leg-a' },
      'late',
    ],
    [
      'the ring timer just after the answer',
      answered,
      { kind: 'offer-expired', leg: 'leg-a' },
      'late',
    ],
    ['the ring timer while talking', talking, { kind: 'offer-expired', leg: 'leg-a' }, 'late'],
    [
      'the ring timer after the offer failed',
      waiting,
      { kind: 'offer-expired', leg: 'leg-a' },
      'late',
    ],
    ['the end of a leg of an earlier offer', offeredAgain, endedLeg('leg-a'), 'late'],
    [
      '-ERR for a leg of an earlier offer',
      offeredAgain,
      { kind: 'dial-failed', leg: 'leg-a', cause: 'NO_ANSWER' },
      'late',
    ],
    [
      '-ERR after the offer is over',
      waiting,
      { kind: 'dial-failed', leg: 'leg-a', cause: 'NO_ANSWER' },
      'late',
    ],
    [
      '-ERR after the answer',
      talking,
      { kind: 'dial-failed', leg: 'leg-a', cause: 'NO_ANSWER' },
      'late',
    ],
    [
      'a reject by the seat of an earlier offer',
      offeredAgain,
      { kind: 'reject', seat: '1001' },
      'not-your-call',
    ],
    ['a reject after the answer', talking, { kind: 'reject', seat: '1001' }, 'not-in-state'],
    ['hang-up before the answer', ringing, { kind: 'hang-up', seat: '1001' }, 'not-in-state'],
    ['hang-up of another’s call', talking, { kind: 'hang-up', seat: '1002' }, 'not-your-call'],
    ['hang-up twice', wrapping, { kind: 'hang-up', seat: '1001' }, 'not-in-state'],
    ['the echo of our own hang-up, caller', wrapping, endedLeg('caller-1'), 'late'],
    ['the echo of our own hang-up, seat', wrapping, endedLeg('leg-a'), 'late'],
    [
      'loss of a seat that had the call before',
      offeredAgain,
      { kind: 'seat-lost', seat: '1001', why: 'x' },
      'late',
    ],
    [
      'wrap-up of another’s call',
      wrapping,
      { kind: 'wrap-finished', seat: '1002', by: 'seat' },
      'not-your-call',
    ],
    ['wrap-up finished twice', ended, { kind: 'wrap-finished', seat: '1001', by: 'seat' }, 'late'],
    [
      'wrap-up finished while talking',
      talking,
      { kind: 'wrap-finished', seat: '1001', by: 'seat' },
      'not-in-state',
    ],
    [
      'the wrap timer after the person was done',
      ended,
      { kind: 'wrap-expired', seat: '1001' },
      'late',
    ],
    ['the caller’s end, twice', ended, endedLeg('caller-1', 'peer'), 'late'],
    [
      'an offer for a call that is over',
      ended,
      { kind: 'offer', seat: '1001', leg: 'leg-b' },
      'late',
    ],
  ] as const)('%s', (_, scene, event, code) => {
    expect(at(scene(), 5_000, event)).toEqual({ ok: false, error: { code } });
  });

  test('a ring timer that fires before its time', () => {
    expect(at(ringing(), 20_999, { kind: 'offer-expired', leg: 'leg-a' })).toEqual({
      ok: false,
      error: { code: 'early' },
    });
  });
});

describe('a leg with no place any more is hung up, and the call stays as it is', () => {
  test.each([
    ['the seat joins in the moment its offer expired', expired, 'leg-a'],
    ['the first seat answers while the second rings', offeredAgain, 'leg-a'],
    ['add-member after the caller had gone', ended, 'leg-a'],
    ['add-member after the agent’s hang-up', wrapping, 'leg-a'],
    ['a leg of an earlier offer joins while another seat talks', talkingAgain, 'leg-a'],
    ['a leg nobody dialled', arriving, 'leg-x'],
  ])('%s', (_, scene, leg) => {
    for (const kind of ['leg-ringing', 'leg-answered', 'leg-joined'] as const) {
      const before = scene();
      const { call, effects } = taken(at(before, 21_500, { kind, leg }));
      expect(call).toEqual(before);
      expect(effects).toEqual([{ kind: 'hang-up-leg', leg, cause: 'NORMAL_CLEARING' }]);
    }
  });
});

function expired() {
  return after(ringing(), [21_000, { kind: 'offer-expired', leg: 'leg-a' }]);
}

function talkingAgain() {
  return after(offeredAgain(), [6_000, { kind: 'leg-joined', leg: 'leg-b' }]);
}

describe('taken in any order', () => {
  test('add-member overtakes CHANNEL_ANSWER and the job result', () => {
    const { call, effects } = taken(at(offered(), 3_000, { kind: 'leg-joined', leg: 'leg-a' }));
    expect(call.kind).toBe('talking');
    expect(facts(effects)).toEqual(['call-answered']);
  });

  test('the leg’s end before -ERR fails the offer once', () => {
    const once = after(ringing(), [
      4_000,
      { kind: 'leg-ended', leg: 'leg-a', cause: 'USER_BUSY', by: 'peer' },
    ]);
    expect(once.kind).toBe('waiting');
    expect(
      at(once, 4_001, { kind: 'dial-failed', leg: 'leg-a', cause: 'USER_BUSY' }),
    ).toMatchObject({ error: { code: 'late' } });
  });

  test('the seat joins a room that the caller has just left: no answer is booked', () => {
    const left = after(ringing(), [2_990, { kind: 'leg-left', leg: 'caller-1' }]);
    const joined = taken(at(left, 3_000, { kind: 'leg-joined', leg: 'leg-a' }));
    expect(joined.call.kind).toBe('offered');
    expect(facts(joined.effects)).toEqual([]);
    const over = taken(at(joined.call, 3_010, endedLeg('caller-1', 'peer')));
    expect(facts(over.effects)).toEqual(['offer-failed', 'call-abandoned', 'call-ended']);
    expect(hungUp(over.effects)).toEqual(['leg-a']);
  });

  test('a caller who has left the room is not offered', () => {
    const left = after(waiting(), [900, { kind: 'leg-left', leg: 'caller-1' }]);
    expect(at(left, 1_000, { kind: 'offer', seat: '1001', leg: 'leg-a' })).toMatchObject({
      error: { code: 'not-in-state' },
    });
    const back = after(left, [1_100, { kind: 'leg-joined', leg: 'caller-1' }]);
    expect(at(back, 1_200, { kind: 'offer', seat: '1001', leg: 'leg-a' }).ok).toBe(true);
  });

  test('both ends are lost at once: over, not back to the queue', () => {
    const left = after(talking(), [9_000, { kind: 'leg-left', leg: 'caller-1' }]);
    const { call } = taken(at(left, 9_001, endedLeg('leg-a', 'network')));
    expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'caller' });
  });
});
