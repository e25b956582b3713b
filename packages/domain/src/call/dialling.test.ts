/** 外呼 */
import { expect, test } from 'vitest';
import type { CallEvent } from './index.ts';
import { after, at, dialling, done, facts, hungUp, over, refusedWith, taken } from './scenes.ts';

const seatThere = () => after(dialling(), [500, { kind: 'leg-joined', leg: 'leg-a' }]);

test('the seat’s leg first, then the citizen, then the talk', () => {
  const there = taken(at(dialling(), 500, { kind: 'leg-joined', leg: 'leg-a' }));
  expect(done(there.effects)).toEqual(['1001 talking', 'hold-leg leg-a', 'dial-outside caller-1']);
  const talk = taken(at(there.call, 9_000, { kind: 'leg-joined', leg: 'caller-1' }));
  expect(talk.call).toMatchObject({ kind: 'talking', direction: 'out' });
  expect(done(talk.effects)).toEqual([
    'retrieve-leg leg-a',
    'note-owner caller-1',
    'record-call caller-1',
  ]);
  expect(facts(talk.effects)).toEqual(['call-connected']);
});

test.each([
  ['486', { kind: 'dial-failed', leg: 'caller-1', cause: 'USER_BUSY' }, 'busy', []],
  ['480', { kind: 'dial-failed', leg: 'caller-1', cause: 'NO_USER_RESPONSE' }, 'unreachable', []],
  [
    '404',
    { kind: 'dial-failed', leg: 'caller-1', cause: 'UNALLOCATED_NUMBER' },
    'unknown-number',
    [],
  ],
  ['603', { kind: 'dial-failed', leg: 'caller-1', cause: 'DECLINE' }, 'rejected', []],
  ['no answer', { kind: 'offer-expired', leg: 'caller-1' }, 'no-answer', ['caller-1']],
] as const)(
  'the citizen is not reached, %s: written up with the reason',
  (_, event, code, legs) => {
    const { call, effects } = taken(at(seatThere(), 31_000, event));
    expect(call).toMatchObject({ kind: 'wrapping', trouble: { code } });
    expect(hungUp(effects)).toEqual([...legs, 'leg-a']);
  },
);

test.each([
  ['unregistered', { kind: 'dial-failed', leg: 'leg-a', cause: 'USER_NOT_REGISTERED' }],
  ['not answered', { kind: 'offer-expired', leg: 'leg-a' }],
  ['taken back', { kind: 'hang-up', seat: '1001' }],
  ['lost', { kind: 'seat-lost', seat: '1001', why: 'GONE' }],
] as const)('the seat’s own telephone does not come, %s: nothing to write', (_, event) => {
  const { call, effects } = taken(at(dialling(), 21_000, event));
  expect(call.kind).toBe('ended');
  expect(done(effects)).toContain('1001 released');
  expect(hungUp(effects)).not.toContain('caller-1');
});

// Found by the random histories.
test('the seat hangs up while the citizen’s telephone rings: it stops ringing', () => {
  const left = after(seatThere(), [2_000, { kind: 'leg-left', leg: 'leg-a' }]);
  const { call, effects } = taken(at(left, 2_001, over('leg-a')));
  expect(call.kind).toBe('wrapping');
  expect(hungUp(effects)).toEqual(['caller-1']);
  expect(effects).toContainEqual({ kind: 'stop-timer', timer: 'ring', key: 'caller-1' });
});

test('late, twice, and by another', () => {
  expect(at(seatThere(), 600, { kind: 'leg-joined', leg: 'leg-a' })).toEqual(
    refusedWith('duplicate'),
  );
  expect(at(seatThere(), 21_000, { kind: 'offer-expired', leg: 'leg-a' })).toEqual(
    refusedWith('late'),
  );
  const other: CallEvent = { kind: 'hang-up', seat: '1002' };
  expect(at(seatThere(), 600, other)).toEqual(refusedWith('not-your-call'));
});
