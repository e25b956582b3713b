/** One entry more on a ticket's history: the row that is its fold, what is told to whom, and what it is found by. */
import { hasEnded, type HistoryEntry, type Ticket, type TicketRules } from '@hotline/domain/ticket';
import { firstRow, rows, type Script } from './sql-script.ts';
import { findBy, type TicketRecord } from './ticket-record.ts';
import { indexOf } from './ticket-index.ts';
import { removeTermsScript } from './ticket-terms.ts';

export type Next = {
  readonly ticket: Ticket;
  readonly entry: HistoryEntry;
};

/**
 * As it is, and nobody else's until the transaction is over; null: there is none. Several are locked in one order, so
 * that two who want the same two do not wait for each other.
 */
export function* lockTickets(
  ...ticketNos: readonly string[]
): Script<readonly (TicketRecord | null)[]> {
  for (const ticketNo of ticketNos.toSorted()) {
    yield* rows('UPDATE ticket SET version = version WHERE ticket_no = ?', ticketNo);
  }
  const records: (TicketRecord | null)[] = [];
  for (const ticketNo of ticketNos) records.push(yield* findBy('ticket_no', ticketNo));
  return records;
}

/** `record` is locked. */
export function* writeNext(
  record: TicketRecord,
  { ticket, entry }: Next,
  targets: readonly string[],
  rules: TicketRules,
): Script<TicketRecord> {
  const { ticketNo } = record;
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
    record.version,
  );
  if (written === null) throw new Error(`ticket ${ticketNo} was changed under its lock`);
  yield* noteEntry(ticketNo, entry, targets);
  if (hasEnded(ticket) && !hasEnded(record.ticket)) yield* removeTermsScript(record);
  if (assignment !== null && ['dispatch', 'reassign'].includes(entry.event.kind)) {
    yield* rows('DELETE FROM ticket_unit WHERE ticket_no = ?', ticketNo);
    for (const unit of [assignment.main, ...assignment.joint]) {
      yield* rows(
        'INSERT INTO ticket_unit (ticket_no, unit, at) VALUES (?, ?, ?)',
        ticketNo,
        unit,
        record.filedAt,
      );
    }
  }
  return { ...record, version: entry.no, ticket, dueAt, superviseAt };
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

export function* historyScript(ticketNo: string): Script<readonly HistoryEntry[]> {
  const entries = yield* rows<{ entry: string }>(
    'SELECT entry FROM ticket_history WHERE ticket_no = ? ORDER BY no',
    ticketNo,
  );
  return entries.map(({ entry }) => JSON.parse(entry) as HistoryEntry);
}
