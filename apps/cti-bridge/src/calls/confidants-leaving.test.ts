import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConfidantsLeaving } from './confidants-leaving.ts';

let back: string[];
let confidants: ConfidantsLeaving;
const comesBack = (leg: string) => () => void back.push(leg);
beforeEach(() => {
  vi.useFakeTimers();
  back = [];
  confidants = new ConfidantsLeaving();
});
afterEach(() => {
  vi.useRealTimers();
});

test('nobody is leaving: at once', () => {
  confidants.whenGone('caller', 'room', comesBack('caller'));
  expect(back).toEqual(['caller']);
});

test('two are leaving: when the second has gone; other rooms do not wait', () => {
  confidants.leaves('a', 'room');
  confidants.leaves('b', 'room');
  confidants.whenGone('caller', 'room', comesBack('caller'));
  confidants.whenGone('other', 'another room', comesBack('other'));
  expect(back).toEqual(['other']);
  confidants.gone('a');
  expect(back).toEqual(['other']);
  confidants.gone('b');
  confidants.gone('b');
  expect(back).toEqual(['other', 'caller']);
});

test('the news of its going is lost: a second later all the same', () => {
  confidants.leaves('a', 'room');
  confidants.whenGone('caller', 'room', comesBack('caller'));
  vi.advanceTimersByTime(ConfidantsLeaving.LIMIT_MS - 1);
  expect(back).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(back).toEqual(['caller']);
});

test('held again meanwhile, or the PBX away: they stay where they are', () => {
  confidants.leaves('a', 'room');
  confidants.whenGone('caller', 'room', comesBack('caller'));
  confidants.stays('caller');
  confidants.gone('a');
  confidants.leaves('b', 'room');
  confidants.whenGone('caller', 'room', comesBack('caller'));
  confidants.forget();
  vi.advanceTimersByTime(ConfidantsLeaving.LIMIT_MS);
  expect(back).toEqual([]);
});
