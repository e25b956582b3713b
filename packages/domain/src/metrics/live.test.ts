import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerFact } from '../ledger/index.ts';
import type { Definition, MetricsRules } from './index.ts';
import { Metrics, add, connectionRate, dayStart, emptyTally, serviceLevel } from './index.ts';
import { settled } from './testing/settled.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const T0 = Math.floor(1_800_000_000_000 / DAY) * DAY + 16 * 60 * MINUTE;
const definition: Definition = {
  id: '2016-01',
  from: 0,
  until: null,
  clockStart: 'queue-entry',
  thresholdMs: 15_000,
  thresholdMsOf: { q2: 20_000 },
  shortAbandonMs: 3_000,
  serviceLevels: [1, 2, 3, 4, 5],
  connectionTarget: 0.95,
  repeatMs: DAY,
  day: { utcOffsetMinutes: 480, startsAtMinute: 0 },
};
const rules: MetricsRules = {
  definitions: [definition],
  connectionRange: 'day',
  areaCode: '0710',
};
const withoutCut: Partial<MetricsRules> = { definitions: [{ ...definition, shortAbandonMs: 0 }] };

type Booked = readonly [at: number, fact: LedgerFact];

function folded(facts: readonly Booked[], more: Partial<MetricsRules> = {}): Metrics {
  const metrics = new Metrics({ ...rules, ...more });
  for (const [at, fact] of facts) metrics.apply(at, fact);
  return metrics;
}

const queued = (callId: string, at: number, queueId = 'q1'): readonly Booked[] => [
  [
    at,
    { kind: 'call-arrived', callId, number: '13800138000', queueId, skills: [], mode: 'bridge' },
  ],
  [at, { kind: 'call-queued', callId, queueId, priority: 0 }],
];
const offered = (callId: string, seatId: string, leg: string, at: number): Booked => [
  at,
  { kind: 'call-offered', callId, seatId, leg },
];
const answered = (
  callId: string,
  seatId: string,
  leg: string,
  at: number,
  waitMs: number,
): Booked => [at, { kind: 'call-answered', callId, seatId, leg, waitMs }];
const gone = (callId: string, at: number, waitMs: number): readonly Booked[] => [
  [at, { kind: 'call-abandoned', callId, waitMs }],
  [at, { kind: 'call-ended', callId, by: 'caller', talkMs: 0, cause: 'NORMAL_CLEARING' }],
];
const over = (callId: string, at: number, talkMs: number): Booked => [
  at,
  { kind: 'call-ended', callId, by: 'caller', talkMs, cause: 'NORMAL_CLEARING' },
];
const activity = (
  seatId: string,
  at: number,
  kind: Extract<LedgerFact, { kind: 'seat-activity' }>['activity'],
): Booked => [at, { kind: 'seat-activity', seatId, activity: kind, reason: null }];

describe('a queue', () => {
  test('waiting, answered, abandoned, each once', () => {
    const metrics = folded([
      ...queued('a', T0),
      ...queued('b', T0 + 1_000),
      ...queued('c', T0 + 2_000),
      offered('a', '1001', 'leg-a', T0 + 3_000),
      answered('a', '1001', 'leg-a', T0 + 5_000, 5_000),
      ...gone('b', T0 + 31_000, 30_000),
    ]);
    expect(metrics.queueFigures('q1', T0 + 40_000)).toMatchObject({
      from: T0,
      offered: 3,
      answered: 1,
      abandoned: 1,
      waiting: 1,
      longestWaitingSince: T0 + 2_000,
      averageAnswerMs: 5_000,
      connection: { numerator: 1, denominator: 2, target: 0.95 },
    });
  });

  test('a call whose seat was lost waits again, and stays one answered call', () => {
    const facts: readonly Booked[] = [
      ...queued('a', T0),
      offered('a', '1001', 'leg-a', T0 + 1_000),
      answered('a', '1001', 'leg-a', T0 + 2_000, 2_000),
      [T0 + 9_000, { kind: 'call-requeued', callId: 'a', seatId: '1001', why: 'MEDIA_TIMEOUT' }],
    ];
    expect(folded(facts).queueFigures('q1', T0 + 9_000)).toMatchObject({
      waiting: 1,
      longestWaitingSince: T0,
      answered: 1,
    });
    const lost = folded([...facts, ...gone('a', T0 + 20_000, 20_000)]);
    expect(lost.queueFigures('q1', T0 + 20_000)).toMatchObject({
      waiting: 0,
      answered: 1,
      abandoned: 0,
    });
  });

  test('a call belongs to the day in which it was queued; the last 24 hours know no midnight', () => {
    const late = T0 + DAY - 5_000;
    const facts = [
      ...queued('a', late),
      offered('a', '1001', 'leg-a', late + 1_000),
      answered('a', '1001', 'leg-a', late + 10_000, 10_000),
    ];
    const next = folded(facts).queueFigures('q1', late + 10_000);
    expect(next).toMatchObject({ from: T0 + DAY, offered: 0, answered: 0, waiting: 0 });
    const rolling = folded(facts, { connectionRange: 'rolling-24h', ...withoutCut });
    expect(rolling.queueFigures('q1', late + 10_000).connection).toEqual({
      numerator: 1,
      denominator: 1,
      definition: 'connection-24h',
      target: 0.95,
    });
  });

  test('the definition says when short abandons are left out', () => {
    const facts = [...queued('a', T0), ...gone('a', T0 + 2_000, 2_000)];
    expect(folded(facts).queueFigures('q1', T0 + 3_000).connection).toMatchObject({
      denominator: 0,
      definition: 'connection-without-short',
    });
    const all = folded(facts, withoutCut);
    expect(all.queueFigures('q1', T0 + 3_000).connection).toMatchObject({
      denominator: 1,
      definition: 'connection',
    });
  });
});

