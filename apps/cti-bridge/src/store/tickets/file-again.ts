import { differences, ticketDraft } from '@hotline/domain/draft';
import type { TicketRules } from '@hotline/domain/ticket';
import type { FileOrder, Filed } from './file-ticket.ts';
import { firstRow, rows, type Script } from './sql-script.ts';
import { indexOf } from './ticket-index.ts';
import { notePlace, type PlaceOf } from './ticket-places.ts';
import { refusalOf, type TicketRecord } from './ticket-record.ts';
import { addTermsScript, removeTermsScript } from './ticket-terms.ts';

/**
 * The key was filed before. With the same words that is one ticket (an answer was lost); with others nothing is changed
 * and the answer says what stands there, unless the person has seen it (`over`) and the ticket has not gone its way.
 */
export function* fileAgainScript(
  earlier: TicketRecord,
  order: FileOrder,
  rules: TicketRules,
  placeOf: PlaceOf | null,
): Script<Filed> {
  const { ticketNo } = earlier;
  const present = ticketDraft.parse(earlier.draft);
  const { draft, by, now } = order;
  const refused = refusalOf(earlier.ticket);
  const filed: Filed = { ticketNo, isNew: false, refused, differs: null };
  // Whose key it was is not told what somebody else wrote.
  if (earlier.person !== by.person || differences(present, draft).length === 0) return filed;
  const newest = yield* firstRow<{ no: number }>(
    'SELECT MAX(no) AS no FROM ticket_matter WHERE ticket_no = ?',
    ticketNo,
  );
  const version = newest?.no ?? 1;
  const mayChange = earlier.ticket.state.kind === 'accepted' && earlier.external === null;
  if (!mayChange || order.over !== version) {
    return { ...filed, differs: { version, mayChange, draft: present } };
  }
  yield* rows(
    'INSERT INTO ticket_matter (ticket_no, no, at, who, draft) VALUES (?, ?, ?, ?, ?)',
    ticketNo,
    version + 1,
    now,
    by.person,
    JSON.stringify(draft),
  );
  const { dueAt, superviseAt } = indexOf(earlier.ticket, draft, rules);
  yield* rows(
    `UPDATE ticket SET kind = ?, title = ?, category_code = ?, urgency = ?, due_at = ?, supervise_at = ?, draft = ?
     WHERE ticket_no = ?`,
    draft.kind,
    draft.title,
    draft.categoryCode,
    draft.urgency,
    dueAt,
    superviseAt,
    JSON.stringify(draft),
    ticketNo,
  );
  yield* notePlace(ticketNo, draft.place, placeOf);
  yield* removeTermsScript(earlier);
  yield* addTermsScript({ ...earlier, draft });
  return filed;
}
