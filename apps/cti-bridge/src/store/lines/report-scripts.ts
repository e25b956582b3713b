/** What reports ask of the call lines: sums by group, seats' times, the calls behind a figure. */
import {
  add,
  definitionsOf,
  emptyTally,
  type Definition,
  type Definitions,
  type Tally,
  type TallyKey,
  SATISFIED_FROM,
} from '@hotline/domain/metrics';
import { assertNever } from '@hotline/domain/result';
import { rows, type Script } from '../tickets/sql-script.ts';

type SqlValue = string | number;

/** A piece of SQL with the values for its `?`. */
type Sql = readonly [text: string, ...values: SqlValue[]];

/** ms since 1970 UTC, `to` excluded. */
export type Range = { readonly from: number; readonly to: number };

type GroupBy = 'total' | 'queue' | 'skill' | 'seat' | 'day' | 'hour' | 'weekday-hour';

/** Groups by their key: an id, a date `2026-11-30`, an hour `0`…`23`, or `1-9` for Mondays at nine. */
type Tallies = ReadonlyMap<string, Tally>;

/** When the clock of a call starts, by its definition. */
const startOf = ({ clockStart }: Definition): string =>
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

/** Which calls a figure counts, the one place where SQL says it; the fold says it in packages/domain/src/metrics. */
function conditionOf(figure: CountedFigure, definition: Definition): Sql {
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
    case 'callBacksOpen':
      return [`line.abandoned_at IS NOT NULL AND line.number <> '' AND NOT ${isServed}`];
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
type CountedFigure =
  | Exclude<TallyKey, 'answerMs' | 'talkMs' | 'holdMs' | 'wrapMs' | 'scoreSum'>
  | 'answeredLate'
  | 'callBacksOpen';

function sumOf(key: TallyKey, definition: Definition): Sql {
  const start = startOf(definition);
  switch (key) {
    case 'offered':
      return ['COUNT(*)'];
    case 'answerMs':
      return [
        `SUM(CASE WHEN line.answered_at > ${start} THEN line.answered_at - ${start} ELSE 0 END)`,
      ];
    case 'talkMs':
      return ['SUM(line.talk_ms)'];
    case 'holdMs':
      return ['SUM(line.hold_ms)'];
    case 'wrapMs':
      return ['SUM(line.wrap_ms)'];
    case 'scoreSum':
      return ['SUM(COALESCE(line.score, 0))'];
    case 'transfers':
      return ['SUM(line.transfers)'];
    case 'consults':
      return ['SUM(line.consults)'];
    case 'requeues':
      return ['SUM(line.requeues)'];
    case 'answered':
    case 'answeredWithin':
    case 'abandoned':
    case 'abandonedWithin':
    case 'abandonedShort':
    case 'repeats':
    case 'callBacksDue':
    case 'callBacksDone':
    case 'bookedLate':
    case 'surveysAsked':
    case 'surveysScored':
    case 'surveysRefused':
    case 'surveysTimedOut':
    case 'surveysHungUp':
    case 'satisfied': {
      const [condition, ...values] = conditionOf(key, definition);
      return [`SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`, ...values];
    }
    default:
      return assertNever(key);
  }
}

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** SQL that makes a group's number or id, and how that reads. Both databases cut a division of whole numbers off. */
function grouping(
  by: GroupBy,
  definition: Definition,
): { readonly key: string; readonly keyOf: (found: string | number) => string } {
  const { utcOffsetMinutes, startsAtMinute } = definition.day;
  const start = startOf(definition);
  const local = `(${start} + ${utcOffsetMinutes * 60_000})`;
  switch (by) {
    case 'total':
      return { key: '0', keyOf: () => 'total' };
    case 'queue':
      return { key: 'line.queue_id', keyOf: String };
    case 'skill':
      return { key: 'has.skill', keyOf: String };
    case 'seat':
      return { key: "COALESCE(line.seat_id, '')", keyOf: String };
    case 'day':
      return {
        key: `(${start} + ${(utcOffsetMinutes - startsAtMinute) * 60_000}) / ${DAY}`,
        keyOf: (day) => new Date(Number(day) * DAY).toISOString().slice(0, 10),
      };
    case 'hour':
      return { key: `(${local} / ${HOUR}) % 24`, keyOf: String };
    case 'weekday-hour':
      return {
        // 1970-01-01 was a Thursday; 1 is Monday.
        key: `((${local} / ${DAY} + 3) % 7) * 24 + (${local} / ${HOUR}) % 24`,
        keyOf: (found) => `${Math.floor(Number(found) / 24) + 1}-${Number(found) % 24}`,
      };
    default:
      return assertNever(by);
  }
}

const sqlKeys = [
  'offered',
  'answered',
  'answeredWithin',
  'abandoned',
  'abandonedWithin',
  'abandonedShort',
  'answerMs',
  'talkMs',
  'holdMs',
  'wrapMs',
  'transfers',
  'consults',
  'requeues',
  'repeats',
  'callBacksDue',
  'callBacksDone',
  'bookedLate',
  'surveysAsked',
  'surveysScored',
  'surveysRefused',
  'surveysTimedOut',
  'surveysHungUp',
  'scoreSum',
  'satisfied',
] as const satisfies readonly TallyKey[];

type SumRow = { readonly key: string | number } & Readonly<Record<`s${number}`, number | null>>;

/** Each definition counts the calls that arrived in its time; what they count adds up. */
export function* talliesScript(
  definitions: Definitions,
  { from, to }: Range,
  by: GroupBy,
): Script<Tallies> {
  const found = new Map<string, Tally>();
  for (const piece of definitionsOf(definitions, from, to)) {
    const { definition } = piece;
    const start = startOf(definition);
    const { key, keyOf } = grouping(by, definition);
    const sums = sqlKeys.map((of) => sumOf(of, definition));
    const joined =
      by === 'skill' ? 'JOIN call_line_skill AS has ON has.call_id = line.call_id' : '';
    const counted = yield* rows<SumRow>(
      `SELECT ${key} AS key, ${sums.map(([text], n) => `CAST(${text} AS BIGINT) AS s${n}`).join(', ')}
       FROM call_line AS line ${joined}
       WHERE line.direction = 'in' AND ${start} >= ? AND ${start} < ?
         AND line.arrived_at >= ? AND line.arrived_at < ?
       GROUP BY 1`,
      ...sums.flatMap(([, ...values]) => values),
      from,
      to,
      piece.from,
      piece.to,
    );
    for (const row of counted) {
      const name = keyOf(row.key);
      const tally = Object.fromEntries(sqlKeys.map((of, n) => [of, row[`s${n}`] ?? 0])) as Record<
        TallyKey,
        number
      >;
      // A group without a call is no group: SUM over nothing makes a row in `total`.
      if (tally.offered > 0) found.set(name, add(found.get(name) ?? emptyTally, tally));
    }
  }
  return found;
}

/** ms of each activity of each seat within the range; what goes on still ends at `now`. */
export function* seatTimesScript(
  { from, to }: Range,
  now: number,
): Script<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const end = Math.min(to, now);
  const spans = yield* rows<{ seat_id: string; activity: string; ms: number }>(
    `SELECT seat_id, activity, CAST(SUM(
        CASE WHEN COALESCE(until, ?) < ? THEN COALESCE(until, ?) ELSE ? END
        - CASE WHEN at > ? THEN at ELSE ? END) AS BIGINT) AS ms
     FROM seat_span WHERE at < ? AND at >= ? AND COALESCE(until, ?) > ?
     GROUP BY seat_id, activity`,
    end,
    end,
    end,
    end,
    from,
    from,
    end,
    // No shift is longer than two days.
    from - 2 * DAY,
    end,
    from,
  );
  const found = new Map<string, Record<string, number>>();
  for (const { seat_id: seatId, activity, ms } of spans)
    found.set(seatId, { ...found.get(seatId), [activity]: ms });
  return found;
}

