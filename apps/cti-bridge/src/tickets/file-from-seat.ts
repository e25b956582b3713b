import type { Actor } from '@hotline/domain/ticket';
import { mayAccept } from '@hotline/domain/ticket';
import type { TicketPort } from '../ports.ts';
import type { TicketStore } from '../store/index.ts';

/** What a seat files (`ticket.file`) becomes a ticket, accepted by whoever sits there, as what they are to tickets; and whom to call about one. */
export function fileFromSeat(store: TicketStore, actorOf: (person: string) => Actor): TicketPort {
  return {
    async file(key, draft, { seatId, person, callerNumber }, now, over = null) {
      const by = actorOf(person);
      return mayAccept(by) ? store.file({ key, draft, by, seatId, callerNumber, now, over }) : null;
    },
    async numberOf(ticketNo) {
      const record = await store.find(ticketNo);
      return record?.draft.contactNumber.trim() || record?.callerNumber || null;
    },
  };
}
