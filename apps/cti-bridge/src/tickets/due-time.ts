import {
  dueAt,
  type CalendarRefusal,
  type Limit,
  type WorkingCalendar,
} from '@hotline/domain/calendar';
import { ok, type Result } from '@hotline/domain/result';
import type { HistoryEntry, Ticket } from '@hotline/domain/ticket';
import type { TicketRecord } from '../store/index.ts';

export type LimitRules = {
  readonly limits: readonly {
    readonly kind: string | null;
    readonly urgency: string | null;
    readonly limit: Limit;
  }[];
  readonly calendar: WorkingCalendar;
  readonly utcOffsetMinutes: number;
};

/**
 * When the unit's answer is due after a step: a limit begins as the ticket goes to a unit (交办, 改派), and anew when it
 * comes back to it (审核不通过, 重办); 延期 adds the same length once more; from the answer on nothing is due.
 * It is kept as it was told, so that a later change of the limits moves no date that a unit was given.
 */
export function dueAfter(
  record: TicketRecord,
  { ticket, entry }: { readonly ticket: Ticket; readonly entry: HistoryEntry },
  rules: LimitRules,
): Result<number | null, CalendarRefusal> {
  const { event, at } = entry;
  switch (ticket.state.kind) {
    case 'dispatched':
    case 'return-asked':
    case 'signed':
    case 'handling':
      break;
    default:
      return ok(null);
  }
  const begins = event.kind === 'dispatch' || event.kind === 'reassign' || event.kind === 'redo';
  const from =
    begins || event.kind === 'audit' ? at : event.kind === 'extend' ? record.dueAt : null;
  const limit = limitOf(record, rules);
  if (from === null || limit === null) return ok(record.dueAt);
  // A day's limit ends at 24:00, which is the first moment of the next day: that day is not counted again.
  return dueAt(
    event.kind === 'extend' ? from - 1 : from,
    limit,
    rules.calendar,
    rules.utcOffsetMinutes,
  );
}

/** The first that fits. */
function limitOf({ ticket, draft }: TicketRecord, { limits }: LimitRules): Limit | null {
  const found = limits.find(
    ({ kind, urgency }) =>
      (kind === null || kind === ticket.kind) && (urgency === null || urgency === draft.urgency),
  );
  return found?.limit ?? null;
}