export type CallQuery = Range & {
  readonly figure: CountedFigure;
  readonly queueId: string | null;
  readonly seatId: string | null;
  readonly skill: string | null;
  /** Where the page before ended. */
  readonly after: { readonly at: number; readonly callId: string } | null;
  readonly limit: number;
};

export type CallRow = {
  readonly call_id: string;
  readonly number: string;
  readonly queue_id: string;
  readonly booked_late: number;
  readonly start_at: number;
  readonly answered_at: number | null;
  readonly seat_id: string | null;
  readonly abandoned_at: number | null;
  readonly ended_at: number | null;
  readonly talk_ms: number;
  readonly hold_ms: number;
  readonly wrap_ms: number;
  readonly transfers: number;
};

function filters({ figure, queueId, seatId, skill }: CallQuery, definition: Definition): Sql {
  const [condition, ...values] = conditionOf(figure, definition);
  const more: Sql[] = [
    ...(queueId === null ? [] : [['line.queue_id = ?', queueId] as const]),
    ...(seatId === null ? [] : [['line.seat_id = ?', seatId] as const]),
    ...(skill === null
      ? []
      : [
          ['line.call_id IN (SELECT call_id FROM call_line_skill WHERE skill = ?)', skill] as const,
        ]),
  ];
  return [
    [condition, ...more.map(([text]) => text)].map((text) => ` AND (${text})`).join(''),
    ...values,
    ...more.flatMap(([, ...each]) => each),
  ];
}

