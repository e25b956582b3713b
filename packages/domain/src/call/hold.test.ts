import { expect, test } from 'vitest';
import type { CallEvent } from './index.ts';
import {
  after,
  at,
  colleague,
  done,
  facts,
  hungUp,
  invite,
  invited,
  joined,
  over,
  refusedWith,
  taken,
  talking,
} from './scenes.ts';

const seat = '1001';
const hold: CallEvent = { kind: 'hold', seat };
const retrieve: CallEvent = { kind: 'retrieve', seat };
const swap = (leg = 'leg-p'): CallEvent => ({ kind: 'swap', seat, leg });

test('on hold and back, each on the ledger', () => {
  const held = taken(at(talking(), 10_000, hold));
  expect(held.call).toMatchObject({ held: true });
  expect([done(held.effects), facts(held.effects)]).toEqual([
    ['hold-leg caller-1'],
    ['caller-held'],
  ]);
  const back = taken(at(held.call, 20_000, retrieve));
  expect([done(back.effects), facts(back.effects)]).toEqual([
    ['retrieve-leg caller-1'],
    ['caller-retrieved'],
  ]);
});

test.each([
  ['held twice', () => after(talking(), [10_000, hold]), hold, 'not-in-state'],
  ['retrieved while not held', talking, retrieve, 'not-in-state'],
  ['by another', talking, { ...hold, seat: '1002' }, 'not-your-call'],
  ['retrieved into a consultation', () => joined('consult'), retrieve, 'not-in-state'],
  [
    'merged with nobody',
    () => after(talking(), [9_000, hold]),
    { kind: 'merge', seat },
    'not-in-state',
  ],
  ['swapped while they still ring', () => invited('consult'), swap(), 'not-in-state'],
  ['swapped with nobody', talking, swap(), 'no-such-leg'],
] as const)('%s: refused', (_, scene, event, code) => {
  expect(at(scene(), 16_000, event)).toEqual(refusedWith(code));
});

test('the held citizen hangs up: over', () => {
  const { call } = taken(at(after(talking(), [10_000, hold]), 12_000, over('caller-1')));
  expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'caller' });
});

test('the seat dies while it holds them: they wait with the room’s music, not on hold', () => {
  const { call, effects } = taken(
    at(after(talking(), [10_000, hold]), 12_000, over('leg-a', 'network')),
  );
  expect(call).toMatchObject({ kind: 'waiting', wanted: { seatId: '1001' } });
  expect(done(effects)).toContain('retrieve-leg caller-1');
});

test('swap: first the one who must not hear', () => {
  const there = taken(at(joined('consult'), 20_000, swap()));
  expect(done(there.effects)).toEqual(['hold-leg leg-p', 'retrieve-leg caller-1']);
  const back = taken(at(there.call, 21_000, swap()));
  expect(done(back.effects)).toEqual(['hold-leg caller-1', 'retrieve-leg leg-p']);
});

test('merge: three hear each other', () => {
  const { call, effects } = taken(at(joined('consult'), 20_000, { kind: 'merge', seat }));
  expect(call).toMatchObject({ held: false, parties: [{ purpose: 'conference', held: false }] });
  expect(done(effects)).toEqual(['retrieve-leg caller-1']);
});

// Found by the random histories.
test('nobody is swapped with or merged while another comes in confidence', () => {
  const coming = after(joined('conference', colleague), [
    16_000,
    invite('consult', undefined, 'leg-c'),
  ]);
  expect(at(coming, 17_000, swap())).toEqual(refusedWith('not-in-state'));
  const there = after(coming, [18_000, { kind: 'leg-joined', leg: 'leg-c' }]);
  expect(done(taken(at(there, 19_000, swap())).effects)).toEqual([
    'hold-leg leg-p',
    'hold-leg leg-c',
    'retrieve-leg caller-1',
  ]);
});

test('one of two who are consulted goes: the citizen stays on hold before the other', () => {
  const two = after(
    joined('consult'),
    [16_000, invite('consult', colleague, 'leg-c')],
    [18_000, { kind: 'leg-joined', leg: 'leg-c' }],
  );
  const one = taken(at(two, 20_000, over('leg-c')));
  expect(one.call).toMatchObject({ held: true });
  const none = taken(at(one.call, 21_000, over('leg-p')));
  expect(none.call).toMatchObject({ held: false });
  expect(facts(none.effects)).toContain('caller-retrieved');
});

test('in the room anew, the citizen is on hold and out of a whisper as before', () => {
  const scene = after(
    talking(),
    [10_000, { kind: 'monitor', seat: '2001', leg: 'leg-l', mode: 'whisper', ringForMs: 9_000 }],
    [11_000, { kind: 'leg-joined', leg: 'leg-l' }],
    [12_000, hold],
    [13_000, { kind: 'leg-left', leg: 'caller-1' }],
  );
  const { effects } = taken(at(scene, 13_100, { kind: 'leg-joined', leg: 'caller-1' }));
  expect(done(effects)).toEqual(['hold-leg caller-1', 'set-leader-mode leg-l']);
});

test('mute is said once; keys go to whoever was called outside, else to the citizen', () => {
  const mute: CallEvent = { kind: 'mute', seat, muted: true };
  expect(at(after(talking(), [9_000, mute]), 10_000, mute)).toEqual(refusedWith('duplicate'));
  const keys: CallEvent = { kind: 'send-keys', seat, keys: '1' };
  expect(done(taken(at(talking(), 9_000, keys)).effects)).toEqual(['send-keys caller-1']);
  expect(done(taken(at(joined('consult'), 16_000, keys)).effects)).toEqual(['send-keys leg-p']);
  expect(hungUp(taken(at(talking(), 9_000, keys)).effects)).toEqual([]);
});
