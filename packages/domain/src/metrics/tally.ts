import type { CallLine } from './call-line.ts';
import { thresholdOf, type Definition } from './definition.ts';

/**
 * What figures are made of: counts and sums of calls, nothing else, so that they add up over queues and time and can be
 * taken away again when a late fact changes a call. Every call that was answered or abandoned is in exactly one of both.
 */
export type Tally = { readonly [K in TallyKey]: number };

export const tallyKeys = [
  'offered',
  'answered',
  'answeredWithin',
  'abandoned',
  'abandonedWithin',
  /** Given up within the cut-off for short abandons; none when the cut-off is 0. */
  'abandonedShort',
  /** Sum of the waits of the answered calls, ms. */
  'answerMs',
  'talkMs',
  'holdMs',
  'wrapMs',
  'transfers',
  'consults',
  'requeues',
  /** 重复来电: the same number called shortly before. */
  'repeats',
  /** 漏接: abandoned, with a number that can be called. */
  'callBacksDue',
  /** Of these: reached since, by our call or by theirs. */
  'callBacksDone',
  /** Of those that nobody reached: closed, with a reason. */
  'callBacksClosed',
  /** Answered or missed while the bridge was away, booked afterwards. */
  'bookedLate',
  /** 满意度: asked by voice when the seat had hung up. */
  'surveysAsked',
  'surveysScored',
  'surveysRefused',
  'surveysTimedOut',
  'surveysHungUp',
  /** Sum of the scores, 1 to 5. */
  'scoreSum',
  /** 满意: scored 3 基本满意 or better. */
  'satisfied',
] as const;
export type TallyKey = (typeof tallyKeys)[number];

export const emptyTally: Tally = Object.freeze(
  Object.fromEntries(tallyKeys.map((key) => [key, 0])) as Record<TallyKey, number>,
);

/** What the other calls of its number say of a call. */
export type Relations = {
  /** When the number called before, ms; null: not within what is known. */
  readonly previousAt: number | null;
  /** The citizen was talked with after this call was missed. */
  readonly isServed: boolean;
};

/** 基本满意 and better count as satisfied, as the hotlines count. */
export const SATISFIED_FROM = 3;

/** When the call's clock starts; null: it is in no figure of a queue (呼出, or gone before the queue). */
export function clockStart(line: CallLine, { clockStart: start }: Definition): number | null {
  if (line.direction === 'out') return null;
  return start === 'trunk-answer' ? line.arrivedAt : line.queuedAt;
}

const one = (holds: boolean): 0 | 1 => (holds ? 1 : 0);

/** One call's share of the figures. */
export function count(line: CallLine, definition: Definition, relations: Relations): Tally {
  const start = clockStart(line, definition);
  if (start === null) return emptyTally;
  const { answeredAt, abandonedAt, parts } = line;
  const waitMs = Math.max(0, (answeredAt ?? abandonedAt ?? start) - start);
  const isWithin = waitMs <= thresholdOf(definition, line.queueId);
  const isAnswered = answeredAt !== null;
  const isAbandoned = abandonedAt !== null;
  const { shortAbandonMs, repeatMs } = definition;
  const sum = (of: 'talkMs' | 'holdMs' | 'wrapMs'): number =>
    parts.reduce((total, part) => total + part[of], 0);
  const isDue = isAbandoned && line.number !== '';
  return {
    offered: 1,
    answered: one(isAnswered),
    answeredWithin: one(isAnswered && isWithin),
    abandoned: one(isAbandoned),
    abandonedWithin: one(isAbandoned && isWithin),
    abandonedShort: one(isAbandoned && shortAbandonMs > 0 && waitMs <= shortAbandonMs),
    answerMs: isAnswered ? waitMs : 0,
    talkMs: sum('talkMs'),
    holdMs: sum('holdMs'),
    wrapMs: sum('wrapMs'),
    transfers: line.transfers,
    consults: line.consults,
    requeues: line.requeues,
    repeats: one(
      relations.previousAt !== null && line.arrivedAt - relations.previousAt <= repeatMs,
    ),
    callBacksDue: one(isDue),
    callBacksDone: one(isDue && relations.isServed),
    callBacksClosed: one(isDue && !relations.isServed && line.callBackClosedAt !== null),
    bookedLate: one(line.isBookedLate),
    surveysAsked: one(line.survey !== null),
    surveysScored: one(line.survey === 'scored'),
    surveysRefused: one(line.survey === 'refused'),
    surveysTimedOut: one(line.survey === 'timed-out'),
    surveysHungUp: one(line.survey === 'hung-up'),
    scoreSum: line.score ?? 0,
    satisfied: one((line.score ?? 0) >= SATISFIED_FROM),
  };
}

export function add(first: Tally, other: Tally, sign: 1 | -1 = 1): Tally {
  const sum: Record<TallyKey, number> = { ...first };
  for (const key of tallyKeys) sum[key] += sign * other[key];
  return sum;
}
