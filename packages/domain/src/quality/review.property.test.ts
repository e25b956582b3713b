import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { stepsOf, transition, type Review, type ReviewActor, type ReviewEvent } from './review.ts';
import { unmarked, type ScoreSheet, type Scoring } from './sheet.ts';

const sheet: ScoreSheet = {
  version: '1',
  passAt: 1,
  items: [
    { id: 'one', zh: '一', en: 'One', points: 10, fatal: false },
    { id: 'two', zh: '二', en: 'Two', points: 10, fatal: true },
  ],
};
const rules = { appealMs: 50 };
const scoring: fc.Arbitrary<Scoring> = fc.record({
  points: fc.oneof(
    fc.constant({}),
    fc.integer({ min: 0, max: 12 }).map((one) => ({ one })),
  ),
  fatal: fc.subarray(['two']),
  comments: fc.constant([]),
});
const reason = fc.constantFrom('', '  ', 'why');
const event: fc.Arbitrary<ReviewEvent> = fc.oneof(
  scoring.map((given) => ({ kind: 'draft', scoring: given }) as const),
  reason.map((text) => ({ kind: 'appeal', reason: text }) as const),
  reason.map((text) => ({ kind: 'uphold', why: text }) as const),
  fc
    .tuple(scoring, reason)
    .map(([given, why]) => ({ kind: 'change', scoring: given, why }) as const),
  fc.constantFrom(
    { kind: 'publish' } as const,
    { kind: 'accept' } as const,
    { kind: 'close' } as const,
    { kind: 'expire' } as const,
  ),
);
const by: fc.Arbitrary<ReviewActor> = fc.constantFrom(
  null,
  { person: 'agent', mayCheck: false },
  { person: 'first', mayCheck: true },
  { person: 'second', mayCheck: true },
);
const order = ['to-check', 'drafted', 'published', 'appealed', 'upheld', 'changed', 'closed'];

/** What of the laws a step broke; empty: nothing. */
function breaches(before: Review, next: Review, kind: ReviewEvent['kind'], wasOffered: boolean) {
  const { state } = next;
  const isScored = state.kind !== 'to-check';
  const isPublic = isScored && state.kind !== 'drafted';
  const broken: readonly (readonly [string, boolean])[] = [
    [`${kind} was not offered`, !wasOffered],
    ['went back', order.indexOf(state.kind) < order.indexOf(before.state.kind)],
    ['checked by whom it is about', isScored && state.checker === next.person],
    ['half a sheet is public', isPublic && unmarked(sheet, state.scoring).length > 0],
    ['judged by its checker', 'judge' in state && state.judge === state.checker],
  ];
  return broken.filter(([, is]) => is).map(([what]) => what);
}

it('never goes back, never lets anybody check or judge what is their own, and publishes whole sheets only', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(event, by, fc.nat({ max: 20 })), { maxLength: 40 }), (steps) => {
      let review: Review = {
        callId: 'c',
        seatId: '1',
        person: 'agent',
        sheet,
        state: { kind: 'to-check' },
      };
      let now = 0;
      const broken: string[] = [];
      for (const [what, who, later] of steps) {
        now += later;
        const next = transition(review, what, who, now, rules);
        if (!next.ok) continue;
        // The clock is offered nothing.
        const offered: readonly string[] =
          who === null ? [what.kind] : stepsOf(review, who, now, rules);
        broken.push(...breaches(review, next.value, what.kind, offered.includes(what.kind)));
        review = next.value;
      }
      expect(broken).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
