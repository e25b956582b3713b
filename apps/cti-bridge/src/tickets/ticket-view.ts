import { dueState } from '@hotline/domain/calendar';
import type { TicketView, WholeTicket } from '@hotline/domain/ticket-api';
import { stepsOf, type Actor, type HistoryEntry } from '@hotline/domain/ticket';
import type { BridgeConfig } from '../config/index.ts';
import type { TicketRecord } from '../store/index.ts';
import { isNameHidden, mayReveal } from './secrecy.ts';

export type ViewRules = {
  readonly tickets: BridgeConfig['tickets'];
  /** 138****8000 */
  readonly mask: (number: string) => string;
};

/** A ticket as this person may see it, at `now` (ms). */
export function ticketView(
  record: TicketRecord,
  by: Actor,
  { tickets, mask }: ViewRules,
  now: number,
): TicketView {
  const { ticket, draft, dueAt } = record;
  const isHidden = isNameHidden(record, by, tickets);
  return {
    ticketNo: record.ticketNo,
    version: record.version,
    filedAt: record.filedAt,
    state: ticket.state.kind,
    kind: draft.kind,
    title: draft.title,
    urgency: draft.urgency,
    categoryCode: draft.categoryCode,
    seatId: record.seatId,
    person: record.person,
    secret: draft.secret,
    extended: ticket.extended,
    urged: ticket.urged,
    supervised: ticket.supervised,
    dueAt,
    due: dueAt === null ? null : dueState(dueAt, now, tickets.soonDueHours * 3_600_000),
    complainant: {
      isHidden,
      name: isHidden ? '' : draft.callerName,
      // Four digits are enough to know somebody by: of a hidden person none is shown.
      callerNumberMasked: isHidden ? '' : mask(record.callerNumber ?? ''),
      contactNumberMasked: isHidden ? '' : mask(draft.contactNumber),
      mayReveal: mayReveal(record, by, tickets),
    },
  };
}

export function wholeTicket(
  record: TicketRecord,
  history: readonly HistoryEntry[],
  by: Actor,
  rules: ViewRules,
  now: number,
): WholeTicket {
  const { callerName: _name, contactNumber: _number, ...matter } = record.draft;
  return {
    ...ticketView(record, by, rules, now),
    matter,
    history: history.map((entry) => ({ ...entry })),
    steps: [...stepsOf(record.ticket, by)],
  };
}
