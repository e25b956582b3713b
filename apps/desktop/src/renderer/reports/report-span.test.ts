import { describe, expect, it, test } from 'vitest';
import { before, shifted, spanAround } from './report-span.ts';

const any = { from: '2026-11-03', to: '2026-11-12' };
const at = (moment: string) => Date.parse(moment);

test.each([
  ['day', '2026-11-30', '2026-11-30', '2026-11-30'],
  ['week', '2026-11-30', '2026-11-30', '2026-12-06'],
  ['week', '2026-12-06', '2026-11-30', '2026-12-06'],
  ['month', '2026-02-11', '2026-02-01', '2026-02-28'],
  ['month', '2028-02-29', '2028-02-01', '2028-02-29'],
  ['range', '2026-11-30', any.from, any.to],
] as const)('the %s around %s: %s to %s', (span, day, from, to) => {
  expect(spanAround(span, day, any)).toEqual({ from, to });
});

test.each([
  ['day', { from: '2026-03-01', to: '2026-03-01' }, -1, '2026-02-28', '2026-02-28'],
  ['week', { from: '2026-12-28', to: '2027-01-03' }, 1, '2027-01-04', '2027-01-10'],
  ['month', { from: '2026-01-01', to: '2026-01-31' }, -1, '2025-12-01', '2025-12-31'],
  ['month', { from: '2026-01-01', to: '2026-01-31' }, 1, '2026-02-01', '2026-02-28'],
  ['range', any, -1, '2026-10-24', '2026-11-02'],
] as const)('%s %o moved by %i: %s to %s', (span, days, periods, from, to) => {
  expect(shifted(span, days, periods)).toEqual({ from, to });
});

describe('what a period is compared with', () => {
  const today = '2026-11-30';
  const noon = at('2026-11-30T12:00+08:00');
  it('one that is over: the whole one before', () => {
    const days = { from: '2026-10-01', to: '2026-10-31' };
    expect(before('month', days, today, noon)).toEqual({
      from: '2026-09-01',
      to: '2026-09-30',
      isPart: false,
    });
  });
  it.each([
    ['day', { from: today, to: today }, '2026-11-29', '2026-11-29T04:00:00Z'],
    ['week', { from: today, to: '2026-12-06' }, '2026-11-23', '2026-11-23T04:00:00Z'],
    ['month', { from: '2026-11-01', to: today }, '2026-10-01', '2026-10-30T04:00:00Z'],
  ] as const)('a %s under way: the same part of the one before', (span, days, from, to) => {
    expect(before(span, days, today, noon)).toEqual({ from, to, isPart: true });
  });
  it('the 31st has no fellow in a month of thirty days: the whole one before', () => {
    const last = '2026-12-31';
    const days = { from: '2026-12-01', to: last };
    const now = at('2026-12-31T12:00+08:00');
    expect(before('month', days, last, now)).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
      isPart: false,
    });
  });
});
