/** 工单, as far as the desk needs one: filed once per key, numbered by day. */
import type { TicketPort } from '../ports.ts';
import type { Store } from './database.ts';

export function openTickets(store: Store, timeZone: string): TicketPort {
  const calendar = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const byKey = store
    .prepare<[string], string>('SELECT ticket_no FROM ticket WHERE idempotency_key = ?')
    .pluck();
  const highest = store
    .prepare<[string], number | null>('SELECT MAX(number_of_day) FROM ticket WHERE day = ?')
    .pluck();
  const insert = store.prepare(
    `INSERT INTO ticket (ticket_no, idempotency_key, day, number_of_day, at, state, kind, title,
                         seat_id, person, caller_number, call_id, draft)
     VALUES (?, ?, ?, ?, ?, 'accepted', ?, ?, ?, ?, ?, ?, ?)`,
  );

  const file = store.transaction(
    (
      ...[key, draft, by, now]: Parameters<TicketPort['file']>
    ): Awaited<ReturnType<TicketPort['file']>> => {
      const filed = byKey.get(key);
      if (filed !== undefined) return { ticketNo: filed, isNew: false };
      const day = calendar.format(now).replaceAll('-', '');
      const number = (highest.get(day) ?? 0) + 1;
      const ticketNo = `${day}-${String(number).padStart(6, '0')}`;
      insert.run(
        ticketNo,
        key,
        day,
        number,
        now,
        draft.kind,
        draft.title,
        by.seatId,
        by.person,
        by.callerNumber,
        draft.callId,
        JSON.stringify(draft),
      );
      return { ticketNo, isNew: true };
    },
  );

  return {
    // async: a store that does not take it is a rejection, as the port says, not a throw.
    async file(...args) {
      return file.immediate(...args);
    },
  };
}
