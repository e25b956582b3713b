import { describe, expect, test } from 'vitest';
import { holidayYear } from './holiday-year.ts';
import type { DayCounting, Limit } from './limit.ts';
import { dueAt, dueState } from './limit.ts';
import { stateCouncilYears } from './testing/state-council.ts';
import { workingCalendar } from './working-calendar.ts';

const counting: DayCounting = {
  calendar: workingCalendar(stateCouncilYears),
  utcOffsetMinutes: 480,
  lastDayOffMoves: false,
};
// oxlint-disable-next-line no-restricted-globals -- arithmetic on a date that is given; no clock is read
const at = (local: string): number => Date.parse(`${local}+08:00`);

describe('when a limit runs out, in Asia/Shanghai', () => {
  test.each<readonly [string, string, Limit, string]>([
    [
      'minutes run from the moment',
      '2026-09-30T23:50:00',
      { count: 30, unit: 'minutes' },
      '2026-10-01T00:20:00',
    ],
    [
      'hours run through days off',
      '2026-10-01T10:00:00',
      { count: 24, unit: 'hours' },
      '2026-10-02T10:00:00',
    ],
    [
      'the first day is not counted (民法典 art. 201)',
      '2026-11-25T00:30:00',
      { count: 7, unit: 'days' },
      '2026-12-03T00:00:00',
    ],
    [
      'a last day off stays the last day: Saturday 2026-11-28 (place says so)',
      '2026-11-21T10:00:00',
      { count: 7, unit: 'days' },
      '2026-11-29T00:00:00',
    ],
    [
      'over a weekend',
      '2026-11-27T10:00:00',
      { count: 1, unit: 'working-days' },
      '2026-12-01T00:00:00',
    ],
    [
      'over 国庆节 2026',
      '2026-09-30T10:00:00',
      { count: 1, unit: 'working-days' },
      '2026-10-09T00:00:00',
    ],
    [
      'a Saturday that is worked, 10/10',
      '2026-09-30T10:00:00',
      { count: 3, unit: 'working-days' },
      '2026-10-11T00:00:00',
    ],
    [
      'over 春节 2026, with 2/14 and 2/28 worked',
      '2026-02-13T10:00:00',
      { count: 6, unit: 'working-days' },
      '2026-03-01T00:00:00',
    ],
    [
      'over 春节 2025, with 1/26 worked',
      '2025-01-25T10:00:00',
      { count: 3, unit: 'working-days' },
      '2025-02-06T00:00:00',
    ],
    [
      'from one year into the next',
      '2025-12-31T23:59:00',
      { count: 1, unit: 'working-days' },
      '2026-01-05T00:00:00',
    ],
  ])('%s', (_, from, limit, due) => {
    expect(dueAt(at(from), limit, counting)).toEqual({ ok: true, value: at(due) });
  });

  test.each<readonly [string, string, number, string]>([
    ['a Saturday gives way to Monday', '2026-11-21T10:00:00', 7, '2026-12-01T00:00:00'],
    ['国庆节 gives way to 10/8', '2026-09-24T10:00:00', 7, '2026-10-09T00:00:00'],
    ['a Saturday that is worked stays', '2026-10-03T10:00:00', 7, '2026-10-11T00:00:00'],
    ['a day of work stays', '2026-11-18T10:00:00', 7, '2026-11-26T00:00:00'],
  ])('a last day off that moves (民法典 art. 203): %s', (_, from, count, due) => {
    const moving = { ...counting, lastDayOffMoves: true };
    expect(dueAt(at(from), { count, unit: 'days' }, moving)).toEqual({ ok: true, value: at(due) });
  });

  test('a notice that begins in the December before counts there', () => {
    // 国办发明电〔2018〕15号: 元旦 from 2018-12-30 to 2019-01-01, 2018-12-29 worked.
    const empty = { source: 'x', off: [{ from: '2018-05-01', to: '2018-05-01' }], working: [] };
    const notices = [
      { year: 2018, ...empty },
      {
        year: 2019,
        source: 'x',
        off: [{ from: '2018-12-30', to: '2019-01-01' }],
        working: ['2018-12-29'],
      },
    ];
    const then = { ...counting, calendar: workingCalendar(notices) };
    expect(dueAt(at('2018-12-28T10:00:00'), { count: 2, unit: 'working-days' }, then)).toEqual({
      ok: true,
      value: at('2019-01-03T00:00:00'),
    });
  });

  test('a year without data is refused, and named', () => {
    const limit: Limit = { count: 2, unit: 'working-days' };
    expect(dueAt(at('2026-12-30T10:00:00'), limit, counting)).toEqual({
      ok: false,
      error: { code: 'year-without-data', year: 2027 },
    });
  });
});

test.each([
  [999, 'in-time'],
  [1000, 'soon'],
  [2000, 'soon'],
  [2001, 'overdue'],
] as const)('due at 2000, soon from 1000 before: at %i %s', (now, state) => {
  expect(dueState(2000, now, 1000)).toBe(state);
});

describe('the notices', () => {
  test.each(stateCouncilYears)('$year: fits its schema; worked days are on weekends', (year) => {
    expect(holidayYear.safeParse(year).success).toBe(true);
    // oxlint-disable-next-line no-restricted-globals -- arithmetic on a date that is given; no clock is read
    for (const date of year.working) expect([0, 6]).toContain(new Date(date).getUTCDay());
  });

  test.each([
    ['a day of another year', { off: [{ from: '2027-01-01', to: '2028-01-01' }], working: [] }],
    [
      'a worked Monday',
      { off: [{ from: '2027-01-01', to: '2027-01-03' }], working: ['2027-01-04'] },
    ],
    [
      'a span that ends before it begins',
      { off: [{ from: '2027-01-03', to: '2027-01-01' }], working: [] },
    ],
    [
      'a day both off and worked',
      { off: [{ from: '2027-01-01', to: '2027-01-03' }], working: ['2027-01-02'] },
    ],
    ['a day that does not exist', { off: [{ from: '2027-02-30', to: '2027-02-30' }], working: [] }],
  ])('an import with %s is refused', (_, days) => {
    expect(holidayYear.safeParse({ year: 2027, source: 'x', ...days }).success).toBe(false);
  });
});