describe('a seat’s day', () => {
  test('where the time went, and the calls', () => {
    const metrics = folded([
      activity('1001', T0 + 10 * MINUTE, 'busy'),
      activity('1001', T0 + 11 * MINUTE, 'ready'),
      ...queued('a', T0 + 15 * MINUTE),
      offered('a', '1001', 'leg-a', T0 + 15 * MINUTE),
      activity('1001', T0 + 15 * MINUTE, 'reserved'),
      answered('a', '1001', 'leg-a', T0 + 15 * MINUTE + 4_000, 4_000),
      activity('1001', T0 + 16 * MINUTE, 'talking'),
      over('a', T0 + 18 * MINUTE, 2 * MINUTE),
      activity('1001', T0 + 18 * MINUTE, 'wrapping'),
      [T0 + 18 * MINUTE, { kind: 'ticket-filed', seatId: '1001', callId: 'a', ticketNo: 'T1' }],
      [T0 + 18 * MINUTE, { kind: 'ticket-filed', seatId: '1001', callId: 'a', ticketNo: 'T1' }],
      activity('1001', T0 + 19 * MINUTE, 'rest'),
    ]);
    expect(metrics.myDay('1001', T0 + 22 * MINUTE)).toMatchObject({
      from: T0,
      signedInMs: 12 * MINUTE,
      busyMs: MINUTE,
      readyMs: 5 * MINUTE,
      talkMs: 2 * MINUTE,
      wrapMs: MINUTE,
      restMs: 3 * MINUTE,
      offered: 1,
      answered: 1,
      averageAnswerMs: 4_000,
      ticketsFiled: 1,
      recentCalls: [{ callId: 'a', numberMasked: '138****8000', answered: true, ticketNo: 'T1' }],
    });
  });

  test.each([
    ['no-answer', 1, 0],
    ['unreachable', 1, 0],
    ['rejected', 0, 1],
    ['caller-gone', 0, 0],
    ['withdrawn', 0, 0],
  ] as const)('%s: missed %d, rejected %d', (why, missed, rejected) => {
    const failed: LedgerFact = { kind: 'offer-failed', callId: 'a', seatId: '1001', leg: 'l', why };
    const metrics = folded([
      ...queued('a', T0),
      offered('a', '1001', 'l', T0 + 1),
      [T0 + 2, failed],
      [T0 + 3, failed],
    ]);
    expect(metrics.myDay('1001', T0 + 9)).toMatchObject({ offered: 1, missed, rejected });
  });

  test('at midnight the counts begin anew and the talk goes on', () => {
    const metrics = folded([activity('1001', T0 + DAY - MINUTE, 'talking')]);
    expect(metrics.myDay('1001', T0 + DAY + 2 * MINUTE)).toMatchObject({
      from: T0 + DAY,
      talkMs: 2 * MINUTE,
      signedInMs: 2 * MINUTE,
    });
  });

  test('the time in which the bridge was down is nobody’s, but a conversation went on', () => {
    const metrics = folded([
      activity('1001', T0, 'ready'),
      activity('1002', T0, 'talking'),
      [T0 + MINUTE, { kind: 'seat-device', seatId: '1001', registered: true, media: 'ok' }],
      [T0 + 9 * MINUTE, { kind: 'bridge-started', epoch: 'e' }],
    ]);
    expect(metrics.myDay('1001', T0 + 10 * MINUTE).signedInMs).toBe(MINUTE);
    expect(metrics.myDay('1002', T0 + 10 * MINUTE).talkMs).toBe(10 * MINUTE);
  });
});

