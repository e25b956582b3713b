import { expect, it } from 'vitest';
import type { LedgerEntry, LedgerFact } from '../ledger/index.ts';
import { marksOf } from './marks.ts';

const START = 1_000_000;
const callId = 'c1';
/** Facts with their places on the recording, in ms. */
function facts(...given: readonly (readonly [number, LedgerFact])[]): LedgerEntry[] {
  return given.map(([at, fact], index) => ({ seq: index + 1, at: START + at, fact }));
}
const invited = (leg: string, purpose: 'consult' | 'listen' | 'whisper' | 'barge'): LedgerFact => ({
  kind: 'party-invited',
  callId,
  seatId: '1001',
  leg,
  purpose,
  target: `target-${leg}`,
});

it('tells moments and spans of a call in the order of time', () => {
  const history = facts(
    [0, { kind: 'call-answered', callId, seatId: '1001', leg: 'l', waitMs: 10 }],
    [5_000, { kind: 'caller-held', callId, seatId: '1001' }],
    [6_000, invited('p', 'consult')],
    [8_000, { kind: 'party-joined', callId, leg: 'p' }],
    [9_000, { kind: 'caller-retrieved', callId }],
    [
      11_000,
      { kind: 'call-transferred', callId, seatId: '1001', to: '1002', leg: 'p', how: 'left' },
    ],
    [12_000, { kind: 'recording-step', callId, step: 'paused', detail: null }],
    [15_000, { kind: 'recording-step', callId, step: 'resumed', detail: null }],
    [20_000, { kind: 'call-ended', callId, by: 'caller', talkMs: 1, cause: '' }],
  );
  const marks = marksOf(history, START, 20_000);
  expect(marks.map(({ kind, at, to, who }) => [kind, at, to, who])).toEqual([
    ['answered', 0, null, '1001'],
    ['held', 5_000, 9_000, '1001'],
    ['joined', 8_000, null, 'target-p'],
    ['transferred', 11_000, null, '1002'],
    ['paused', 12_000, 15_000, null],
    ['ended', 20_000, null, null],
  ]);
  // Late facts stand further down in the ledger, with their own times.
  expect(marksOf(history.toReversed(), START, 20_000)).toEqual(marks);
});

it('ends what nobody ended where the recording ends, and cuts off what began before it', () => {
  const history = facts(
    [-3_000, { kind: 'call-parked', callId, seatId: '1001', slot: '701' }],
    [2_000, { kind: 'call-unparked', callId, slot: '701', why: 'taken' }],
    [4_000, { kind: 'caller-held', callId, seatId: '1001' }],
  );
  expect(marksOf(history, START, 6_000)).toEqual([
    { kind: 'parked', at: 0, to: 2_000, who: '701' },
    { kind: 'held', at: 4_000, to: 6_000, who: '1001' },
  ]);
});

it('leaves out what lies on another line of the same call', () => {
  const history = facts(
    [-60_000, { kind: 'call-answered', callId, seatId: '1001', leg: 'l', waitMs: 10 }],
    [-50_000, { kind: 'caller-held', callId, seatId: '1001' }],
    [-40_000, { kind: 'caller-retrieved', callId }],
    [-30_000, { kind: 'caller-dropped', callId, cause: '' }],
    [90_000, { kind: 'call-ended', callId, by: 'caller', talkMs: 1, cause: '' }],
  );
  expect(marksOf(history, START, 10_000)).toEqual([]);
});

it.each(['listen', 'whisper'] as const)('does not tell of a leader who %ss', (purpose) => {
  const history = facts(
    [100, invited('p', purpose)],
    [200, { kind: 'party-joined', callId, leg: 'p' }],
  );
  expect(marksOf(history, START, 10_000)).toEqual([]);
});

it('tells who joined and left, but nobody who never came', () => {
  const history = facts(
    [100, invited('p', 'barge')],
    [200, { kind: 'party-joined', callId, leg: 'p' }],
    [200, { kind: 'party-joined', callId, leg: 'p' }],
    [300, { kind: 'party-gone', callId, leg: 'p', why: 'left' }],
    [400, invited('q', 'consult')],
    [500, { kind: 'party-gone', callId, leg: 'q', why: 'no-answer' }],
  );
  expect(marksOf(history, START, 10_000).map(({ kind }) => kind)).toEqual(['joined', 'left']);
});

const step = (name: string, caseId: string): LedgerFact => ({
  kind: 'emergency-step',
  callId,
  caseId,
  targetId: '110',
  seatId: '1001',
  step: name,
  detail: null,
});

it('marks the beginning of each emergency hand-over', () => {
  const history = facts(
    [100, step('started', 'e1')],
    [200, step('answered', 'e1')],
    [300, step('started', 'e2')],
  );
  expect(marksOf(history, START, 10_000).map(({ kind, at }) => [kind, at])).toEqual([
    ['emergency', 100],
    ['emergency', 300],
  ]);
});
