import { emptyDraft, type TicketDraft } from '@hotline/domain/draft';
import type { RefusalReason, Ticket } from '@hotline/domain/ticket';
import type { Script } from './sql-script.ts';
import { firstRow } from './sql-script.ts';

export type TicketRecord = {
  readonly ticketNo: string;
  /** Number of the last entry of its history. */
  readonly version: number;
  /** ms since 1970, as all times here. */
  readonly filedAt: number;
  readonly ticket: Ticket;
  readonly draft: TicketDraft;
  /** Who filed it; `seatId` is '' for one that came from another platform. */
  readonly seatId: string;
  readonly person: string;
  /** As the PBX gave it, apart from the contact number; null: withheld, or no call. */
  readonly callerNumber: string | null;
  /** When the next thing runs out, and from when on 督办 is due: an index for lists, by the rules as they were. */
  readonly dueAt: number | null;
  readonly superviseAt: number | null;
  /** What the platform that it came from calls it, and its newest version there. */
  readonly external: { readonly id: string; readonly version: number } | null;
};

/** 不受理: why it was not taken up; null: it was. */
export const refusalOf = ({ state }: Ticket): RefusalReason | null =>
  state.kind === 'refused' ? state.reason : null;

export type TicketRow = {
  readonly ticket_no: string;
  readonly version: number;
  readonly at: number;
  readonly current: string;
  readonly draft: string;
  readonly seat_id: string;
  readonly person: string;
  readonly caller_number: string | null;
  readonly due_at: number | null;
  readonly supervise_at: number | null;
  readonly external_id: string | null;
  readonly external_version: number | null;
};

export const TICKET_COLUMNS =
  'ticket_no, version, at, current, draft, seat_id, person, caller_number, due_at, supervise_at, external_id, external_version';

export function recordOf(row: TicketRow): TicketRecord {
  return {
    ticketNo: row.ticket_no,
    version: row.version,
    filedAt: row.at,
    ticket: JSON.parse(row.current) as Ticket,
    // What was filed before a field was there has its default.
    draft: { ...emptyDraft('', null), ...(JSON.parse(row.draft) as Partial<TicketDraft>) },
    seatId: row.seat_id,
    person: row.person,
    callerNumber: row.caller_number,
    dueAt: row.due_at,
    superviseAt: row.supervise_at,
    external:
      row.external_id === null ? null : { id: row.external_id, version: row.external_version ?? 0 },
  };
}

export function* findBy(
  column: 'ticket_no' | 'idempotency_key' | 'external_id',
  value: string,
): Script<TicketRecord | null> {
  const row = yield* firstRow<TicketRow>(
    `SELECT ${TICKET_COLUMNS} FROM ticket WHERE ${column} = ?`,
    value,
  );
  return row === null ? null : recordOf(row);
}
