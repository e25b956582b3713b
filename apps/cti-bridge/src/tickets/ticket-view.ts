import { dueState } from '@hotline/domain/calendar';
import { withoutComplainant } from '@hotline/domain/draft';
import type { TicketView, WholeTicket } from '@hotline/domain/ticket-api';
import type { AttachmentView, TicketAction } from '@hotline/domain/ticket-api';
import {
  handlingDue,
  isComplainantHidden,
  limitOf,
  linksOf,
  mayNote,
  mayReveal,
  returnUntil,
  stepsOf,
  type Actor,
  type HistoryEntry,
  type SecrecyRules,
  type Ticket,
  type TicketRules,
} from '@hotline/domain/ticket';
import type { BridgeConfig } from '../config/index.ts';
import type { Attachment, JoinedDraft, TicketRecord } from '../store/index.ts';
import { paceOf, stepsNow } from './pace-view.ts';

export type ViewRules = {
  readonly tickets: BridgeConfig['tickets'];
  readonly secrecy: SecrecyRules;
  readonly rules: () => TicketRules;
  /** 138****8000 */
  readonly mask: (number: string) => string;
};

/** All that the store has of a ticket. */
export type Found = {
  readonly record: TicketRecord;
  readonly history: readonly HistoryEntry[];
  readonly joined: readonly JoinedDraft[];
  readonly attachments: readonly Attachment[];
};

/** A ticket as this person may see it, at `now` (ms). */
export function ticketView(
  record: TicketRecord,
  by: Actor,
  view: ViewRules,
  now: number,
): TicketView {
  const { ticket, draft } = record;
  const rules = view.rules();
  const soonMs = view.tickets.soonDueHours * 3_600_000;
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
    complainant: complainantView(record, by, view),
  };
}

function complainantView(
  record: TicketRecord,
  by: Actor,
  { secrecy, mask }: ViewRules,
): TicketView['complainant'] {
  const isHidden = isComplainantHidden(record.draft, by, secrecy);
  return {
    isHidden,
    name: isHidden ? '' : record.draft.callerName,
    // Four digits are enough to know somebody by: of a hidden person none is shown.
    callerNumberMasked: isHidden ? '' : mask(record.callerNumber ?? ''),
    contactNumberMasked: isHidden ? '' : mask(record.draft.contactNumber),
    mayReveal: mayReveal(record.draft, by, secrecy),
  };
}

/** Whoever joined a ticket is as secret as their own words ask for, and as the ticket. */
export const asJoined = (
  record: TicketRecord,
  { draft, callerNumber }: JoinedDraft,
): TicketRecord => ({
  ...record,
  callerNumber,
  draft: {
    ...draft,
    secret: draft.secret || record.draft.secret,
    personsConcerned: `${record.draft.personsConcerned} ${draft.personsConcerned}`,
  },
});

/** 关联, 并入, 催办: what this person may write on the ticket beside its way. */
export function actionsOf(ticket: Ticket, by: Actor): readonly TicketAction[] {
  const mayUrge = mayNote(ticket, 'join', by) && stepsOf(ticket, by).includes('urge');
  return [
    ...(mayNote(ticket, 'link', by) ? (['link'] as const) : []),
    ...(mayNote(ticket, 'join', by) ? (['join'] as const) : []),
    ...(mayUrge ? (['urge'] as const) : []),
  ];
}

export const attachmentView = ({
  person: _person,
  sha256: _hash,
  ...shown
}: Attachment): AttachmentView => shown;

export function wholeTicket(
  { record, history, joined, attachments }: Found,
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
    actions: [...actionsOf(record.ticket, by)],
    links: [...linksOf(history)],
    joined: joined.map((one) => ({
      no: one.no,
      callId: one.draft.callId,
      person: one.person,
      complainant: complainantView(asJoined(record, one), by, rules),
    })),
    attachments: attachments.map(attachmentView),
  };
}
