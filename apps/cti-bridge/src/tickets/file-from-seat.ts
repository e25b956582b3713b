import type { TicketPort } from '../ports.ts';
import type { TicketStore } from '../store/index.ts';

/** What a seat files (`ticket.file`) becomes a ticket, accepted by whoever sits there. */
export function fileFromSeat(store: TicketStore): TicketPort {
  return {
    file: (key, draft, { seatId, person, callerNumber }, now, over = null) =>
      store.file({ key, draft, by: { role: 'agent', person }, seatId, callerNumber, now, over }),
  };
}
