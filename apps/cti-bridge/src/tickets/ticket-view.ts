import { dueState } from '@hotline/domain/calendar';
import { withoutComplainant } from '@hotline/domain/draft';
import type { TicketView, WholeTicket } from '@hotline/domain/ticket-api';
import {
  handlingDue,
  isComplainantHidden,
  limitOf,
  mayReveal,
  returnUntil,
  type Actor,
  type HistoryEntry,
  type SecrecyRules,
  type TicketRules,
} from '@hotline/domain/ticket';
import type { BridgeConfig } from '../config/index.ts';
import type { TicketRecord } from '../store/index.ts';
import { paceOf, stepsNow } from './pace-view.ts';

export type ViewRules = {
  readonly tickets: BridgeConfig['tickets'];
  readonly secrecy: SecrecyRules;
  readonly rules: () => TicketRules;
  /** 138****8000 */
  readonly mask: (number: string) => string;
};

/** A ticket as this person may see it, at `now` (ms). */
export function ticketView(
  record: TicketRecord,
  by: Actor,
  { tickets, secrecy, rules: rulesNow, mask }: ViewRules,
  now: number,
): TicketView {
  const { ticket, draft } = record;
  const isHidden = isComplainantHidden(draft, by, secrecy);
  const rules = rulesNow();
  const soonMs = tickets.soonDueHours * 3_600_000;
  const handled = handlingDue(ticket, draft, rules);
  const dueAt = handled?.ok === true ? handled.value : null;
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
    assignment:
      'assignment' in ticket.state
        ? { main: ticket.state.assignment.main, joint: [...ticket.state.assignment.joint] }
        : null,
    extended: ticket.extended,
    urged: ticket.urged,
    supervised: ticket.supervised,
    dueAt,
    due: dueAt === null ? null : dueState(dueAt, now, soonMs),
    pace: paceOf(record, { rules, now }, soonMs),
    complainant: {
      isHidden,
      name: isHidden ? '' : draft.callerName,
      // Four digits are enough to know somebody by: of a hidden person none is shown.
      callerNumberMasked: isHidden ? '' : mask(record.callerNumber ?? ''),
      contactNumberMasked: isHidden ? '' : mask(draft.contactNumber),
      mayReveal: mayReveal(draft, by, secrecy),
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
  const { ticket } = record;
  const placeRules = rules.rules();
  const until = returnUntil(ticket, placeRules);
  return {
    ...ticketView(record, by, rules, now),
    ...stepsNow(record, by, { rules: placeRules, now }),
    limit:
      ticket.run === null
        ? null
        : (ticket.run.limit ?? limitOf(ticket.kind, record.draft, placeRules)),
    returnUntil: until?.ok === true ? until.value : null,
    matter: withoutComplainant(record.draft),
    history: history.map((entry) => ({ ...entry })),
  };
}
