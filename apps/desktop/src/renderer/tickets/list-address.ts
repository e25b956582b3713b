/**
 * Where one is among the tickets, as it stands in the page's address: `#tickets?list=overdue&kind=complaint`, with
 * `&no=20261125-000123` while that ticket is open. A reload, a link and the browser's Back lead there.
 */
import { listQuery, ticketNo } from '@hotline/domain/ticket-api';
import { usualOrder } from './row-order.ts';
import type { TicketFilters } from '@hotline/ui';

export type TicketPlace = { readonly filters: TicketFilters; readonly open: string | null };

const filterShape = listQuery.pick({
  list: true,
  title: true,
  kind: true,
  urgency: true,
  state: true,
  unit: true,
  order: true,
});
const NAME = '#tickets';

export function hashOf({ filters, open }: TicketPlace): string {
  const { order, ...rest } = filters;
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined && value !== '') asked.set(name, value);
  if (order !== undefined && order !== usualOrder(filters.list ?? 'all')) asked.set('order', order);
  if (open !== null) asked.set('no', open);
  return `${NAME}?${asked.toString()}`;
}

/** null: the address is about something else. What in it makes no sense is left out. */
export function placeInHash(hash: string): TicketPlace | null {
  if (hash !== NAME && !hash.startsWith(`${NAME}?`)) return null;
  const given = new URLSearchParams(hash.slice(NAME.length + 1));
  const asked = Object.fromEntries(given);
  const open = ticketNo.safeParse(asked['no']);
  const known = Object.fromEntries(
    Object.entries(asked).filter(([name, value]) => {
      const shape = filterShape.shape[name as keyof typeof filterShape.shape];
      return shape !== undefined && shape.safeParse(value).success;
    }),
  );
  const filters = filterShape.partial().parse(known);
  const list = given.has('list') ? filters.list : undefined;
  return {
    filters: {
      ...filters,
      list: list ?? 'all',
      order: given.has('order') ? filters.order : usualOrder(list ?? 'all'),
    },
    open: open.success ? open.data : null,
  };
}
