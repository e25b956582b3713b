import { describe, expect, it } from 'vitest';
import {
  clockText,
  countdownText,
  percentText,
  shortDate,
  timeOfDay,
  utcOffsetMinutes,
  waitUrgency,
  weekday,
} from './clock-text.ts';

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
  const now = Date.parse('2026-11-22T09:30+08:00');
  it.each([
    ['2026-11-22T09:05+08:00', '09:05'],
    ['2026-11-22T00:00+08:00', '00:00'],
    ['2026-11-21T23:59+08:00', '11-21 23:59'],
    ['2025-12-31T08:00+08:00', '2025-12-31'],
  ])('%s in Shanghai, wherever the seat is', (date, text) =>
    expect(shortDate(Date.parse(date), now, 'Asia/Shanghai')).toBe(text),
  );
  it('the day is the zone’s too', () => {
    const lastNight = Date.parse('2026-11-22T01:00+08:00');
    expect(shortDate(lastNight, now, 'UTC')).toBe('11-21 17:00');
  });
});

describe('timeOfDay', () => {
  const at = Date.parse('2026-11-22T16:05Z');
  it.each([
    ['Asia/Shanghai', '00:05'],
    ['UTC', '16:05'],
    ['Asia/Kolkata', '21:35'],
  ])('%s', (zone, text) => expect(timeOfDay(at, zone)).toBe(text));
  it('a zone that nobody knows is the seat’s own', () => {
    const own = new Date(at);
    const text = [own.getHours(), own.getMinutes()]
      .map((n) => String(n).padStart(2, '0'))
      .join(':');
    expect(timeOfDay(at, null)).toBe(text);
    expect(timeOfDay(at, 'Asia/Xiangyang')).toBe(text);
  });
});

it.each([
  ['Asia/Shanghai', 480, 1],
  ['UTC', 0, 7],
  ['America/St_Johns', -210, 7],
] as const)('%s is %d minutes off, its day of the week %d', (zone, offset, day) => {
  const at = Date.parse('2026-11-22T17:00:40Z');
  expect(utcOffsetMinutes(at, zone)).toBe(offset);
  expect(weekday(at, zone)).toBe(day);
});

it('a rate without calls is no rate', () => {
  expect(percentText(0, 0)).toBeNull();
  expect(percentText(1000, 1060)).toBe('94.3 %');
  expect(percentText(9_496, 10_000)).toBe('94.9 %');
  expect(percentText(9_999, 10_000)).toBe('99.9 %');
  expect(percentText(19, 20)).toBe('95.0 %');
});