/** The calls behind a figure, oldest first, page by page. */
export function* callsScript(
  definitions: Definitions,
  query: CallQuery,
): Script<readonly CallRow[]> {
  const { from, to, after, limit } = query;
  const found: CallRow[] = [];
  for (const piece of definitionsOf(definitions, from, to)) {
    const { definition } = piece;
    const start = startOf(definition);
    const [where, ...values] = filters(query, definition);
    found.push(
      ...(yield* rows<CallRow>(
        `SELECT line.call_id, line.number, line.queue_id, line.booked_late, ${start} AS start_at,
           line.answered_at, line.seat_id, line.abandoned_at, line.ended_at, line.talk_ms, line.hold_ms,
           line.wrap_ms, line.transfers
         FROM call_line AS line
         WHERE line.direction = 'in' AND ${start} >= ? AND ${start} < ?
           AND line.arrived_at >= ? AND line.arrived_at < ?${where}
           AND (${start} > ? OR (${start} = ? AND line.call_id > ?))
         ORDER BY ${start}, line.call_id LIMIT ?`,
        Math.max(from, after?.at ?? from),
        to,
        piece.from,
        piece.to,
        ...values,
        after?.at ?? -1,
        after?.at ?? -1,
        after?.callId ?? '',
        limit,
      )),
    );
  }
  return found
    .sort((a, b) => a.start_at - b.start_at || (a.call_id < b.call_id ? -1 : 1))
    .slice(0, limit);
}

/** How many there are, so that an export can say how far it is. */
export function* countCallsScript(definitions: Definitions, query: CallQuery): Script<number> {
  let count = 0;
  for (const piece of definitionsOf(definitions, query.from, query.to)) {
    const start = startOf(piece.definition);
    const [where, ...values] = filters(query, piece.definition);
    const [row] = yield* rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM call_line AS line
       WHERE line.direction = 'in' AND ${start} >= ? AND ${start} < ?
         AND line.arrived_at >= ? AND line.arrived_at < ?${where}`,
      query.from,
      query.to,
      piece.from,
      piece.to,
      ...values,
    );
    count += row?.n ?? 0;
  }
  return count;
}
