/** The order of a list's rows, as the bridge has it: by due time where a list is about that, else by filing. */
import type { TicketView } from '@hotline/domain/ticket-api';
import type { TicketFilters, TicketListName } from '@hotline/ui';

const byDue: ReadonlySet<TicketListName> = new Set(['due-soon', 'overdue']);
/** Whatever has waited longest comes first where somebody has to act. */
const oldestFirst: ReadonlySet<TicketListName> = new Set([
  'due-soon',
  'overdue',
  'to-dispatch',
  'to-revisit',
]);

export const usualOrder = (list: TicketListName): 'newest' | 'oldest' =>
  oldestFirst.has(list) ? 'oldest' : 'newest';

export type RowPlace = { readonly at: number; readonly ticketNo: string };

export function placeOf(
  { filedAt, dueAt, ticketNo }: TicketView,
  { list = 'all' }: TicketFilters,
): RowPlace {
  return { at: byDue.has(list) ? (dueAt ?? 0) : filedAt, ticketNo };
}

/** Negative: `a` stands above `b`. */
export function compareRows(a: RowPlace, b: RowPlace, { order }: TicketFilters): number {
  const up = a.at - b.at || (a.ticketNo < b.ticketNo ? -1 : a.ticketNo > b.ticketNo ? 1 : 0);
  return order === 'newest' ? -up : up;
}
