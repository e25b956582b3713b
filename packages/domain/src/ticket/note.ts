/** 关联 and 并入: what is written on a ticket beside its way. Any number of them, in any state that `mayNote` allows. */
import { err, ok, type Result } from '../result/index.ts';
import type { Actor, HistoryEntry, TicketNote, TicketRefusal } from './event.ts';
import { applyEntry } from './history.ts';
import type { Ticket } from './ticket.ts';
import type { TicketStepTaken } from './transition.ts';

/** Links may also name a ticket that is over: it says what was done. Words are added only to one that is under way. */
export function mayNote(ticket: Ticket, kind: TicketNote['kind'], { role }: Actor): boolean {
  if (role === 'unit-clerk') return false;
  switch (ticket.state.kind) {
    case 'closed':
    case 'refused':
      return kind === 'link' || kind === 'unlink';
    case 'merged':
      return false;
    default:
      return kind !== 'join' || role !== 'dispatcher';
  }
}

/** `now` in ms since 1970 UTC; a clock behind the last entry is kept beside it, as in `transition`. Never throws. */
export function note(
  ticket: Ticket,
  event: TicketNote,
  by: Actor,
  now: number,
): Result<TicketStepTaken, TicketRefusal> {
  if (!mayNote(ticket, event.kind, by)) return err({ code: 'not-allowed' });
  if ('ticketNo' in event && event.ticketNo === ticket.ticketId)
    return err({ code: 'into-itself' });
  if (event.kind === 'join' && `${event.title}${event.text}`.trim() === '')
    return err({ code: 'empty-text' });
  const { no, at } = ticket.lastStep;
  const clock = now < at ? now : null;
  const entry: HistoryEntry = { no: no + 1, at: Math.max(now, at), clock, by, event };
  return ok({ ticket: applyEntry(ticket, entry), entry });
}

/** Numbers of the tickets that are linked with this one now, in the order in which they were. */
export function linksOf(history: readonly HistoryEntry[]): readonly string[] {
  const linked = new Set<string>();
  for (const { event } of history) {
    if (event.kind === 'link') linked.add(event.ticketNo);
    if (event.kind === 'unlink') linked.delete(event.ticketNo);
  }
  return [...linked];
}
