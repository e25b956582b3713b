/** A ticket is the fold of its history: what an entry says happened, happened. Rights were asked before it was written. */
import { assertNever } from '../result/index.ts';
import type { HistoryEntry } from './event.ts';
import type { Assignment, Run, Ticket, TicketState } from './ticket.ts';

/** The ticket after its whole history. Throws on a history that no transition writes: the store is damaged. */
export function fold(history: readonly HistoryEntry[]): Ticket {
  const [first, ...rest] = history;
  if (first?.event.kind !== 'accept') throw new Error('a history begins with its acceptance');
  const { ticketId, ticketKind } = first.event;
  const opened: Ticket = {
    ticketId,
    kind: ticketKind,
    state: { kind: 'accepted' },
    extended: false,
    returns: 0,
    returnsAsked: 0,
    returnsRejected: 0,
    urged: 0,
    supervised: false,
    ratings: [],
    since: first.at,
    ...unassigned,
    lastStep: { no: first.no, at: first.at },
  };
  return rest.reduce(applyEntry, opened);
}

const unassigned = {
  assignedAt: null,
  signedAt: null,
  contacted: false,
  replied: false,
  answeredAt: null,
  run: null,
} as const;

export function applyEntry(ticket: Ticket, entry: HistoryEntry): Ticket {
  const { no, at } = entry;
  if (no !== ticket.lastStep.no + 1 || at < ticket.lastStep.at)
    throw new Error(`entry ${no} does not follow entry ${ticket.lastStep.no}`);
  const change = changeBy(ticket, entry);
  return {
    ...ticket,
    ...change,
    since:
      change.state === undefined || change.state.kind === ticket.state.kind ? ticket.since : at,
    lastStep: { no, at },
  };
}

const runOf = ({ at, given }: HistoryEntry): Run => ({
  from: at,
  limit: given ?? null,
  extended: false,
});

function changeBy(ticket: Ticket, entry: HistoryEntry): Partial<Ticket> {
  const { event, by, at } = entry;
  const { state } = ticket;
  switch (event.kind) {
    case 'accept':
      throw new Error('a ticket is accepted once');
    case 'dispatch':
    case 'reassign':
      return {
        ...unassigned,
        state: { kind: 'dispatched', assignment: event.assignment },
        returnsRejected: 0,
        assignedAt: at,
        run: runOf(entry),
      };
    case 'answer-directly':
      return { state: { kind: 'closed', how: 'direct', answer: event.answer } };
    case 'refuse':
      return {
        state: { kind: 'refused', reason: event.reason, explanation: event.explanation },
      };
    case 'merge':
      return { state: { kind: 'merged', into: event.into } };
    case 'sign':
      return { state: { kind: 'signed', assignment: assignmentOf(state) }, signedAt: at };
    case 'ask-return':
      return {
        state: { kind: 'return-asked', assignment: assignmentOf(state), reason: event.reason },
        returnsAsked: ticket.returnsAsked + 1,
      };
    case 'decide-return':
      return event.upheld
        ? { ...unassigned, state: { kind: 'accepted' }, returns: ticket.returns + 1 }
        : {
            state: { kind: 'dispatched', assignment: assignmentOf(state) },
            signedAt: null,
            returnsRejected: ticket.returnsRejected + 1,
          };
    case 'start':
      return { state: { kind: 'handling', assignment: assignmentOf(state), opinions: [] } };
    case 'redo':
      return {
        state: { kind: 'handling', assignment: assignmentOf(state), opinions: [] },
        answeredAt: null,
        run: runOf(entry),
      };
    case 'contact':
      return { contacted: true, replied: ticket.answeredAt !== null };
    case 'give-opinion': {
      if (state.kind !== 'handling' || by.role !== 'unit-clerk') throw unfit(event.kind, state);
      const opinion = { unit: by.unit, text: event.text };
      return { state: { ...state, opinions: [...state.opinions, opinion] } };
    }
    case 'extend':
      return {
        extended: true,
        run: ticket.run === null ? null : { ...ticket.run, extended: true },
      };
    case 'answer':
      return {
        state: { kind: 'answered', assignment: assignmentOf(state), answer: event.answer },
        answeredAt: at,
        replied: false,
        run: null,
      };
    case 'audit':
      if (state.kind !== 'answered') throw unfit(event.kind, state);
      return event.passed
        ? { state: { ...state, kind: 'revisiting', tries: 0, triedAt: null } }
        : {
            state: { kind: 'handling', assignment: state.assignment, opinions: [] },
            answeredAt: null,
            run: runOf(entry),
          };
    case 'revisit': {
      if (state.kind !== 'revisiting') throw unfit(event.kind, state);
      const { assignment, answer } = state;
      const { revisit } = event;
      return revisit.reached
        ? { state: { kind: 'revisited', assignment, answer, revisit } }
        : { state: { ...state, tries: state.tries + 1, triedAt: at } };
    }
    case 'rate': {
      // Histories from before tries were counted rate whom nobody reached, without a score.
      if (state.kind !== 'revisited' && !hasTried(state)) throw unfit(event.kind, state);
      const { assignment, answer } = state;
      const { rating } = event;
      return {
        state: { kind: 'rated', assignment, answer, rating },
        ratings: [...ticket.ratings, rating],
      };
    }
    case 'close':
      if (state.kind !== 'rated' && !hasTried(state)) throw unfit(event.kind, state);
      return {
        state: {
          kind: 'closed',
          how: state.kind === 'rated' ? 'handled' : 'not-reached',
          answer: state.answer,
        },
      };
    case 'urge':
      return { urged: ticket.urged + 1 };
    case 'supervise':
      return { supervised: true };
    case 'link':
    case 'unlink':
    case 'join':
    case 'take-in':
      return {};
    default:
      return assertNever(event);
  }
}

function assignmentOf(state: TicketState): Assignment {
  if (!('assignment' in state)) throw new Error(`no unit has a ticket that is ${state.kind}`);
  return state.assignment;
}

const hasTried = (state: TicketState): state is Extract<TicketState, { kind: 'revisiting' }> =>
  state.kind === 'revisiting' && state.tries > 0;

const unfit = (step: string, state: TicketState): Error =>
  new Error(`${step} of a ticket that is ${state.kind}`);
