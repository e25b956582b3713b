import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpen, nextOpening, type OpeningHours } from './index.ts';

const CHINA = 480;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Monday 2026-11-23 00:00 UTC. */
const MONDAY = 1_795_392_000_000;

/** Shanghai time; day 1 is that Monday. */
const at = (day: number, clock: string): number => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return MONDAY + (day - 1) * DAY + hours * HOUR + minutes * MINUTE - CHINA * MINUTE;
};
const office: OpeningHours[] = [
  { days: [1, 2, 3, 4, 5], from: 510, to: 720 },
  { days: [1, 2, 3, 4, 5], from: 870, to: 1050 },
];
const nights: OpeningHours[] = [{ days: [5, 6], from: 1080, to: 360 }];
const sundays: OpeningHours[] = [{ days: [7], from: 0, to: 1440 }];

describe('open', () => {
  test.each([
    [1, '08:29', office, false],
    [1, '08:30', office, true],
    [1, '11:59', office, true],
    [1, '12:00', office, false],
    [5, '17:29', office, true],
    [6, '10:00', office, false],
    // Friday's night lasts into Saturday, Saturday's into Sunday; Thursday has none.
    [5, '05:00', nights, false],
    [5, '17:59', nights, false],
    [5, '18:00', nights, true],
    [6, '05:59', nights, true],
    [6, '06:00', nights, false],
    [7, '03:00', nights, true],
    [7, '18:00', nights, false],
    [7, '00:00', sundays, true],
    [7, '23:59', sundays, true],
    [8, '00:00', sundays, false],
  ])('day %i at %s', (day, clock, hours, open) => {
    expect(isOpen({ hours }, at(day, clock), CHINA)).toBe(open);
  });

  test('without hours always, with none at all never', () => {
    expect(isOpen({ hours: null }, at(1, '03:00'), CHINA)).toBe(true);
    expect(isOpen({ hours: [] }, at(1, '03:00'), CHINA)).toBe(false);
  });

  test('counts in the given zone, and before 1970 too', () => {
    expect(isOpen({ hours: office }, MONDAY + 8.5 * HOUR, 0)).toBe(true);
    // 1969-12-29 was a Monday.
    expect(isOpen({ hours: office }, -3 * DAY + 9 * HOUR, 0)).toBe(true);
    expect(isOpen({ hours: office }, -4 * DAY + 9 * HOUR, 0)).toBe(false);
  });
});

describe('next opening', () => {
  test.each([
    ['before the morning', office, [1, '07:00'], [1, '08:30']],
    ['over noon', office, [1, '12:30'], [1, '14:30']],
    ['after work', office, [1, '18:00'], [2, '08:30']],
    ['on the week-end', office, [5, '18:00'], [8, '08:30']],
    ['a week later', [{ days: [1], from: 510, to: 720 }], [1, '12:00'], [8, '08:30']],
    ['a night', nights, [7, '06:00'], [12, '18:00']],
  ] as const)('%s', (_, hours, [day, clock], [openDay, openClock]) => {
    expect(nextOpening({ hours }, at(day, clock), CHINA)).toBe(at(openDay, openClock));
  });

  test('there is none when it is open, always open, or never', () => {
    expect(nextOpening({ hours: office }, at(1, '09:00'), CHINA)).toBeNull();
    expect(nextOpening({ hours: null }, at(1, '09:00'), CHINA)).toBeNull();
    expect(nextOpening({ hours: [] }, at(1, '09:00'), CHINA)).toBeNull();
    expect(
      nextOpening({ hours: [{ days: [], from: 1, to: 2 }] }, at(1, '09:00'), CHINA),
    ).toBeNull();
  });

  test('is the first minute that is open', () => {
    const hours = fc.array(
      fc.record({
        days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        from: fc.integer({ min: 0, max: 1439 }),
        to: fc.integer({ min: 0, max: 1440 }),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 20_160 }), (each, minute) => {
        const entry = { hours: each.filter(({ from, to }) => from !== to) };
        const now = at(1, '00:00') + minute * MINUTE + 1234;
        const opening = nextOpening(entry, now, CHINA);
        if (opening === null) return;
        expect(opening).toBeGreaterThan(now);
        expect(isOpen(entry, now, CHINA)).toBe(false);
        expect(isOpen(entry, opening - 1, CHINA)).toBe(false);
        expect(isOpen(entry, opening, CHINA)).toBe(true);
      }),
    );
  });
});
