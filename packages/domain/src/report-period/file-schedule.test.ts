// oxlint-disable no-restricted-globals -- arithmetic on days that are given; no clock is read
import { describe, expect, it, test } from 'vitest';
import {
  fileNameOf,
  isFileOld,
  nextDueAt,
  periodsToWrite,
  readFileName,
  type FileSchedule,
} from './index.ts';

const day = { utcOffsetMinutes: 480, startsAtMinute: 0 };
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const daily: FileSchedule = { id: 'daily', every: 'day', atMinute: 360 };
const weekly: FileSchedule = { id: 'weekly', every: 'week', atMinute: 420 };
const monthly: FileSchedule = { id: 'monthly', every: 'month', atMinute: 0 };
const one = (date: string) => ({ from: date, to: date });

describe('periods to write', () => {
  test.each([
    ['a minute before its time: the one before', daily, '2026-12-01T05:59', one('2026-11-29')],
    ['at its time', daily, '2026-12-01T06:00', one('2026-11-30')],
    [
      'Monday at seven: the week that ended',
      weekly,
      '2026-11-30T07:00',
      { from: '2026-11-23', to: '2026-11-29' },
    ],
    [
      'the first of the month, at midnight',
      monthly,
      '2026-12-01T00:00',
      { from: '2026-11-01', to: '2026-11-30' },
    ],
    [
      'February of a leap year',
      monthly,
      '2028-03-15T12:00',
      { from: '2028-02-01', to: '2028-02-29' },
    ],
  ] as const)('%s', (_, schedule, now, period) => {
    const when = { now: at(now), day, keepDays: null };
    expect(periodsToWrite(schedule, null, when)).toEqual([period]);
  });

  it('after days away: all since the newest, and that one for its other formats', () => {
    const when = { now: at('2026-12-01T12:00'), day, keepDays: null };
    const found = periodsToWrite(daily, one('2026-11-27'), when).map(({ from }) => from);
    expect(found).toEqual(['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30']);
  });

  it('of a clock that went back: nothing that is not due', () => {
    const when = { now: at('2026-11-20T12:00'), day, keepDays: null };
    expect(periodsToWrite(daily, one('2026-11-27'), when)).toEqual([]);
  });

  it('nothing that would be removed at once', () => {
    const when = { now: at('2026-12-01T12:00'), day, keepDays: 2 };
    const found = periodsToWrite(daily, one('2026-01-01'), when).map(({ from }) => from);
    expect(found).toEqual(['2026-11-29', '2026-11-30']);
  });

  it('a hotline whose day begins at eight: not before it is over', () => {
    const late = { utcOffsetMinutes: 480, startsAtMinute: 480 };
    const when = (now: string) => ({ now: at(now), day: late, keepDays: null });
    expect(periodsToWrite(daily, null, when('2026-12-01T07:59'))).toEqual([one('2026-11-29')]);
    expect(periodsToWrite(daily, null, when('2026-12-01T08:00'))).toEqual([one('2026-11-30')]);
  });
});

it('says when the next one comes', () => {
  expect(nextDueAt(daily, at('2026-12-01T05:59'), day)).toBe(at('2026-12-01T06:00'));
  expect(nextDueAt(daily, at('2026-12-01T06:00'), day)).toBe(at('2026-12-02T06:00'));
  expect(nextDueAt(monthly, at('2026-12-01T00:00'), day)).toBe(at('2027-01-01T00:00'));
});

const when = (now: string) => ({ now: at(now), day, keepDays: 62 });

it('is old when its period has been over for so many days', () => {
  expect(isFileOld(one('2026-09-30'), when('2026-12-02T00:00'))).toBe(false);
  expect(isFileOld(one('2026-09-30'), when('2026-12-02T00:01'))).toBe(true);
  expect(isFileOld(one('1999-01-01'), { ...when('2026-12-02T00:00'), keepDays: null })).toBe(false);
});

describe('a name', () => {
  test.each([
    ['daily', one('2026-11-30'), 'gb-33358-2016', 'xlsx'],
    ['weekly-2', { from: '2026-11-23', to: '2026-11-29' }, 'a_1+b.2', 'csv'],
    ['daily', one('2026-11-30'), '2026-11-30', 'csv'],
  ] as const)('%s %o %s %s is read back', (schedule, period, definition, format) => {
    const file = { schedule, period, definition, format };
    expect(readFileName(fileNameOf(file))).toEqual(file);
  });
  test.each([
    '../daily_2026-11-30_a.csv',
    'daily_2026-11-30_a.csv.part',
    '.daily_2026-11-30_a.csv',
    'daily_2026-13-30_a.csv',
    'daily_2026-11-30_a/b.csv',
    'daily_2026-11-30_.csv',
    'daily_2026-11-30_a.exe',
    '',
  ])('%s is none', (text) => expect(readFileName(text)).toBeNull());
  it('has nothing in it that a definition could put there', () => {
    const file = {
      schedule: 'd',
      period: one('2026-11-30'),
      definition: '茂名 2020/../x',
      format: 'csv',
    } as const;
    expect(fileNameOf(file)).toBe('d_2026-11-30_---2020-..-x.csv');
  });
});