/** One citizen's call as it may go, and what the books must say of it. */
const story = fc.record({
  start: fc.integer({ min: 0, max: 3 * DAY }),
  queueId: fc.constantFrom('q1', 'q2'),
  failedOffers: fc.integer({ min: 0, max: 2 }),
  waitMs: fc.integer({ min: 0, max: 40_000 }),
  outcome: fc.constantFrom('answered', 'abandoned', 'waiting'),
});
const stories = fc.array(story, { maxLength: 25 });
type Story = typeof stories extends fc.Arbitrary<readonly (infer S)[]> ? S : never;

function factsOf(one: Story, index: number): readonly Booked[] {
  const callId = `call-${index}`;
  const at = T0 + one.start;
  const facts: Booked[] = [...queued(callId, at, one.queueId)];
  for (let n = 0; n < one.failedOffers; n += 1) {
    const leg = `${callId}-${n}`;
    facts.push(offered(callId, '1001', leg, at));
    facts.push([at, { kind: 'offer-failed', callId, seatId: '1001', leg, why: 'no-answer' }]);
  }
  const end = at + one.waitMs;
  if (one.outcome === 'abandoned') facts.push(...gone(callId, end, one.waitMs));
  if (one.outcome === 'answered') {
    facts.push(offered(callId, '1001', `${callId}-x`, at));
    facts.push(answered(callId, '1001', `${callId}-x`, end, one.waitMs));
    facts.push(over(callId, end + 1_000, 1_000));
  }
  return facts;
}

/** The ledger's order: by time, a call's own facts in theirs. */
const ledgerOf = (all: readonly Story[]): readonly Booked[] =>
  all.flatMap(factsOf).sort((a, b) => a[0] - b[0]);

describe('counted as it happens, and counted again from the stories, the figures are the same', () => {
  test.each(['q1', 'q2'])('queue %s', (queueId) => {
    fc.assert(
      fc.property(stories, fc.integer({ min: 0, max: 3 * DAY + 60_000 }), (all, passed) => {
        const now = T0 + passed;
        const ledger = ledgerOf(all).filter(([at]) => at <= now);
        const figures = folded(ledger).queueFigures(queueId, now);
        const from = dayStart(now, definition.day);
        const here = all.filter((one) => one.queueId === queueId && T0 + one.start <= now);
        const today = here.filter((one) => T0 + one.start >= from);
        const isSettled = (one: Story) =>
          one.outcome !== 'waiting' && T0 + one.start + one.waitMs <= now;
        const tally = today
          .filter(isSettled)
          .map(({ outcome, waitMs }) =>
            settled(outcome === 'answered' ? 'answered' : 'abandoned', waitMs, definition, queueId),
          )
          .reduce((sum, one) => add(sum, one), emptyTally);
        const waiting = here.filter((one) => !isSettled(one)).map((one) => T0 + one.start);
        expect(figures).toMatchObject({
          from,
          offered: today.length,
          answered: tally.answered,
          abandoned: tally.abandoned,
          waiting: waiting.length,
          longestWaitingSince: waiting.length === 0 ? null : Math.min(...waiting),
          connection: connectionRate(tally, true),
          serviceLevels: ([1, 2, 3, 4, 5] as const).map((variant) => serviceLevel(variant, tally)),
        });
      }),
      { numRuns: 300 },
    );
  });

  test('a fact that comes twice within its day counts once', () => {
    fc.assert(
      fc.property(stories, fc.array(fc.nat()), (all, picks) => {
        const now = T0 + DAY - 1;
        const ledger = ledgerOf(all.map((one) => ({ ...one, start: one.start % (DAY - 100_000) })));
        fc.pre(ledger.length > 0);
        const repeated = ledger.flatMap((booked, index) =>
          picks.some((pick) => pick % ledger.length === index) ? [booked, booked] : [booked],
        );
        const again = [...repeated, ...ledger];
        for (const queueId of ['q1', 'q2'])
          expect(folded(again).queueFigures(queueId, now)).toEqual(
            folded(ledger).queueFigures(queueId, now),
          );
        const { offered: calls, answered: taken, missed } = folded(again).myDay('1001', now);
        const once = folded(ledger).myDay('1001', now);
        expect([calls, taken, missed]).toEqual([once.offered, once.answered, once.missed]);
      }),
    );
  });
});
