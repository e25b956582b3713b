import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawChecks, weekOf, type CheckableCall, type DrawRule } from './draw.ts';

const call = (callId: string, over: Partial<CheckableCall> = {}): CheckableCall => ({
  callId,
  seatId: '1001',
  talkMs: 120_000,
  transferred: false,
  emergency: false,
  score: null,
  ...over,
});
const rule = (
  kind: DrawRule['kind'],
  perSeatAndWeek: number | null = 1,
  seconds = 60,
): DrawRule => ({
  kind,
  seconds,
  perSeatAndWeek,
});
const some = Array.from({ length: 40 }, (_, n) => call(`c${n}`));
/** Drawn once, kept here. */
const GOLDEN = ['c34', 'c25', 'c31', 'c18'];
const ids = (drawn: readonly { callId: string }[]) => drawn.map(({ callId }) => callId);

describe('drawChecks', () => {
  it.each([
    ['long', call('c', { talkMs: 60_000 }), call('d', { talkMs: 59_999 })],
    ['short', call('c', { talkMs: 60_000 }), call('d', { talkMs: 60_001 })],
    ['transferred', call('c', { transferred: true }), call('d')],
    ['emergency', call('c', { emergency: true }), call('d')],
    ['unsatisfied', call('c', { score: 2 }), call('d', { score: 3 })],
  ] as const)('takes %s calls by their rule alone', (kind, fits, not) => {
    expect(drawChecks([not, fits], [rule(kind, null)], 's', [])).toEqual([
      { callId: 'c', seatId: '1001', rule: kind },
    ]);
  });

  it('draws the same for the same seed, whatever the order of the calls, and other ones for another', () => {
    const drawn = drawChecks(some, [rule('any', 5)], 'seed', []);
    expect(drawn).toHaveLength(5);
    expect(drawChecks(some.toReversed(), [rule('any', 5)], 'seed', [])).toEqual(drawn);
    expect(ids(drawChecks(some, [rule('any', 5)], 'other', []))).not.toEqual(ids(drawn));
  });

  it('does not change when it is run on another machine', () => {
    expect(ids(drawChecks(some, [rule('any', 4)], '12345', []))).toEqual(GOLDEN);
  });

  it('counts each seat by itself, and takes no call twice', () => {
    const calls = [...some, ...some.map((one) => ({ ...one, seatId: '1002' }))];
    const drawn = drawChecks(calls, [rule('long', 2), rule('any', 3)], 's', []);
    for (const seat of ['1001', '1002'])
      expect(drawn.filter(({ seatId }) => seatId === seat)).toHaveLength(5);
    expect(new Set(drawn.map(({ seatId, callId }) => `${seatId} ${callId}`)).size).toBe(10);
  });

  it('fills up what was drawn before and never doubles', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 }), fc.nat({ max: 12 }), (early, most) => {
        const rules = [rule('short', 1, 1), rule('any', most)];
        const first = drawChecks(some.slice(0, early), rules, 's', []);
        const then = drawChecks(some, rules, 's', first);
        expect(first.length + then.length).toBe(Math.min(40, most));
        expect(drawChecks(some, rules, 's', [...first, ...then])).toEqual([]);
        expect(new Set([...ids(first), ...ids(then)]).size).toBe(first.length + then.length);
      }),
    );
  });

  it('spreads evenly: over many seeds each call is drawn about as often as any other', () => {
    const times = new Map<string, number>();
    for (let seed = 0; seed < 4_000; seed += 1)
      for (const id of ids(drawChecks(some, [rule('any', 4)], `${seed}`, [])))
        times.set(id, (times.get(id) ?? 0) + 1);
    // 400 each; five standard deviations of a binomial (4000, 1/10) are 95.
    for (const one of some) expect(Math.abs((times.get(one.callId) ?? 0) - 400)).toBeLessThan(95);
  });
});

describe('weekOf', () => {
  const SHANGHAI = 480;
  it.each([
    ['Monday 2026-11-30 at midnight', 1_795_968_000_000, 1_795_968_000_000],
    ['Sunday 2026-11-29, one second before midnight', 1_795_967_999_000, 1_795_363_200_000],
    ['2027-01-01 at noon, over the year’s end', 1_798_776_000_000, 1_798_387_200_000],
  ])('%s', (_, at, from) => {
    expect(weekOf(at, SHANGHAI)).toEqual({ from, to: from + 7 * 86_400_000 });
  });
});
