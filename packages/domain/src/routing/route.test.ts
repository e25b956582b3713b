import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReadySeat, WaitingEntry } from './index.ts';
import { inOrder, route } from './index.ts';

const T0 = 1_800_000_000_000;
const rules = { dropOptionalSkillsAfterMs: 30_000 };

const call = (callId: string, more: Partial<WaitingEntry> = {}): WaitingEntry => ({
  callId,
  skills: [],
  optionalSkills: [],
  priority: 0,
  queuedAt: T0,
  notBefore: 0,
  passedBy: [],
  lastSeat: null,
  wanted: null,
  ...more,
});

const seat = (seatId: string, idleMs: number, ...skills: readonly string[]): ReadySeat => ({
  seatId,
  skills: new Set(skills),
  idleSince: T0 - idleMs,
});

const pairs = (
  waiting: readonly WaitingEntry[],
  seats: readonly ReadySeat[],
  now = T0 + 5_000,
): readonly string[] =>
  route(waiting, seats, now, rules).map(({ callId, seatId }) => `${callId}→${seatId}`);

describe('which call goes first', () => {
  test('the longest wait', () => {
    const calls = [call('b', { queuedAt: T0 + 2 }), call('a', { queuedAt: T0 + 1 })];
    expect(pairs(calls, [seat('1', 0)])).toEqual(['a→1']);
  });

  test('priority before waiting time (老年人等特殊群体)', () => {
    const calls = [call('a'), call('b', { queuedAt: T0 + 900, priority: 1 })];
    expect(pairs(calls, [seat('1', 0)])).toEqual(['b→1']);
    expect(inOrder(calls).map((one) => one.callId)).toEqual(['b', 'a']);
  });

  test('a call whose attempt the PBX failed lets the others pass for a moment', () => {
    const calls = [call('a', { notBefore: T0 + 6_000 }), call('b', { queuedAt: T0 + 1 })];
    expect(pairs(calls, [seat('1', 0)])).toEqual(['b→1']);
    expect(pairs(calls, [seat('1', 0)], T0 + 6_000)).toEqual(['a→1']);
  });
});

describe('which seat gets it', () => {
  test('the one that has been idle longest', () => {
    expect(pairs([call('a')], [seat('1', 10), seat('2', 30), seat('3', 20)])).toEqual(['a→2']);
  });

  test('the repeat caller’s last seat first, if it is ready and fits', () => {
    const repeat = call('a', { lastSeat: '1' });
    expect(pairs([repeat], [seat('1', 10), seat('2', 30)])).toEqual(['a→1']);
    expect(pairs([repeat], [seat('2', 30)])).toEqual(['a→2']);
    const skilled = call('a', { lastSeat: '1', skills: ['sign'] });
    expect(pairs([skilled], [seat('1', 10), seat('2', 30, 'sign')])).toEqual(['a→2']);
  });

  test('all skills are needed', () => {
    const both = call('a', { skills: ['sign', 'english'] });
    expect(pairs([both], [seat('1', 9, 'sign'), seat('2', 8, 'english')])).toEqual([]);
    expect(pairs([both], [seat('1', 9, 'sign'), seat('2', 8, 'english', 'sign')])).toEqual(['a→2']);
  });

  test('a call without a fitting seat does not hold up the next one', () => {
    const calls = [call('a', { skills: ['sign'] }), call('b', { queuedAt: T0 + 1 })];
    expect(pairs(calls, [seat('1', 0)])).toEqual(['b→1']);
  });

  test('optional skills are given up after the limit, and still preferred', () => {
    const wants = call('a', { optionalSkills: ['cantonese'] });
    expect(pairs([wants], [seat('1', 30)], T0 + 29_999)).toEqual([]);
    expect(pairs([wants], [seat('1', 30)], T0 + 30_000)).toEqual(['a→1']);
    const seats = [seat('1', 30), seat('2', 10, 'cantonese')];
    expect(pairs([wants], seats, T0 + 30_000)).toEqual(['a→2']);
  });

  test('a seat that passed the call is asked again only after its time', () => {
    const passed = call('a', { passedBy: [{ seatId: '1', until: T0 + 60_000 }], lastSeat: '1' });
    expect(pairs([passed], [seat('1', 30)])).toEqual([]);
    expect(pairs([passed], [seat('1', 30)], T0 + 60_000)).toEqual(['a→1']);
  });

  test('a call that its seat lost a moment ago waits for that seat alone, then for anybody', () => {
    const lost = call('a', { wanted: { seatId: '1', until: T0 + 15_000 } });
    expect(pairs([lost], [seat('2', 30)])).toEqual([]);
    expect(pairs([lost], [seat('2', 30), seat('1', 0)])).toEqual(['a→1']);
    expect(pairs([lost], [seat('2', 30)], T0 + 15_000)).toEqual(['a→2']);
  });

  test('the seat that had it needs no skill for it, and nobody waits behind it', () => {
    const skilled = call('a', {
      skills: ['sign'],
      wanted: { seatId: '1', until: T0 + 15_000 },
    });
    expect(pairs([skilled], [seat('1', 0)])).toEqual(['a→1']);
    const next = call('b', { queuedAt: T0 + 1 });
    expect(pairs([skilled, next], [seat('2', 0)])).toEqual(['b→2']);
  });
});

