/** Tickets as the bridge sends them, for tests and pictures: all plain, but for what is given. */
import { emptyDraft, withoutComplainant } from '../../draft/index.ts';
import type { TicketView, WholeTicket } from '../shapes.ts';

export function aTicketView(change: Partial<TicketView> = {}): TicketView {
  return {
    ticketNo: '20261125-000001',
    version: 1,
    filedAt: 1,
    state: 'handling',
    kind: 'help',
    title: '停水',
    urgency: 'normal',
    categoryCode: '',
    seatId: '1001',
    person: 'agent-1',
    secret: false,
    assignment: null,
    extended: false,
    urged: 0,
    supervised: false,
    dueAt: null,
    due: null,
    pace: { dues: [], supervise: [], revisit: null },
    complainant: {
      isHidden: false,
      name: '',
      callerNumberMasked: '',
      contactNumberMasked: '',
      mayReveal: false,
    },
    ...change,
  };
}

export function aWholeTicket(change: Partial<WholeTicket> = {}): WholeTicket {
  return {
    ...aTicketView(),
    matter: withoutComplainant(emptyDraft('d-1', null)),
    history: [],
    steps: [],
    held: [],
    limit: null,
    returnUntil: null,
    actions: [],
    links: [],
    joined: [],
    attachments: [],
    ...change,
  };
}
