import { err, ok, type Result } from '@hotline/domain/result';
import {
  fold,
  hasEnded,
  type HistoryEntry,
  type Ticket,
  type TicketRules,
} from '@hotline/domain/ticket';
import { firstRow, rows, type Script } from './sql-script.ts';
import { indexOf } from './ticket-index.ts';
import { findBy, type TicketRecord } from './ticket-record.ts';

type Next = {
  readonly ticket: Ticket;
  readonly entry: HistoryEntry;
};
export type NextOf<E> = (record: TicketRecord) => Result<Next, E>;

export type StepFailure<E> =
  | { readonly code: 'no-ticket' }
  /** Somebody was faster: the ticket that the step was meant for, and the ticket as it is. */
  | { readonly code: 'conflict'; readonly meant: Ticket | null; readonly current: TicketRecord }
  | { readonly code: 'refused'; readonly why: E };

export function* stepScript<E>(
  ticketNo: string,
  expectedVersion: number,
  next: NextOf<E>,
  targets: readonly string[],
  rules: TicketRules,
): Script<Result<TicketRecord, StepFailure<E>>> {
  const record = yield* findBy('ticket_no', ticketNo);
  if (record === null) return err({ code: 'no-ticket' });
  if (record.version !== expectedVersion) return err(yield* conflict(record, expectedVersion));
  const decided = next(record);
  if (!decided.ok) return err({ code: 'refused', why: decided.error });

  const { ticket, entry } = decided.value;
  const { dueAt, superviseAt } = indexOf(ticket, record.draft, rules);
  const assignment = 'assignment' in ticket.state ? ticket.state.assignment : null;
  const written = yield* firstRow(
    `UPDATE ticket SET version = ?, state = ?, main_unit = ?, ended = ?, supervised = ?, due_at = ?, supervise_at = ?,
                       current = ?
     WHERE ticket_no = ? AND version = ? RETURNING ticket_no`,
    entry.no,
    ticket.state.kind,
    assignment?.main ?? null,
    hasEnded(ticket) ? 1 : 0,
    ticket.supervised ? 1 : 0,
    dueAt,
    superviseAt,
    JSON.stringify(ticket),
    ticketNo,
    expectedVersion,
  );
  if (written === null) {
    const current = yield* findBy('ticket_no', ticketNo);
    if (current === null) throw new Error(`ticket ${ticketNo} is gone`);
    return err(yield* conflict(current, expectedVersion));
  }
  yield* noteEntry(ticketNo, entry, targets);
  if (assignment !== null && ['dispatch', 'reassign'].includes(entry.event.kind)) {
    yield* rows('DELETE FROM ticket_unit WHERE ticket_no = ?', ticketNo);
    for (const unit of [assignment.main, ...assignment.joint]) {
      yield* rows('INSERT INTO ticket_unit (ticket_no, unit) VALUES (?, ?)', ticketNo, unit);
    }
  }
  return ok({ ...record, version: entry.no, ticket, dueAt, superviseAt });
}

export function* historyScript(ticketNo: string): Script<readonly HistoryEntry[]> {
  const entries = yield* rows<{ entry: string }>(
    'SELECT entry FROM ticket_history WHERE ticket_no = ? ORDER BY no',
    ticketNo,
  );
  return entries.map(({ entry }) => JSON.parse(entry) as HistoryEntry);
}

/** The entry, and that everybody configured is to be told of it, in the transaction that changes the ticket. */
export function* noteEntry(
  ticketNo: string,
  entry: HistoryEntry,
  targets: readonly string[],
): Script<void> {
  yield* rows(
    'INSERT INTO ticket_history (ticket_no, no, at, who, entry) VALUES (?, ?, ?, ?, ?)',
    ticketNo,
    entry.no,
    entry.at,
    entry.by.person,
    JSON.stringify(entry),
  );
  for (const target of targets) {
    yield* rows(
      `INSERT INTO ticket_delivery (target, ticket_no, no, state, attempts, next_at)
       VALUES (?, ?, ?, 'waiting', 0, ?)`,
      target,
      ticketNo,
      entry.no,
      entry.at,
    );
  }
}

function* conflict(
  current: TicketRecord,
  expectedVersion: number,
): Script<{ code: 'conflict'; meant: Ticket | null; current: TicketRecord }> {
  const history = yield* historyScript(current.ticketNo);
  const then = history.slice(0, expectedVersion);
  // A version that never was has nothing to be shown.
  const meant = then.length > 0 && then.length === expectedVersion ? fold(then) : null;
  return { code: 'conflict', meant, current };
}
