/** The citizen's line drops while 110 is needed: called back, as often as configured. */
import { expect, test } from 'vitest';
import type { CallEvent } from './index.ts';
import {
  acknowledged,
  after,
  alarmAnswered,
  at,
  done,
  dropped,
  facts,
  hungUp,
  over,
  refusedWith,
  taken,
} from './scenes.ts';

const due = (leg: string): CallEvent => ({ kind: 'call-back-due', leg });
const called = () => after(dropped(), [19_000, due('back-1')]);
const back = () => after(called(), [25_000, { kind: 'leg-joined', leg: 'back-1' }]);

test('dropped: seat and 110 stay, the call-back starts by itself', () => {
  const { call, effects } = taken(at(alarmAnswered(), 16_000, over('caller-1')));
  expect(call).toMatchObject({ kind: 'talking', absent: { callBack: { attempt: 1, of: 2 } } });
  expect(hungUp(effects)).toEqual([]);
  expect(facts(effects)).toEqual(['caller-dropped', 'emergency-step']);
});

test('dropped, and only then the PBX says that it had begun to record: nothing is recorded', () => {
  const seen: CallEvent = { kind: 'recording-seen', isThere: true };
  expect(at(dropped(), 17_000, seen)).toEqual(refusedWith('late'));
});

test('back: recorded anew, and their absence is no talk', () => {
  const { effects } = taken(at(called(), 25_000, { kind: 'leg-joined', leg: 'back-1' }));
  expect(done(effects)).toEqual(['note-owner back-1', 'record-call back-1']);
  expect(back()).toMatchObject({ absent: null, caller: { legId: 'back-1' }, talkedMs: -9_000 });
});

test('taken over while they were away, and back: no time counts twice', () => {
  const away = after(
    alarmAnswered(),
    [15_000, { kind: 'monitor', seat: '2001', leg: 'leg-l', mode: 'barge', ringForMs: 9_000 }],
    [15_500, { kind: 'leg-joined', leg: 'leg-l' }],
    [16_000, over('caller-1')],
    [18_000, { kind: 'take-over', seat: '2001' }],
    [19_000, due('back-1')],
    [25_000, { kind: 'leg-joined', leg: 'back-1' }],
    [26_000, over('back-1')],
    // The seat goes too: the citizen is called back all the same, until it is in vain.
    [27_000, over('leg-l')],
    [29_000, due('back-2')],
    [30_000, { kind: 'dial-failed', leg: 'back-2', cause: 'USER_BUSY' }],
    [33_000, due('back-3')],
  );
  const end = taken(at(away, 34_000, { kind: 'dial-failed', leg: 'back-3', cause: 'USER_BUSY' }));
  // 3,010 to 16,000 and 25,000 to 26,000.
  expect(end.effects).toContainEqual(
    expect.objectContaining({ fact: expect.objectContaining({ talkMs: 13_990 }) }),
  );
});

test('not reached: again, then the seat is told and stays with 110', () => {
  const first = taken(at(called(), 44_000, { kind: 'offer-expired', leg: 'back-1' }));
  expect(first.call).toMatchObject({ absent: { callBack: { attempt: 2, of: 2 } } });
  expect(hungUp(first.effects)).toEqual(['back-1']);
  const second = after(first.call, [47_000, due('back-2')]);
  const failed = taken(
    at(second, 50_000, { kind: 'dial-failed', leg: 'back-2', cause: 'USER_BUSY' }),
  );
  expect(failed.call).toMatchObject({
    kind: 'talking',
    absent: { callBack: null },
    trouble: { code: 'call-back-failed' },
  });
  expect(taken(at(failed.call, 60_000, over('route-1'))).call.kind).toBe('wrapping');
});

test('late and twice', () => {
  expect(at(dropped(), 16_001, over('caller-1'))).toEqual(refusedWith('late'));
  expect(at(called(), 19_001, due('back-9'))).toEqual(refusedWith('late'));
  const again = after(called(), [44_000, { kind: 'offer-expired', leg: 'back-1' }]);
  expect(at(again, 44_001, over('back-1', 'pbx'))).toEqual(refusedWith('late'));
  expect(at(again, 44_002, due('back-1'))).toEqual(refusedWith('duplicate'));
  expect(hungUp(taken(at(back(), 26_000, { kind: 'leg-joined', leg: 'back-9' })).effects)).toEqual([
    'back-9',
  ]);
});

test('what needs a citizen is refused without one', () => {
  const seat = '1001';
  for (const event of [
    { kind: 'hold', seat },
    { kind: 'leave', seat, override: true },
    { kind: 'retrieve', seat },
  ] as const)
    expect(at(dropped(), 17_000, event)).toEqual(refusedWith('not-in-state'));
});

test('the hand-over is acknowledged already: over when the citizen hangs up', () => {
  expect(taken(at(acknowledged(), 30_000, over('caller-1'))).call.kind).toBe('wrapping');
});

test('the seat dies while they are called back: back, they wait for it, with 110', () => {
  const dead = after(called(), [20_500, over('leg-a')]);
  expect(dead).toMatchObject({ kind: 'talking', seat: { state: 'left' } });
  const returned = taken(at(dead, 25_000, { kind: 'leg-joined', leg: 'back-1' }));
  expect(returned.call).toMatchObject({
    kind: 'waiting',
    wanted: { seatId: '1001' },
    parties: [{ kind: 'emergency' }],
  });
});
