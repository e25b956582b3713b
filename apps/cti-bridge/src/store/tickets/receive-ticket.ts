import type { TicketDraft } from '@hotline/domain/draft';
import type { Actor, TicketRules } from '@hotline/domain/ticket';
import { fileScript } from './file-ticket.ts';
import { firstRow, rows, type Script } from './sql-script.ts';
import { findBy } from './ticket-record.ts';
import { addTermsScript, removeTermsScript } from './ticket-terms.ts';
import { notePlace, type PlaceOf } from './ticket-places.ts';
import { lockTickets } from './write-entry.ts';

export type Received = {
  readonly ticketNo: string;
  /** `unchanged`: this version, or a newer one, was here already. */
  readonly outcome: 'created' | 'updated' | 'unchanged';
};

export function* receiveScript(
  order: {
    readonly external: { readonly id: string; readonly version: number };
    readonly draft: TicketDraft;
    readonly by: Actor;
    readonly now: number;
  },
  day: string,
  targets: readonly string[],
  rules: TicketRules,
  placeOf: PlaceOf | null,
): Script<Received> {
  const { external, draft, by, now } = order;
  const first = yield* findBy('external_id', external.id);
  const known = first === null ? null : ((yield* lockTickets(first.ticketNo))[0] ?? null);
  if (known === null) {
    const filed = yield* fileScript(
      { key: `external:${external.id}`, draft, by, seatId: '', callerNumber: null, external, now },
      day,
      targets,
      rules,
      placeOf,
    );
    if (filed.isNew) return { ticketNo: filed.ticketNo, outcome: 'created' };
  }
  // One statement decides: of two versions that come at once, the older finds the newer.
  const updated = yield* firstRow<{ ticket_no: string }>(
    `UPDATE ticket SET external_version = ?, kind = ?, title = ?, category_code = ?, urgency = ?, draft = ?
     WHERE external_id = ? AND external_version < ? RETURNING ticket_no`,
    external.version,
    draft.kind,
    draft.title,
    draft.categoryCode,
    draft.urgency,
    JSON.stringify(draft),
    external.id,
    external.version,
  );
  if (updated === null) {
    const current = known ?? (yield* findBy('external_id', external.id));
    if (current === null) throw new Error(`the key of ${external.id} belongs to another ticket`);
    return { ticketNo: current.ticketNo, outcome: 'unchanged' };
  }
  yield* notePlace(updated.ticket_no, draft.place, placeOf);
  if (known !== null) {
    yield* removeTermsScript(known);
    const isOver = ['closed', 'refused', 'merged'].includes(known.ticket.state.kind);
    if (!isOver) yield* addTermsScript({ ...known, draft });
  }
  yield* rows(
    `INSERT INTO ticket_matter (ticket_no, no, at, who, draft)
     SELECT ticket_no, MAX(no) + 1, CAST(? AS BIGINT), ?, ? FROM ticket_matter WHERE ticket_no = ? GROUP BY ticket_no`,
    now,
    by.person,
    JSON.stringify(draft),
    updated.ticket_no,
  );
  return { ticketNo: updated.ticket_no, outcome: 'updated' };
}
