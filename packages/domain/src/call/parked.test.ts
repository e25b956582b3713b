/** 挂起, 转队列, 代接 and the leg that is rebuilt. */
import { expect, test } from 'vitest';
import type { CallEvent } from './index.ts';
import {
  after,
  at,
  done,
  facts,
  hungUp,
  joined,
  over,
  parked,
  refusedWith,
  ringing,
  taken,
  talking,
} from './scenes.ts';

const seat = '1001';
const toQueue: CallEvent = { kind: 'to-queue', seat, skills: ['english'], brief: null };
const sent = () => after(talking(), [10_000, toQueue]);
const rebuild: CallEvent = { kind: 'rebuild', seat, leg: 'leg-s' };

test('parked: music, a timer, and the seat writes up', () => {
  const { effects } = taken(at(talking(), 10_000, { kind: 'park', seat, slot: '701' }));
  expect(done(effects)).toEqual([
    'hang-up-leg leg-a',
    'note-owner caller-1',
    'play caller-1',
    '1001 wrapping',
  ]);
  expect(facts(effects)).toEqual(['call-parked', 'wrap-started']);
});

test('taken by a colleague, or by the same seat, which has done with its wrap-up', () => {
  const other = taken(at(parked(), 20_000, { kind: 'take', seat: '1002', leg: 'leg-b' }));
  expect(other.call).toMatchObject({ kind: 'offered', auto: true, wraps: [{ seatId: seat }] });
  const own = taken(at(parked(), 20_000, { kind: 'take', seat, leg: 'leg-b' }));
  expect(own.call).toMatchObject({ kind: 'offered', wraps: [] });
  expect(done(own.effects)).toEqual(['1001 released', '1001 offered', 'dial-seat leg-b']);
});

test('its time is over: back in the queue at its place, and to that seat first', () => {
  expect(at(parked(), 129_999, { kind: 'park-expired' })).toEqual(refusedWith('early'));
  const { call } = taken(at(parked(), 130_000, { kind: 'park-expired' }));
  expect(call).toMatchObject({ kind: 'waiting', wanted: { seatId: seat } });
});

test('the citizen gives up', () => {
  const { call, effects } = taken(at(parked(), 20_000, over('caller-1')));
  expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'caller' });
  expect(facts(effects)).toEqual(['call-unparked', 'call-abandoned', 'call-ended']);
});

test('not while others are in it, and not by another', () => {
  for (const event of [{ kind: 'park', seat, slot: '701' }, toQueue] as const) {
    expect(at(joined('conference'), 16_000, event)).toEqual(refusedWith('not-in-state'));
    expect(at(talking(), 16_000, { ...event, seat: '1002' })).toEqual(refusedWith('not-your-call'));
  }
});

test('to a queue: its place stays, and nobody’s taking it brings it back', () => {
  expect(sent()).toMatchObject({ kind: 'waiting', skills: ['english'], returns: { seatId: seat } });
  expect(at(sent(), 69_999, { kind: 'return-due' })).toEqual(refusedWith('early'));
  const back = taken(at(sent(), 70_000, { kind: 'return-due' })).call;
  expect(back).toMatchObject({ skills: [], returns: null, wanted: { seatId: seat } });
  expect(at(back, 70_001, { kind: 'return-due' })).toEqual(refusedWith('late'));
});

test('its time comes while it rings at another: brought back when that comes to nothing', () => {
  const rings = after(sent(), [60_000, { kind: 'offer', seat: '1002', leg: 'leg-b' }]);
  expect(at(rings, 70_000, { kind: 'return-due' })).toEqual(refusedWith('late'));
  const back = taken(at(rings, 71_000, { kind: 'reject', seat: '1002' })).call;
  expect(back).toMatchObject({ wanted: { seatId: seat }, returns: null });
});

test('代接: a colleague takes what rings elsewhere', () => {
  const { call, effects } = taken(at(ringing(), 5_000, { kind: 'take', seat: '1002', leg: 'b' }));
  expect(call).toMatchObject({ seat: { seatId: '1002' } });
  expect(done(effects).slice(0, 2)).toEqual(['1001 released', 'hang-up-leg leg-a']);
  expect(at(ringing(), 5_000, { kind: 'take', seat, leg: 'b' })).toEqual(
    refusedWith('target-is-self'),
  );
  expect(at(talking(), 5_000, { kind: 'take', seat: '1002', leg: 'b' })).toEqual(
    refusedWith('not-in-state'),
  );
});

test('the leg is rebuilt: the new one first, muted as the old one was', () => {
  const muted = after(talking(), [9_000, { kind: 'mute', seat, muted: true }], [10_000, rebuild]);
  const { call, effects } = taken(at(muted, 11_000, { kind: 'leg-joined', leg: 'leg-s' }));
  expect(call).toMatchObject({ seat: { legId: 'leg-s' }, spare: null });
  expect(done(effects)).toEqual(['mute-leg leg-s', 'hang-up-leg leg-a']);
  expect(at(call, 11_100, over('leg-a', 'pbx'))).toEqual(refusedWith('late'));
});

test.each([
  ['not answered', { kind: 'offer-expired', leg: 'leg-s' }, ['leg-s']],
  ['refused', { kind: 'dial-failed', leg: 'leg-s', cause: 'USER_BUSY' }, []],
] as const)('the spare leg is %s: the old one stays', (_, event, legs) => {
  const { call, effects } = taken(at(after(talking(), [10_000, rebuild]), 20_000, event));
  expect(call).toMatchObject({
    seat: { legId: 'leg-a' },
    spare: null,
    trouble: { code: 'leg-not-rebuilt' },
  });
  expect(hungUp(effects)).toEqual(legs);
});

test('rebuilt once at a time; the old leg dies first and the spare goes with it', () => {
  const scene = after(talking(), [10_000, rebuild]);
  expect(at(scene, 10_001, { ...rebuild, leg: 'x' })).toEqual(refusedWith('duplicate'));
  const { call, effects } = taken(at(scene, 11_000, over('leg-a', 'network')));
  expect(call.kind).toBe('waiting');
  expect(hungUp(effects)).toEqual(['leg-s']);
});
