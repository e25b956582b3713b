import { expect, it } from 'vitest';
import { hasSummerTime, utcOffsetMinutes } from './time-zone.ts';

it.each([
  ['Asia/Shanghai', 480, false],
  ['Asia/Kolkata', 330, false],
  ['UTC', 0, false],
  ['America/New_York', -300, true],
])('%s is %i minutes from UTC in January, summer time: %s', (zone, minutes, summer) => {
  expect(utcOffsetMinutes(zone, Date.UTC(2026, 0, 15))).toBe(minutes);
  expect(hasSummerTime(zone)).toBe(summer);
});
