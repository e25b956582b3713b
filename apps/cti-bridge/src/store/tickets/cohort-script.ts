/** Tickets that were taken up in a range, each with its whole history, page by page: what reports of tickets count. */
import type { HistoryEntry, Matter } from '@hotline/domain/ticket';
import { rows, type Script } from './sql-script.ts';

export type CohortTicket = {
  readonly ticketNo: string;
  readonly filedAt: number;
  readonly kind: string;
  readonly categoryCode: string;
  /** '' for a ticket from another platform. */
  readonly seatId: string;
  /** Codes of the list; '' where it is not known. */
  readonly district: string;
  readonly placeCode: string;
  readonly matter: Matter;
  readonly history: readonly HistoryEntry[];
};

/** Behind `after`, oldest first, at most `limit`; `from` and `to` in ms, `to` excluded. */
export function* cohortScript(
  { from, to }: { readonly from: number; readonly to: number },
  after: { readonly at: number; readonly ticketNo: string } | null,
  limit: number,
): Script<readonly CohortTicket[]> {
  const found = yield* rows<{
    ticket_no: string;
    at: number;
    kind: string;
    category_code: string;
    seat_id: string;
    district: string | null;
    place_code: string | null;
    draft: string;
  }>(
    `SELECT ticket_no, at, kind, category_code, seat_id, district, place_code, draft FROM ticket
     WHERE at >= ? AND at < ? AND (at > ? OR (at = ? AND ticket_no > ?))
     ORDER BY at, ticket_no LIMIT ?`,
    Math.max(from, after?.at ?? from),
    to,
    after?.at ?? -1,
    after?.at ?? -1,
    after?.ticketNo ?? '',
    limit,
  );
  if (found.length === 0) return [];
  const entries = yield* rows<{ ticket_no: string; entry: string }>(
    `SELECT ticket_no, entry FROM ticket_history
     WHERE ticket_no IN (${found.map(() => '?').join(', ')}) ORDER BY ticket_no, no`,
    ...found.map(({ ticket_no: ticketNo }) => ticketNo),
  );
  const histories = Map.groupBy(entries, ({ ticket_no: ticketNo }) => ticketNo);
  return found.map((row) => ({
    ticketNo: row.ticket_no,
    filedAt: row.at,
    kind: row.kind,
    categoryCode: row.category_code,
    seatId: row.seat_id,
    district: row.district ?? '',
    placeCode: row.place_code ?? '',
    matter: matterOf(row.draft),
    history: (histories.get(row.ticket_no) ?? []).map(
      ({ entry }) => JSON.parse(entry) as HistoryEntry,
    ),
  }));
}

function matterOf(draft: string): Matter {
  // What was filed before a field was there has its default.
  const given = JSON.parse(draft) as Partial<Matter>;
  return {
    urgency: given.urgency ?? '',
    categoryCode: given.categoryCode ?? '',
    tags: given.tags ?? [],
    unrest: given.unrest ?? false,
    replyWanted: given.replyWanted ?? false,
  };
}
