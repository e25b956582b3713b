/**
 * A list as it was read: stretches that follow one another, each from behind the cursor of the one before to its own
 * last row. Reading a stretch anew moves no other: the rows that one looks at stay where they are.
 */
import type { TicketPage, TicketView } from '@hotline/domain/ticket-api';
import type { TicketFilters } from '@hotline/ui';
import { compareRows, placeOf, type RowPlace } from './row-order.ts';

export type Stretch = {
  /** Cursor that it was read from; null: the top of the list. */
  readonly after: string | null;
  readonly tickets: readonly TicketView[];
  /** Its last row's place when the next stretch began behind it; null: nothing was read below. */
  readonly end: RowPlace | null;
  /** Cursor of what stands below; null: nothing does. */
  readonly next: string | null;
};

export const rowsOf = (stretches: readonly Stretch[]): readonly TicketView[] =>
  stretches.flatMap(({ tickets }) => tickets);

export const nextOf = (stretches: readonly Stretch[]): string | null =>
  stretches.at(-1)?.next ?? null;

/** A page that was read below the last row. */
export function append(
  stretches: readonly Stretch[],
  after: string | null,
  page: TicketPage,
  filters: TicketFilters,
): readonly Stretch[] {
  const last = stretches.at(-1);
  const below = page.tickets[0];
  const before =
    last === undefined || below === undefined
      ? stretches
      : [...stretches.slice(0, -1), closed(last, filters)];
  return [...before, { after, tickets: page.tickets, end: null, next: page.next }];
}

function closed(stretch: Stretch, filters: TicketFilters): Stretch {
  const last = stretch.tickets.at(-1);
  return last === undefined ? stretch : { ...stretch, end: placeOf(last, filters) };
}

/** Which stretches the rows `from` … `to` stand in. */
export function stretchesAt(
  stretches: readonly Stretch[],
  from: number,
  to: number,
): readonly number[] {
  let start = 0;
  return stretches.flatMap(({ tickets }, index) => {
    const first = start;
    start += tickets.length;
    return first <= to && start > from ? [index] : [];
  });
}

/** What was read anew for a stretch, cut off where the next one begins; null: it does not reach so far yet. */
export function renewed(
  stretch: Stretch,
  tickets: readonly TicketView[],
  next: string | null,
  filters: TicketFilters,
): Stretch | null {
  const { end } = stretch;
  if (end === null) return { ...stretch, tickets, next };
  const within = tickets.filter((one) => compareRows(placeOf(one, filters), end, filters) <= 0);
  const reaches = within.length < tickets.length || next === null;
  return reaches ? { ...stretch, tickets: within } : null;
}

/** One ticket as it is now, where it stands. */
export function replaceRow(stretches: readonly Stretch[], ticket: TicketView): readonly Stretch[] {
  return stretches.map((stretch) =>
    stretch.tickets.some(({ ticketNo }) => ticketNo === ticket.ticketNo)
      ? {
          ...stretch,
          tickets: stretch.tickets.map((one) => (one.ticketNo === ticket.ticketNo ? ticket : one)),
        }
      : stretch,
  );
}
