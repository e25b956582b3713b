/** What hot spots are folded from: counts and short rows that come from indexes alone; only what is told is read whole. */
import type { NumberedCall, SpotCount } from '@hotline/domain/hot-spots';
import { firstRow, rows, type Script } from '../tickets/sql-script.ts';
import {
  recordOf,
  TICKET_COLUMNS,
  type TicketRecord,
  type TicketRow,
} from '../tickets/ticket-record.ts';

const WEEK = 7 * 86_400_000;
/** Callers that are told of; whoever has more has another trouble. */
const MOST_CALLERS = 50;

/** ms; null: there is none. */
export function* firstTicketScript(): Script<number | null> {
  const found = yield* firstRow<{ at: number | null }>('SELECT MIN(at) AS at FROM ticket');
  return found?.at ?? null;
}

/** Tickets by category or place in the window that ends with the ms `now`, and in the same one of each of the `weeks` before. */
export function* spotCountsScript(
  by: 'category_code' | 'place_code',
  {
    now,
    windowMs,
    weeks,
  }: { readonly now: number; readonly windowMs: number; readonly weeks: number },
): Script<readonly SpotCount[]> {
  // CAST: SQLite is given numbers of this size as floating ones, and would divide them so.
  const found = yield* rows<{ key: string; week: number; n: number }>(
    `SELECT ${by} AS key, (CAST(? AS BIGINT) - at) / ${WEEK} AS week, COUNT(*) AS n FROM ticket
     WHERE at > ? AND at <= ? AND (CAST(? AS BIGINT) - at) % ${WEEK} < ? AND ${by} <> '' GROUP BY 1, 2`,
    now,
    now - weeks * WEEK - windowMs,
    now,
    now,
    windowMs,
  );
  return [...Map.groupBy(found, ({ key }) => key)].map(([key, counts]) => {
    const of = (week: number) => counts.find((count) => count.week === week)?.n ?? 0;
    return { key, now: of(0), past: Array.from({ length: weeks }, (_, week) => of(week + 1)) };
  });
}

/** Calls of the numbers that called most often, at least `least` times. */
export function* callsOfManyScript(
  { from, to }: { readonly from: number; readonly to: number },
  least: number,
  /** When a call's clock starts, by the definition: lists of calls go by it too. */
  start: 'queued_at' | 'arrived_at',
): Script<readonly NumberedCall[]> {
  const often = yield* rows<{ number: string }>(
    `SELECT number FROM call_line WHERE direction = 'in' AND ${start} > ? AND ${start} <= ? AND number <> ''
     GROUP BY number HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC, number LIMIT ${MOST_CALLERS}`,
    from,
    to,
    least,
  );
  if (often.length === 0) return [];
  return yield* rows<NumberedCall>(
    `SELECT call_id AS "callId", number, ${start} AS at FROM call_line
     WHERE direction = 'in' AND number IN (${inList(often)}) AND ${start} > ? AND ${start} <= ?`,
    ...often.map(({ number }) => number),
    from,
    to,
  );
}

/** Null: no such call, or a withheld number. */
export function* numberOfCallScript(callId: string): Script<string | null> {
  const found = yield* firstRow<{ number: string }>(
    'SELECT number FROM call_line WHERE call_id = ?',
    callId,
  );
  return found === null || found.number === '' ? null : found.number;
}

/** A secret ticket is nobody's here: a masked number beside it would say too much. No text can look like this key. */
const NOT_SECRET = `draft NOT LIKE '%"secret":true%'`;

export function* ticketCountsOfScript(
  numbers: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Script<ReadonlyMap<string, number>> {
  if (numbers.length === 0) return new Map();
  const found = yield* rows<{ number: string; n: number }>(
    `SELECT caller_number AS number, COUNT(*) AS n FROM ticket
     WHERE caller_number IN (${inList(numbers)}) AND at > ? AND at <= ? AND ${NOT_SECRET} GROUP BY 1`,
    ...numbers,
    from,
    to,
  );
  return new Map(found.map(({ number, n }) => [number, n]));
}

export function* ticketNosOfNumberScript(
  number: string,
  { from, to }: { readonly from: number; readonly to: number },
  limit: number,
): Script<readonly string[]> {
  const found = yield* rows<{ ticket_no: string }>(
    `SELECT ticket_no FROM ticket WHERE caller_number = ? AND at >= ? AND at < ? AND ${NOT_SECRET}
     ORDER BY at, ticket_no LIMIT ?`,
    number,
    from,
    to,
    limit,
  );
  return found.map(({ ticket_no: ticketNo }) => ticketNo);
}

export type Joined = { readonly ticketNo: string; readonly number: string };

/** Open tickets from the number `since` on, with the spelling of their place; and whoever joined (并入) one of them. */
export function* placedTicketsScript(since: string): Script<{
  readonly placed: readonly { readonly ticketNo: string; readonly place: string }[];
  readonly joined: readonly Joined[];
}> {
  const placed = yield* rows<{ term: string; ticket_no: string }>(
    `SELECT term, ticket_no FROM ticket_term WHERE term >= 'p' AND term < 'q' AND ticket_no >= ?
     ORDER BY term, ticket_no`,
    since,
  );
  const joined = yield* rows<{ ticket_no: string; caller_number: string | null }>(
    'SELECT ticket_no, caller_number FROM ticket_draft WHERE ticket_no >= ? AND no > 1',
    since,
  );
  return {
    placed: placed.map(({ term, ticket_no: ticketNo }) => ({ ticketNo, place: term.slice(1) })),
    joined: joined.map(({ ticket_no: ticketNo, caller_number: number }) => ({
      ticketNo,
      number: number ?? '',
    })),
  };
}

/** In the order asked for; one that is not there is left out. */
export function* recordsScript(ticketNos: readonly string[]): Script<readonly TicketRecord[]> {
  const found = new Map<string, TicketRecord>();
  for (let from = 0; from < ticketNos.length; from += 100) {
    const some = ticketNos.slice(from, from + 100);
    const page = yield* rows<TicketRow>(
      `SELECT ${TICKET_COLUMNS} FROM ticket WHERE ticket_no IN (${inList(some)})`,
      ...some,
    );
    for (const row of page) found.set(row.ticket_no, recordOf(row));
  }
  return ticketNos.flatMap((ticketNo) => found.get(ticketNo) ?? []);
}

const inList = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
