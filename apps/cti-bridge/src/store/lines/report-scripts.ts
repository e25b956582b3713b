/** What reports ask of the call lines: sums by group, and seats' times. */
import {
  add,
  definitionsOf,
  emptyTally,
  type Definition,
  type Definitions,
  type Tally,
  type TallyKey,
} from '@hotline/domain/metrics';
import { assertNever } from '@hotline/domain/result';
import { rows, type Script } from '../tickets/sql-script.ts';
import {
  conditionOf,
  DAY,
  hourOf,
  startOf,
  weekdayOf,
  type Range,
  type Sql,
} from './figure-sql.ts';

type GroupBy = 'total' | 'queue' | 'skill' | 'seat' | 'day' | 'hour' | 'weekday-hour';

/** Groups by their key: an id, a date `2026-11-30`, an hour `0`…`23`, or `1-9` for Mondays at nine. */
type Tallies = ReadonlyMap<string, Tally>;

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
    case 'callBacksClosed':
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

/** SQL that makes a group's number or id, and how that reads. Both databases cut a division of whole numbers off. */
function grouping(
  by: GroupBy,
  definition: Definition,
): { readonly key: string; readonly keyOf: (found: string | number) => string } {
  const { utcOffsetMinutes, startsAtMinute } = definition.day;
  const start = startOf(definition);
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
      return { key: hourOf(definition), keyOf: String };
    case 'weekday-hour':
      return {
        key: `(${weekdayOf(definition)}) * 24 + ${hourOf(definition)}`,
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
  'callBacksClosed',
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
