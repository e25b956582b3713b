import { describe, expect, it } from 'vitest';
import { clockText, countdownText, percentText, shortDate, waitUrgency } from './clock-text.ts';

describe('clockText', () => {
  it.each([
    [-5_000, '00:00'],
    [0, '00:00'],
    [999, '00:00'],
    [9_000, '00:09'],
    [61_500, '01:01'],
    [3_599_999, '59:59'],
    [3_600_000, '1:00:00'],
    [36_000_000 + 62_000, '10:01:02'],
  ])('%d ms is %s', (ms, text) => expect(clockText(ms)).toBe(text));
});

describe('countdownText', () => {
  it.each([
    [30_000, '00:30'],
    [29_001, '00:30'],
    [1, '00:01'],
    [0, '00:00'],
    [-1, '00:00'],
  ])('%d ms left is %s', (ms, text) => expect(countdownText(ms)).toBe(text));
});

describe('waitUrgency against a limit of 15 s', () => {
  it.each([
    [0, 'calm'],
    [9_999, 'calm'],
    [10_000, 'soon'],
    [14_999, 'soon'],
    [15_000, 'over'],
    [90_000, 'over'],
  ])('%d ms waited: %s', (ms, urgency) => expect(waitUrgency(ms, 15_000)).toBe(urgency));
});

describe('shortDate', () => {
  const now = new Date(2026, 10, 22, 9, 30).getTime();
  it.each([
    [new Date(2026, 10, 22, 9, 5), '09:05'],
    [new Date(2026, 10, 21, 23, 59), '11-21 23:59'],
    [new Date(2025, 11, 31, 8, 0), '2025-12-31'],
  ])('%s', (date, text) => expect(shortDate(date.getTime(), now)).toBe(text));
});

it('a rate without calls is no rate', () => {
  expect(percentText(0, 0)).toBeNull();
  expect(percentText(1000, 1060)).toBe('94.3 %');
});
