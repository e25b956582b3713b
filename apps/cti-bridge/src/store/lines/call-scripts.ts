/** The calls behind a figure, page by page. */
import { definitionsOf, type Definition, type Definitions } from '@hotline/domain/metrics';
import { rows, type Script } from '../tickets/sql-script.ts';
import {
  conditionOf,
  hourOf,
  startOf,
  weekdayOf,
  type CountedFigure,
  type Range,
  type Sql,
} from './figure-sql.ts';

export type CallQuery = Range & {
  readonly figure: CountedFigure;
  readonly queueId: string | null;
  readonly skill: string | null;
  /** Of these, or of all but these; null: of any. `''` stands for no seat. */
  readonly seats: { readonly is: 'in' | 'not-in'; readonly ids: readonly string[] } | null;
  /** Hour 0 … 23 and weekday 1 … 7 (Monday first) of the clock's start, by the definition's zone. */
  readonly hour: number | null;
  readonly weekday: number | null;
  /** Of the number of this call; null: of any. A withheld number has no other calls. */
  readonly sameNumberAs: string | null;
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

function seatCondition({ is, ids }: NonNullable<CallQuery['seats']>): Sql {
  if (ids.length === 0) return [is === 'in' ? '1 = 0' : '1 = 1'];
  const places = ids.map(() => '?').join(', ');
  return [`COALESCE(line.seat_id, '') ${is === 'in' ? 'IN' : 'NOT IN'} (${places})`, ...ids];
}

function filters(query: CallQuery, definition: Definition): Sql {
  const { figure, queueId, skill, seats, hour, weekday, sameNumberAs } = query;
  const [condition, ...values] = conditionOf(figure, definition);
  const more: Sql[] = [
    ...(queueId === null ? [] : [['line.queue_id = ?', queueId] as const]),
    ...(skill === null
      ? []
      : [
          ['line.call_id IN (SELECT call_id FROM call_line_skill WHERE skill = ?)', skill] as const,
        ]),
    ...(seats === null ? [] : [seatCondition(seats)]),
    ...(sameNumberAs === null
      ? []
      : [
          [
            "line.number <> '' AND line.number = (SELECT number FROM call_line WHERE call_id = ?)",
            sameNumberAs,
          ] as const,
        ]),
    ...(hour === null ? [] : [[`${hourOf(definition)} = ?`, hour] as const]),
    ...(weekday === null ? [] : [[`${weekdayOf(definition)} = ?`, weekday - 1] as const]),
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
