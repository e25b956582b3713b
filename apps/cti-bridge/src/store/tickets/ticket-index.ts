/**
 * `due_at` and `supervise_at`: what lists are searched and sorted by. Both follow from the history, the rules and the
 * calendar; they are written with each entry, and for every open ticket anew when rules or calendar have changed.
 */
import type { TicketDraft } from '@hotline/domain/draft';
import { duesOf, fold, superviseFrom, type Ticket, type TicketRules } from '@hotline/domain/ticket';
import { firstRow, rows, type Script } from './sql-script.ts';
import { historyScript } from './write-entry.ts';
import { recordOf, TICKET_COLUMNS, type TicketRow } from './ticket-record.ts';

export type TicketIndex = { readonly dueAt: number | null; readonly superviseAt: number | null };

export function indexOf(ticket: Ticket, draft: TicketDraft, rules: TicketRules): TicketIndex {
  const [first] = duesOf(ticket, draft, rules);
  return {
    dueAt: first?.at.ok === true ? first.at.value : null,
    superviseAt: superviseFrom(ticket, draft, rules),
  };
}

/**
 * Brings up to date the open tickets behind `after`, by their numbers, at most `limit`. A ticket that takes a step
 * meanwhile has been written by it. @returns the last one looked at; null: there are no more.
 */
export function* reindexScript(
  after: string,
  limit: number,
  rules: TicketRules,
): Script<string | null> {
  const found = yield* rows<TicketRow>(
    `SELECT ${TICKET_COLUMNS} FROM ticket WHERE ended = 0 AND ticket_no > ? ORDER BY ticket_no LIMIT ?`,
    after,
    limit,
  );
  for (const record of found.map(recordOf)) {
    const { dueAt, superviseAt } = indexOf(record.ticket, record.draft, rules);
    if (dueAt === record.dueAt && superviseAt === record.superviseAt) continue;
    yield* rows(
      'UPDATE ticket SET due_at = ?, supervise_at = ? WHERE ticket_no = ? AND version = ?',
      dueAt,
      superviseAt,
      record.ticketNo,
      record.version,
    );
  }
  return found.length < limit ? null : (found.at(-1)?.ticket_no ?? null);
}

/** What the index was last written by; null: never. */
export function* indexedByScript(): Script<string | null> {
  const found = yield* firstRow<{ rules: string }>('SELECT rules FROM ticket_index');
  return found?.rules ?? null;
}

export function* noteIndexedScript(rules: string): Script<void> {
  yield* rows('DELETE FROM ticket_index');
  yield* rows('INSERT INTO ticket_index (rules) VALUES (?)', rules);
}

/** The columns, and each ticket as the fold of its history: rows from before 联系, 退单复核 and tries had less in them. */
export const indexColumns = (integer: string): string => `
  ALTER TABLE ticket ADD COLUMN supervise_at ${integer};
  CREATE INDEX ticket_supervise ON ticket (supervise_at, ticket_no) WHERE ended = 0;
  -- What due_at and supervise_at were last written by: a digest of rules and calendar.
  CREATE TABLE ticket_index (rules TEXT NOT NULL);
`;

const PAGE = 500;

export function* foldAnew(): Script<void> {
  for (let after = ''; ;) {
    const found = yield* rows<{ ticket_no: string }>(
      'SELECT ticket_no FROM ticket WHERE ticket_no > ? ORDER BY ticket_no LIMIT ?',
      after,
      PAGE,
    );
    for (const { ticket_no: ticketNo } of found) {
      const ticket = fold(yield* historyScript(ticketNo));
      yield* rows(
        'UPDATE ticket SET current = ? WHERE ticket_no = ?',
        JSON.stringify(ticket),
        ticketNo,
      );
    }
    const last = found.at(-1);
    if (last === undefined || found.length < PAGE) return;
    after = last.ticket_no;
  }
}
