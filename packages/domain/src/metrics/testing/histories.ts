/** Tests only: calls as they may go, as facts of the ledger. */
import * as fc from 'fast-check';
import type { LedgerFact } from '../../ledger/index.ts';
import type { Booked } from '../call-line.ts';

const SECOND = 1_000;
const numbers = ['13800138000', '13900139000', ''] as const;

const survey = fc.oneof(
  fc
    .integer({ min: 1, max: 5 })
    .map((score) => ({ outcome: 'scored' as const, score: score as number | null })),
  fc
    .constantFrom('refused', 'timed-out', 'hung-up', 'lost')
    .map((outcome) => ({ outcome, score: null })),
);

const step = fc.constantFrom(
  'hold',
  'retrieve',
  'consult',
  'transfer',
  'requeue',
  'answer-again',
  'park',
  'hand-over',
  'send-to-queue',
);

export type CallStory = {
  readonly start: number;
  readonly number: string;
  readonly queueId: string;
  readonly skills: readonly string[];
  readonly isLate: boolean;
  readonly ivrMs: number;
  readonly waitMs: number;
  readonly outcome: 'answered' | 'abandoned' | 'waiting' | 'gone' | 'dialled';
  readonly steps: readonly string[];
  readonly stepMs: number;
  readonly wrapMs: number | null;
  /** A missed one was closed so long after it had ended. */
  readonly closedMs: number | null;
  readonly survey: Pick<
    Extract<LedgerFact, { readonly kind: 'survey-ended' }>,
    'outcome' | 'score'
  > | null;
  /** By the link; null: none was sent. */
  readonly link: { readonly answer: number | null } | null;
};

/** Starts lie within `spanMs`, in whole seconds so that facts of one moment occur. */
export const stories = (spanMs: number, maxLength: number): fc.Arbitrary<readonly CallStory[]> =>
  fc.array(
    fc.record({
      start: fc.integer({ min: 0, max: spanMs / SECOND }).map((n) => n * SECOND),
      number: fc.constantFrom(...numbers),
      queueId: fc.constantFrom('q1', 'q2'),
      skills: fc.subarray(['english', 'sign']),
      isLate: fc.boolean(),
      ivrMs: fc.integer({ min: 0, max: 5 }).map((n) => n * SECOND),
      waitMs: fc.integer({ min: 0, max: 40 }).map((n) => n * SECOND),
      outcome: fc.constantFrom('answered', 'abandoned', 'waiting', 'gone', 'dialled'),
      steps: fc.array(step, { maxLength: 4 }),
      stepMs: fc.integer({ min: 0, max: 90 }).map((n) => n * SECOND),
      wrapMs: fc.option(fc.integer({ min: 0, max: 60 }).map((n) => n * SECOND)),
      closedMs: fc.option(fc.integer({ min: 0, max: 300 }).map((n) => n * SECOND)),
      survey: fc.option(survey),
      link: fc.option(fc.record({ answer: fc.option(fc.integer({ min: 1, max: 5 })) })),
    }),
    { maxLength },
  );

/** A dialled one calls the call before it back. */
export function factsOf(story: CallStory, index: number, t0: number): readonly Booked[] {
  const callId = `c${index}`;
  const { number, queueId, skills, outcome, steps, stepMs, wrapMs, survey: asked, link } = story;
  const start = t0 + story.start;
  const leg = `${callId}-0`;
  const seatId = index % 2 === 0 ? '1001' : '1002';
  let at = start + story.ivrMs + story.waitMs;
  const queued = start + story.ivrMs;
  const ended: Booked = {
    at,
    fact: { kind: 'call-ended', callId, by: 'caller', talkMs: 0, cause: 'NORMAL_CLEARING' },
  };
  if (outcome === 'dialled') {
    const callBackOf = index === 0 ? null : `c${index - 1}`;
    return [
      {
        at: start,
        fact: { kind: 'call-dialled', callId, seatId, number, queueId, callBackOf },
      },
      { at: queued, fact: { kind: 'call-connected', callId, seatId, waitMs: 0 } },
      ended,
    ];
  }
  const facts: Booked[] = [
    {
      at: start,
      fact: {
        kind: 'call-arrived',
        callId,
        number,
        queueId,
        skills: [...skills],
        mode: story.isLate ? 'fallback' : 'bridge',
      },
    },
    { at: queued, fact: { kind: 'call-queued', callId, queueId, priority: 0 } },
  ];
  if (outcome === 'waiting') return facts;
  const closed: readonly Booked[] =
    story.closedMs === null
      ? []
      : [
          {
            at: at + story.closedMs,
            fact: { kind: 'call-back-closed', callId, seatId, reason: 'unreachable', note: '' },
          },
        ];
  if (outcome === 'gone') return [...facts, ended, ...closed];
  if (outcome === 'abandoned')
    return [
      ...facts,
      { at, fact: { kind: 'call-abandoned', callId, waitMs: story.waitMs } },
      ended,
      ...closed,
    ];
  facts.push(
    { at: queued, fact: { kind: 'call-offered', callId, seatId, leg } },
    { at, fact: { kind: 'call-answered', callId, seatId, leg, waitMs: story.waitMs } },
  );
  for (const [n, what] of steps.entries()) {
    at += stepMs;
    facts.push({ at, fact: stepFact(what, callId, seatId, n) });
  }
  at += stepMs;
  facts.push({
    at,
    fact: { kind: 'call-ended', callId, by: 'seat', talkMs: 0, cause: 'NORMAL_CLEARING' },
  });
  if (asked !== null)
    facts.push(
      { at, fact: { kind: 'survey-asked', callId } },
      { at: at + 9_000, fact: { kind: 'survey-ended', callId, ...asked } },
    );
  if (link !== null)
    facts.push({
      at: at + 40_000,
      fact: { kind: 'survey-link', callId, step: 'sent', detail: null },
    });
  if (link !== null && link.answer !== null)
    facts.push({
      at: at + 3_600_000,
      fact: { kind: 'survey-answered', callId, score: link.answer },
    });
  if (wrapMs !== null)
    facts.push(
      { at, fact: { kind: 'wrap-started', callId, seatId, until: at + wrapMs } },
      { at: at + wrapMs, fact: { kind: 'wrap-finished', callId, seatId, by: 'seat', wrapMs } },
    );
  return facts;
}

function stepFact(what: string, callId: string, seatId: string, n: number): Booked['fact'] {
  const leg = `${callId}-${n + 1}`;
  switch (what) {
    case 'hold':
      return { kind: 'caller-held', callId, seatId };
    case 'retrieve':
      return { kind: 'caller-retrieved', callId };
    case 'consult':
      return { kind: 'party-invited', callId, seatId, leg, purpose: 'consult', target: '1003' };
    case 'transfer':
      return { kind: 'call-transferred', callId, seatId, to: '1003', leg, how: 'consult' };
    case 'requeue':
      return { kind: 'call-requeued', callId, seatId, why: 'MEDIA_TIMEOUT' };
    case 'answer-again':
      return { kind: 'call-answered', callId, seatId: '1003', leg, waitMs: 0 };
    case 'park':
      return { kind: 'call-parked', callId, seatId, slot: '701' };
    case 'hand-over':
      return { kind: 'call-handed-over', callId, seatId, to: 'water', how: 'blind' };
    default:
      return { kind: 'call-sent-to-queue', callId, seatId, skills: [] };
  }
}