const skill = fc.constantFrom('sign', 'english', 'cantonese');
const calls = fc.uniqueArray(
  fc.record({
    callId: fc.string({ minLength: 1, maxLength: 3 }),
    skills: fc.uniqueArray(skill, { maxLength: 2 }),
    optionalSkills: fc.uniqueArray(skill, { maxLength: 1 }),
    priority: fc.integer({ min: 0, max: 2 }),
    queuedAt: fc.integer({ min: T0, max: T0 + 40_000 }),
    notBefore: fc.constantFrom(0, T0 + 50_000),
    passedBy: fc.array(
      fc.record({ seatId: fc.constantFrom('1', '2', '3'), until: fc.constant(T0 + 60_000) }),
      { maxLength: 2 },
    ),
    lastSeat: fc.constantFrom(null, '1', '2', '3'),
    wanted: fc.option(
      fc.record({
        seatId: fc.constantFrom('1', '2', '3', '4'),
        until: fc.constantFrom(T0 + 41_000, T0 + 60_000),
      }),
    ),
  }),
  { selector: (one) => one.callId, maxLength: 12 },
);
const seats = fc
  .uniqueArray(
    fc.record({
      seatId: fc.constantFrom('1', '2', '3', '4', '5'),
      skills: fc.uniqueArray(skill),
      idleSince: fc.integer({ min: 0, max: T0 }),
    }),
    { selector: (one) => one.seatId },
  )
  .map((list) => list.map((one) => ({ ...one, skills: new Set<string>(one.skills) })));

describe('always', () => {
  test('each call and each seat once, only where all needs are met, nobody passed over for nothing', () => {
    fc.assert(
      fc.property(calls, seats, (waiting, free) => {
        const now = T0 + 41_000;
        const offers = route(waiting, free, now, rules);
        expect(new Set(offers.map((one) => one.callId)).size).toBe(offers.length);
        expect(new Set(offers.map((one) => one.seatId)).size).toBe(offers.length);
        const fits = (one: WaitingEntry, place: ReadySeat) => {
          if (one.notBefore > now) return false;
          // Wanted by one seat alone: it and no other, whatever it can.
          if (one.wanted !== null && one.wanted.until > now)
            return one.wanted.seatId === place.seatId;
          return (
            one.skills.every((name) => place.skills.has(name)) &&
            !one.passedBy.some(({ seatId, until }) => seatId === place.seatId && until > now)
          );
        };
        for (const { callId, seatId } of offers) {
          const one = waiting.find((each) => each.callId === callId);
          const place = free.find((each) => each.seatId === seatId);
          expect(one !== undefined && place !== undefined && fits(one, place)).toBe(true);
        }
        const idle = free.filter((place) => !offers.some((one) => one.seatId === place.seatId));
        const unserved = waiting.filter(
          (one) => !offers.some((each) => each.callId === one.callId),
        );
        for (const one of unserved) {
          const mayTake = idle.filter(
            (place) =>
              fits(one, place) && one.optionalSkills.every((name) => place.skills.has(name)),
          );
          expect(mayTake).toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
