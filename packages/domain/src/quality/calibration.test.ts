import { describe, expect, it } from 'vitest';
import { compare, score, seenBy, show, type Calibration } from './calibration.ts';

const scoring = (manner: number, fatal: string[] = []) => ({
  points: { manner },
  fatal,
  comments: [],
});
const begun: Calibration = {
  callId: 'c',
  seatId: '1001',
  sheet: {
    version: '1',
    passAt: 1,
    items: [
      { id: 'manner', zh: '态度', en: 'Manner', points: 10, fatal: false },
      { id: 'rude', zh: '辱骂', en: 'Abuse', points: 0, fatal: true },
    ],
  },
  begunBy: 'leader',
  checkers: ['one', 'two', 'three'],
  scorings: [],
  isShown: false,
};
function scored(...given: readonly (readonly [string, number, string[]?])[]): Calibration {
  return given.reduce((calibration, [who, points, fatal]) => {
    const next = score(calibration, who, scoring(points, fatal));
    if (!next.ok) throw new Error(next.error.code);
    return next.value;
  }, begun);
}

it('is blind until all have scored: nobody sees another’s before', () => {
  const two = scored(['one', 8], ['two', 5]);
  expect(two.isShown).toBe(false);
  expect(seenBy(two, 'one').scorings.map(({ checker }) => checker)).toEqual(['one']);
  expect(seenBy(two, 'leader').scorings).toEqual([]);
  const all = scored(['one', 8], ['two', 5], ['three', 9]);
  expect(all.isShown).toBe(true);
  expect(seenBy(all, 'one').scorings).toHaveLength(3);
});

it('takes a second scoring in the place of the first, until it is shown', () => {
  const twice = scored(['one', 8], ['one', 6]);
  expect(twice.scorings).toEqual([{ checker: 'one', scoring: scoring(6) }]);
  const all = scored(['one', 8], ['two', 5], ['three', 9]);
  expect(score(all, 'one', scoring(1))).toEqual({ ok: false, error: { code: 'wrong-state' } });
});

describe('a refusal', () => {
  const two = scored(['one', 8], ['two', 5]);
  it.each([
    ['somebody who was not asked', score(begun, 'leader', scoring(1)), 'not-allowed'],
    ['half a sheet', score(begun, 'one', { points: {}, fatal: [], comments: [] }), 'unmarked'],
    ['too many points', score(begun, 'one', scoring(11)), 'misfit'],
    ['showing one scoring alone', show(scored(['one', 8]), 'leader'), 'too-few'],
    ['showing by another', show(two, 'one'), 'not-allowed'],
    ['showing twice', show({ ...two, isShown: true }, 'leader'), 'wrong-state'],
  ])('%s', (_, refused, code) => {
    expect(refused).toMatchObject({ ok: false, error: { code } });
  });
  it('but its beginner may show two of three', () => {
    expect(show(two, 'leader')).toMatchObject({ ok: true, value: { isShown: true } });
  });
});

it('tells the differences by item and of the totals', () => {
  expect(compare(scored(['one', 8], ['two', 5, ['rude']], ['three', 9]))).toEqual({
    items: [
      { item: 'manner', given: [8, 5, 9], spread: 4 },
      { item: 'rude', given: [0, 1, 0], spread: 1 },
    ],
    totals: [8, 0, 9],
    spread: 9,
  });
  expect(compare(begun)).toMatchObject({ totals: [], spread: 0 });
});
