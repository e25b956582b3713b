import { expect, it } from 'vitest';
import { misfit, scoreOf, unmarked, type ScoreSheet } from './sheet.ts';

const sheet: ScoreSheet = {
  version: '1',
  passAt: 80,
  items: [
    { id: 'manner', zh: '态度', en: 'Manner', points: 60, fatal: false },
    { id: 'answer', zh: '答复', en: 'Answer', points: 40, fatal: false },
    { id: 'rude', zh: '辱骂', en: 'Abuse', points: 0, fatal: true },
  ],
};
const scoring = (points: Record<string, number>, fatal: string[] = []) => ({
  points,
  fatal,
  comments: [],
});

it.each([
  ['passes at the limit', { manner: 40, answer: 40 }, [], { total: 80, fatal: [], passed: true }],
  ['fails below it', { manner: 39.5, answer: 40 }, [], { total: 79.5, fatal: [], passed: false }],
  [
    'loses all to a fatal item',
    { manner: 60, answer: 40 },
    ['rude'],
    { total: 0, fatal: ['rude'], passed: false },
  ],
  [
    'counts what is not marked as nothing',
    { answer: 40 },
    [],
    { total: 40, fatal: [], passed: false },
  ],
])('%s', (_, points, fatal, score) => {
  expect(scoreOf(sheet, scoring(points, fatal))).toEqual({ of: 100, ...score });
});

it('a fatal item fails even where nothing is needed to pass', () => {
  expect(scoreOf({ ...sheet, passAt: 0 }, scoring({}, ['rude'])).passed).toBe(false);
});

it('tells what has no points yet, and what does not belong', () => {
  expect(unmarked(sheet, scoring({ answer: 0 }))).toEqual(['manner']);
  expect(misfit(sheet, scoring({ manner: 60, answer: 40 }, ['rude']))).toBeNull();
  expect(misfit(sheet, scoring({ manner: 61 }))).toBe('manner');
  expect(misfit(sheet, scoring({}, ['manner']))).toBe('manner');
});
