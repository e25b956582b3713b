/** How SQL says what a call's clock, its hour and each figure are; the fold says it in packages/domain/src/metrics. */
import { SATISFIED_FROM, type Definition, type TallyKey } from '@hotline/domain/metrics';
import { assertNever } from '@hotline/domain/result';

type SqlValue = string | number;

/** A piece of SQL with the values for its `?`. */
export type Sql = readonly [text: string, ...values: SqlValue[]];

/** ms since 1970 UTC, `to` excluded. */
export type Range = { readonly from: number; readonly to: number };

/** When the clock of a call starts, by its definition. */
export const startOf = ({ clockStart }: Definition): string =>
  clockStart === 'trunk-answer' ? 'line.arrived_at' : 'line.queued_at';

function threshold({ thresholdMs, thresholdMsOf }: Definition): Sql {
  const own = Object.entries(thresholdMsOf);
  return own.length === 0
    ? ['?', thresholdMs]
    : [
        `CASE line.queue_id ${own.map(() => 'WHEN ? THEN CAST(? AS BIGINT)').join(' ')} ELSE ? END`,
        ...own.flat(),
        thresholdMs,
      ];
}

const isServed = `(EXISTS (SELECT 1 FROM call_line AS later
      WHERE later.number = line.number AND later.answered_at > line.abandoned_at)
  OR EXISTS (SELECT 1 FROM call_line AS back
      WHERE back.call_back_of = line.call_id AND back.answered_at IS NOT NULL))`;

const isUnserved = `line.abandoned_at IS NOT NULL AND line.number <> '' AND NOT ${isServed}`;

/** Which calls a figure counts, the one place where SQL says it; the fold says it in packages/domain/src/metrics. */
export function conditionOf(figure: CountedFigure, definition: Definition): Sql {
  const start = startOf(definition);
  const [y, ...yValues] = threshold(definition);
  switch (figure) {
    case 'offered':
      return ['1 = 1'];
    case 'answered':
      return ['line.answered_at IS NOT NULL'];
    case 'answeredWithin':
      return [`line.answered_at - ${start} <= ${y}`, ...yValues];
    case 'answeredLate':
      return [`line.answered_at - ${start} > ${y}`, ...yValues];
    case 'abandoned':
      return ['line.abandoned_at IS NOT NULL'];
    case 'abandonedWithin':
      return [`line.abandoned_at - ${start} <= ${y}`, ...yValues];
    case 'abandonedShort':
      return definition.shortAbandonMs === 0
        ? ['1 = 0']
        : [`line.abandoned_at - ${start} <= ?`, definition.shortAbandonMs];
    case 'transfers':
      return ['line.transfers > 0'];
    case 'consults':
      return ['line.consults > 0'];
    case 'requeues':
      return ['line.requeues > 0'];
    case 'repeats':
      return ['line.arrived_at - line.previous_at <= ?', definition.repeatMs];
    case 'callBacksDue':
      return ["line.abandoned_at IS NOT NULL AND line.number <> ''"];
    case 'callBacksDone':
      return [`line.abandoned_at IS NOT NULL AND line.number <> '' AND ${isServed}`];
    case 'callBacksClosed':
      return [`${isUnserved} AND line.call_back_closed_at IS NOT NULL`];
    case 'callBacksOpen':
      return [`${isUnserved} AND line.call_back_closed_at IS NULL`];
    case 'bookedLate':
      return ['line.booked_late = 1'];
    case 'surveysAsked':
      return ['line.survey IS NOT NULL'];
    case 'surveysScored':
      return ["line.survey = 'scored'"];
    case 'surveysRefused':
      return ["line.survey = 'refused'"];
    case 'surveysTimedOut':
      return ["line.survey = 'timed-out'"];
    case 'surveysHungUp':
      return ["line.survey = 'hung-up'"];
    case 'satisfied':
      return ['line.score >= ?', SATISFIED_FROM];
    default:
      return assertNever(figure);
  }
}

/** Figures that open as a list of calls. */
export type CountedFigure =
  | Exclude<TallyKey, 'answerMs' | 'talkMs' | 'holdMs' | 'wrapMs' | 'scoreSum'>
  | 'answeredLate'
  | 'callBacksOpen';

export const DAY = 86_400_000;
const HOUR = 3_600_000;

/** The clock's start by the wall clock of the definition's zone, ms. */
const localOf = (definition: Definition): string =>
  `(${startOf(definition)} + ${definition.day.utcOffsetMinutes * 60_000})`;
export const hourOf = (definition: Definition): string => `(${localOf(definition)} / ${HOUR}) % 24`;
/** 0 is Monday; 1970-01-01 was a Thursday. */
export const weekdayOf = (definition: Definition): string =>
  `(${localOf(definition)} / ${DAY} + 3) % 7`;
