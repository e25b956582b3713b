import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answeredWithin, averageWaitMs, seatsFor, waitingShare } from './erlang-c.ts';
import { forecast } from './forecast.ts';

describe('Erlang C', () => {
  // 10 Erlang, 12 seats: C = 0.4494 (tables of the Teletraffic Engineering Handbook).
  test.each([
    [1, 2, 0.3333],
    [10, 12, 0.4494],
    [20, 25, 0.2091],
  ])('load %d on %d seats: %d wait', (load, seats, share) => {
    expect(waitingShare(load, seats)).toBeCloseTo(share, 4);
  });

  test('of two seats with one Erlang, by hand', () => {
    // C = 1/3; mean wait = C · 180 s ÷ (2 − 1) = 60 s; within 15 s: 1 − e^(−15/180)/3.
    expect(averageWaitMs(1, 2, 180_000)).toBeCloseTo(60_000, 6);
    expect(answeredWithin(1, 2, 180_000, 15_000)).toBeCloseTo(1 - Math.exp(-15 / 180) / 3, 12);
  });

  test('too few seats: everybody waits, without end', () => {
    expect(waitingShare(5, 5)).toBe(1);
    expect(answeredWithin(5, 5, 180_000, 15_000)).toBe(0);
    expect(averageWaitMs(5, 5, 180_000)).toBeNull();
  });

  test('a target that no number of seats reaches', () => {
    expect(seatsFor(6_000, 180_000, 15_000, 0.9)).toBeNull();
  });

  test('one more seat never makes it worse, and the seats needed are the fewest', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        fc.double({ min: 0.05, max: 0.99, noNaN: true }),
        (load, target) => {
          const needed = seatsFor(load, 200_000, 15_000, target);
          if (needed === null) throw new Error('within reach');
          expect(answeredWithin(load, needed, 200_000, 15_000)).toBeGreaterThanOrEqual(target);
          expect(answeredWithin(load, needed - 1, 200_000, 15_000)).toBeLessThan(target);
        },
      ),
    );
  });
});

describe('the next half hour', () => {
  const input = {
    offered: Array.from({ length: 12 }, () => 10),
    stepMs: 300_000,
    horizonMs: 1_800_000,
    averageHandleMs: 180_000,
    seats: 8,
    thresholdMs: 15_000,
    target: 0.9,
  };

  test('an even hour goes on', () => {
    expect(forecast(input)).toMatchObject({ calls: 60, load: 6, steps: 12 });
  });

  test('what came lately weighs more', () => {
    const rising = [...Array.from({ length: 11 }, () => 0), 13];
    // 13 · 12 ÷ 78 a step, six steps.
    expect(forecast({ ...input, offered: rising }).calls).toBeCloseTo(12, 9);
  });

  test('older than an hour is not looked at', () => {
    const offered = [999, 999, ...input.offered];
    expect(forecast({ ...input, offered }).calls).toBe(60);
  });

  test('no call has ended: calls are told, seats are not', () => {
    expect(forecast({ ...input, averageHandleMs: null })).toMatchObject({
      calls: 60,
      load: null,
      seatsNeeded: null,
    });
  });

  test('nothing has come yet', () => {
    expect(forecast({ ...input, offered: [] })).toMatchObject({
      calls: 0,
      withinShare: 1,
      averageWaitMs: 0,
      seatsNeeded: 0,
    });
  });

  test('fewer seats than load', () => {
    expect(forecast({ ...input, seats: 6 })).toMatchObject({ withinShare: 0, averageWaitMs: null });
  });
});
