import { describe, expect, test } from 'vitest';
import { add, connectionRate, dayStart, emptyTally, serviceLevel } from './index.ts';
import type { Definition, Rate } from './index.ts';
import { settled } from './testing/settled.ts';
import { Minutes } from './windows.ts';

const percent = ({ numerator, denominator }: Rate) => ((100 * numerator) / denominator).toFixed(2);

const definition: Definition = {
  id: 'vector',
  from: 0,
  until: null,
  clockStart: 'queue-entry',
  thresholdMs: 20_000,
  thresholdMsOf: {},
  shortAbandonMs: 5_000,
  serviceLevels: [1, 2, 3, 4, 5],
  connectionTarget: null,
  repeatMs: 0,
  day: { utcOffsetMinutes: 480, startsAtMinute: 0 },
};

const some = (n: number, outcome: 'answered' | 'abandoned', waitMs: number) =>
  Array.from({ length: n }, () => settled(outcome, waitMs, definition));

/** 1000 answered, 860 of them within 20 s; 60 abandoned, 20 of them within 20 s, 10 of those within 5 s. */
function vector() {
  return [
    ...some(860, 'answered', 20_000),
    ...some(140, 'answered', 20_001),
    ...some(10, 'abandoned', 5_000),
    ...some(10, 'abandoned', 5_001),
    ...some(40, 'abandoned', 60_000),
  ].reduce((sum, one) => add(sum, one), emptyTally);
}

describe('the five service levels on the test vector', () => {
  test.each([
    [1, '83.02'],
    [2, '86.00'],
    [3, '81.13'],
    [4, '82.69'],
    [5, '82.08'],
  ] as const)('variant %d: %s %%', (variant, expected) => {
    expect(percent(serviceLevel(variant, vector()))).toBe(expected);
  });

  test('the connection rate, and how leaving short abandons out flips the verdict at 95 %', () => {
    expect(percent(connectionRate(vector()))).toBe('94.34');
    expect(percent(connectionRate(vector(), true))).toBe('95.24');
  });

  test('no call, no rate: the counts are zero and nothing is divided', () => {
    for (const variant of [1, 2, 3, 4, 5] as const)
      expect(serviceLevel(variant, emptyTally)).toEqual({ numerator: 0, denominator: 0 });
  });

  test('with the cut-off at 0 no abandon is short', () => {
    const off = { ...definition, shortAbandonMs: 0 };
    expect(settled('abandoned', 0, off).abandonedShort).toBe(0);
  });
});

describe('the day', () => {
  /** 2026-11-22T00:00Z; hours are counted from it. */
  const midnight = 1_795_305_600_000;
  const hours = (n: number) => midnight + n * 3_600_000;
  const shanghai = { utcOffsetMinutes: 480, startsAtMinute: 0 };
  const fromEight = { utcOffsetMinutes: 480, startsAtMinute: 480 };
  const newYork = { utcOffsetMinutes: -300, startsAtMinute: 0 };
  test.each([
    ['a millisecond before midnight in Shanghai', hours(16) - 1, shanghai, hours(-8)],
    ['midnight in Shanghai', hours(16), shanghai, hours(16)],
    ['07:00 in Shanghai, the day beginning at 08:00', hours(23), fromEight, hours(0)],
    ['08:00 there', hours(24), fromEight, hours(24)],
    ['west of Greenwich', hours(5) - 1, newYork, hours(-19)],
  ])('%s', (_, at, boundary, start) => {
    expect(dayStart(at, boundary)).toBe(start);
  });
});

describe('a window that moves', () => {
  const T0 = 1_800_000_000_000 - (1_800_000_000_000 % 60_000);
  const DAY = 86_400_000;
  const one = settled('answered', 1, definition);
  const last24h = (minutes: Minutes, now: number): number =>
    minutes.sum('last-24h', now - DAY + 60_000, now).answered;

  test('forgets by the minute', () => {
    const minutes = new Minutes();
    minutes.add(T0 + 30_000, one);
    minutes.add(T0 + 60_000, one);
    expect(last24h(minutes, T0 + DAY - 1)).toBe(2);
    expect(last24h(minutes, T0 + DAY)).toBe(1);
    expect(last24h(minutes, T0 + DAY + 60_000)).toBe(0);
  });

  test('a late call counts where it belongs, also after a look', () => {
    const minutes = new Minutes();
    minutes.add(T0 + DAY, one);
    expect(last24h(minutes, T0 + DAY)).toBe(1);
    minutes.add(T0 + 3_600_000, one);
    minutes.add(T0, one);
    expect(last24h(minutes, T0 + DAY)).toBe(2);
  });

  test('a clock that leaps ahead for weeks and comes back has lost nothing', () => {
    const minutes = new Minutes();
    minutes.add(T0, one);
    expect(last24h(minutes, T0)).toBe(1);
    expect(last24h(minutes, T0 + 30 * DAY)).toBe(0);
    minutes.add(T0 + 30 * DAY, one);
    expect(last24h(minutes, T0 + 30 * DAY)).toBe(1);
    expect(last24h(minutes, T0 + 1_000)).toBe(1);
  });
});
