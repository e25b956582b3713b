import { expect, test } from 'vitest';
import type { Call, CallEvent, LeaderMode } from './index.ts';
import {
  acknowledged,
  after,
  at,
  colleague,
  done,
  handedOver,
  invite,
  invited,
  over,
  refusedWith,
  taken,
  talking,
} from './scenes.ts';

const monitor = (mode: LeaderMode, seat = '2001', leg = 'leg-l'): CallEvent => ({
  kind: 'monitor',
  seat,
  leg,
  mode,
  ringForMs: 9_000,
});
const listening = (mode: LeaderMode, scene: () => Call = talking): Call =>
  after(scene(), [20_000, monitor(mode)], [21_000, { kind: 'leg-joined', leg: 'leg-l' }]);
const mode = (to: LeaderMode): CallEvent => ({ kind: 'leader-mode', seat: '2001', mode: to });

test('joins muted, then as asked: a whisper is hidden from all but the seat', () => {
  const scene = after(talking(), [20_000, monitor('whisper')]);
  const { effects } = taken(at(scene, 21_000, { kind: 'leg-joined', leg: 'leg-l' }));
  expect(effects).toContainEqual({
    kind: 'set-leader-mode',
    leg: 'leg-l',
    hiddenFrom: ['caller-1'],
    mode: 'whisper',
    was: null,
  });
});

test('whoever rings already when the leader comes will join deaf: not a moment of a whisper', () => {
  const scene = after(talking(), [19_000, invite('conference', colleague)]);
  const { call, effects } = taken(at(scene, 20_000, monitor('whisper')));
  // Before the leader is dialled: nobody can be quicker.
  expect(done(effects)).toEqual(['2001 offered', 'join-deaf leg-p', 'dial-seat leg-l']);
  const there = after(call, [21_000, { kind: 'leg-joined', leg: 'leg-l' }]);
  const { effects: then } = taken(at(there, 22_000, { kind: 'leg-joined', leg: 'leg-p' }));
  expect(then.at(-1)).toMatchObject({ hiddenFrom: ['caller-1', 'leg-p'], mode: 'whisper' });
});

test('whoever is in the room already is not made deaf', () => {
  const scene = after(
    talking(),
    [18_000, invite('conference', colleague)],
    [19_000, { kind: 'leg-joined', leg: 'leg-p' }],
  );
  const { effects } = taken(at(scene, 20_000, monitor('whisper')));
  expect(done(effects)).toEqual(['2001 offered', 'dial-seat leg-l']);
});

test('whoever joins while a leader whispers does not hear it', () => {
  const scene = after(listening('whisper'), [22_000, invite('conference', colleague)]);
  const { effects } = taken(at(scene, 25_000, { kind: 'leg-joined', leg: 'leg-p' }));
  expect(effects.at(-1)).toMatchObject({ hiddenFrom: ['caller-1', 'leg-p'], mode: 'whisper' });
});

test.each([
  ['a second leader', () => listening('listen'), monitor('listen', '2002', 'x'), 'already-in-call'],
  ['the seat itself', talking, monitor('listen', '1001'), 'target-is-self'],
  ['a guest', () => invited('conference', colleague), monitor('listen', '1002'), 'already-in-call'],
  ['the same mode', () => listening('listen'), mode('listen'), 'duplicate'],
  [
    'a mode before they are there',
    () => after(talking(), [20_000, monitor('listen')]),
    mode('barge'),
    'not-in-state',
  ],
  ['a mode of somebody else', talking, mode('barge'), 'not-your-call'],
  ['take-over by no leader', talking, { kind: 'take-over', seat: '2001' }, 'not-your-call'],
  [
    'the end by force while 110 is there',
    acknowledged,
    { kind: 'force-end', seat: '2001' },
    'emergency-under-way',
  ],
] as const)('%s: refused', (_, scene, event, code) => {
  expect(at(scene(), 22_000, event)).toEqual(refusedWith(code));
});

test('taken over from listening: heard by all, and not muted on paper', () => {
  const { call, effects } = taken(
    at(listening('listen'), 30_000, { kind: 'take-over', seat: '2001' }),
  );
  expect(call).toMatchObject({
    seat: { seatId: '2001' },
    muted: false,
    wraps: [{ seatId: '1001' }],
  });
  expect(done(effects).slice(0, 2)).toEqual(['set-leader-mode leg-l', 'hang-up-leg leg-a']);
});

test('ended by force', () => {
  const { call } = taken(at(talking(), 30_000, { kind: 'force-end', seat: '2001' }));
  expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'system' });
});

test('the leader’s leg fails or goes: nothing changes for the two', () => {
  const coming = after(talking(), [20_000, monitor('listen')]);
  for (const [scene, event] of [
    [coming, { kind: 'party-expired', leg: 'leg-l' }],
    [coming, { kind: 'dial-failed', leg: 'leg-l', cause: 'USER_BUSY' }],
    [listening('barge'), over('leg-l')],
    [listening('barge'), { kind: 'leave', seat: '2001', override: false }],
  ] as const) {
    const { call, effects } = taken(at(scene, 30_000, event));
    expect(call).toMatchObject({ kind: 'talking', parties: [] });
    expect(done(effects)).toContain('2001 released');
  }
});

test('the seat goes, and with it whoever listens to it', () => {
  const { call, effects } = taken(at(listening('listen'), 30_000, over('leg-a', 'network')));
  expect(call).toMatchObject({ kind: 'waiting', parties: [] });
  expect(done(effects)).toContain('2001 released');
});

// Found by the random histories.
test('handed over: a leader on the way is nobody’s company', () => {
  const scene = after(handedOver(), [20_000, monitor('listen')]);
  const { call } = taken(at(scene, 21_000, over('leg-p', 'network')));
  expect(call).toMatchObject({ kind: 'waiting', parties: [] });
});

test('alone with the citizen a leader may not fall silent', () => {
  const released = after(invited('blind'), [11_000, { kind: 'hang-up', seat: '1001' }]);
  const talks = listening('listen', () => released);
  const { call, effects } = taken(at(talks, 22_000, mode('barge')));
  expect(done(effects)).toEqual(['set-leader-mode leg-l', 'retrieve-leg caller-1']);
  const alone = after(call, [31_000, { kind: 'party-expired', leg: 'leg-p' }]);
  expect(alone.kind).toBe('handed-over');
  expect(at(alone, 32_000, mode('listen'))).toEqual(refusedWith('not-in-state'));
});
