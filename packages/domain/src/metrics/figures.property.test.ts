import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf, type Booked, type CallLine } from './call-line.ts';
import { dayStartAt, definitionAt, type Definition, type Definitions } from './definition.ts';
import { Figures, type Group } from './figures.ts';
import { add, clockStart, count, emptyTally, type Tally } from './tally.ts';
import { factsOf, stories } from './testing/histories.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Shanghai. */
const T0 = 1_763_568_000_000;

const first: Definition = {
  id: 'a',
  from: 0,
  until: T0 + DAY + 8 * HOUR,
  clockStart: 'trunk-answer',
  thresholdMs: 20_000,
  thresholdMsOf: { q2: 15_000 },
  shortAbandonMs: 5_000,
  serviceLevels: [1, 3],
  connectionTarget: 0.9,
  repeatMs: DAY,
  day: { utcOffsetMinutes: 480, startsAtMinute: 0 },
};
/** From eight in the morning of the second day: another clock, another limit, another day. */
const definitions: Definitions = [
  first,
  {
    ...first,
    id: 'b',
    from: T0 + DAY + 8 * HOUR,
    until: null,
    clockStart: 'queue-entry',
    thresholdMs: 15_000,
    shortAbandonMs: 0,
    repeatMs: 2 * HOUR,
    day: { utcOffsetMinutes: 480, startsAtMinute: 480 },
  },
];
const teamOf = (seatId: string): string => (seatId === '1001' ? 'day' : 'night');
const rules = { definitions, connectionRange: 'day' as const, areaCode: '0710', teamOf };

const groups: readonly Group[] = [
  'all',
  'queue:q1',
  'queue:q2',
  'skill:english',
  'seat:1001',
  'seat:1003',
  'team:day',
];

function isIn(group: Group, { queueId, skills, seatId }: CallLine): boolean {
  if (group === 'all') return true;
  const [kind, id = ''] = group.split(':');
  if (kind === 'queue') return queueId === id;
  if (kind === 'skill') return skills.includes(id);
  return seatId !== null && (kind === 'seat' ? seatId : teamOf(seatId)) === id;
}

/** Counted from scratch, call by call: every call is compared with every other. */
function recomputed(lines: readonly CallLine[], group: Group, from: number, to: number): Tally {
  return lines
    .filter((line) => isIn(group, line))
    .map((line) => {
      const definition = definitionAt(definitions, line.arrivedAt);
      const start = clockStart(line, definition);
      if (start === null || start < from || start >= to) return emptyTally;
      const others = lines.filter(
        ({ number, callId }) => number !== '' && number === line.number && callId !== line.callId,
      );
      const earlier = others
        .filter(({ direction, arrivedAt }) => direction === 'in' && arrivedAt < line.arrivedAt)
        .map(({ arrivedAt }) => arrivedAt);
      const { abandonedAt } = line;
      const isServed =
        abandonedAt !== null &&
        (others.some(({ answeredAt }) => answeredAt !== null && answeredAt > abandonedAt) ||
          lines.some(
            ({ callBackOf, answeredAt }) => callBackOf === line.callId && answeredAt !== null,
          ));
      const previousAt = earlier.length === 0 ? null : Math.max(...earlier);
      return count(line, definition, { previousAt, isServed });
    })
    .reduce((sum, one) => add(sum, one), emptyTally);
}

const linesOf = (booked: readonly Booked[]): readonly CallLine[] => {
  const ofCall = Map.groupBy(booked, ({ fact }) =>
    'callId' in fact && fact.callId !== null ? fact.callId : '',
  );
  return [...ofCall.values()].flatMap((facts) => lineOf(facts) ?? []);
};

/** Minutes are whole: the figures of a moment are those of its minute. */
const minuteAfter = (at: number): number => Math.floor(at / 60_000) * 60_000 + 60_000;

test('late, twice, in any order, looked at meanwhile, resumed after a crash: the same as counted from scratch', () => {
  fc.assert(
    fc.property(
      stories(2 * DAY, 6),
      fc.array(fc.nat(), { maxLength: 12 }),
      fc.nat(),
      fc.nat({ max: 2 * DAY }),
      (all, picks, crash, passed) => {
        const booked = all.flatMap((story, index) => [...factsOf(story, index, T0)]);
        const now = T0 + passed;
        // Each pick brings one fact again and moves another to the end.
        const arrived = [...booked];
        for (const pick of picks) {
          if (arrived.length === 0) break;
          const again = arrived[pick % arrived.length];
          if (again !== undefined) arrived.push(again);
          arrived.push(...arrived.splice((pick * 7) % arrived.length, 1));
        }
        const watched = new Figures(rules);
        for (const [index, { at, fact }] of arrived.entries()) {
          watched.apply(at, fact);
          if (index % 5 === 0) watched.view('all', now - (index % 3) * HOUR);
        }
        // What was written before the crash is read again, and some of it told twice.
        const resumed = new Figures(rules);
        const until = arrived.length === 0 ? 0 : crash % arrived.length;
        for (const { at, fact } of arrived.slice(0, until)) resumed.apply(at, fact);
        for (const { at, fact } of arrived.slice(Math.max(0, until - 3))) resumed.apply(at, fact);

        const lines = linesOf(booked);
        const to = minuteAfter(now);
        const today = dayStartAt(definitions, now);
        const expected = groups.map((group) => ({
          windows: {
            'quarter-hour': recomputed(lines, group, now - (now % (15 * 60_000)), to),
            today: recomputed(lines, group, today, to),
            'last-24h': recomputed(lines, group, to - DAY, to),
          },
          // Nobody waits at a seat.
          waiting: /^(seat|team)/.test(group)
            ? 0
            : lines.filter((line) => line.waitingSince !== null && isIn(group, line)).length,
        }));
        const seen = (figures: Figures) =>
          groups.map((group) => {
            const { windows, waiting } = figures.view(group, now);
            return { windows, waiting };
          });
        expect(seen(watched)).toEqual(expected);
        expect(seen(resumed)).toEqual(expected);
      },
    ),
    { numRuns: 10_000 },
  );
  // Some 15 s of a processor; more on a machine with other work.
}, 300_000);

test('a call is a function of its facts, whatever their order', () => {
  fc.assert(
    fc.property(stories(HOUR, 1), fc.infiniteStream(fc.nat()), (all, order) => {
      const booked = all.flatMap((story, index) => [...factsOf(story, index, T0)]);
      const shuffled = booked
        .map((each) => ({ each, place: Number(order.next().value) }))
        .sort((a, b) => a.place - b.place)
        .map(({ each }) => each);
      expect(lineOf([...shuffled, ...shuffled])).toEqual(lineOf(booked));
    }),
    { numRuns: 2_000 },
  );
});
