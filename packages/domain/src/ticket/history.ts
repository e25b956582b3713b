/** A ticket is the fold of its history: what an entry says happened, happened. Rights were asked before it was written. */
import { assertNever } from '../result/index.ts';
import type { HistoryEntry } from './event.ts';
import type { Assignment, Ticket, TicketState } from './ticket.ts';

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
    urged: 0,
    supervised: false,
    ratings: [],
    lastStep: { no: first.no, at: first.at },
  };
  return rest.reduce(applyEntry, opened);
}

export function applyEntry(ticket: Ticket, entry: HistoryEntry): Ticket {
  if (entry.no !== ticket.lastStep.no + 1 || entry.at < ticket.lastStep.at)
    throw new Error(`entry ${entry.no} does not follow entry ${ticket.lastStep.no}`);
  return { ...ticket, ...changeBy(ticket, entry), lastStep: { no: entry.no, at: entry.at } };
}

function changeBy(ticket: Ticket, { event, by }: HistoryEntry): Partial<Ticket> {
  const { state } = ticket;
  switch (event.kind) {
    case 'accept':
      throw new Error('a ticket is accepted once');
    case 'dispatch':
    case 'reassign':
      return { state: { kind: 'dispatched', assignment: event.assignment } };
    case 'answer-directly':
      return { state: { kind: 'closed', how: 'direct', answer: event.answer } };
    case 'refuse':
      return {
        state: { kind: 'refused', reason: event.reason, explanation: event.explanation },
      };
    case 'merge':
      return { state: { kind: 'merged', into: event.into } };
    case 'sign':
      return { state: { kind: 'signed', assignment: assignmentOf(state) } };
    case 'ask-return':
      return {
        state: { kind: 'return-asked', assignment: assignmentOf(state), reason: event.reason },
      };
    case 'decide-return':
      return event.upheld
        ? { state: { kind: 'accepted' }, returns: ticket.returns + 1 }
        : { state: { kind: 'dispatched', assignment: assignmentOf(state) } };
    case 'start':
    case 'redo':
      return { state: { kind: 'handling', assignment: assignmentOf(state), opinions: [] } };
    case 'give-opinion': {
      if (state.kind !== 'handling' || by.role !== 'unit-clerk') throw unfit(event.kind, state);
      const opinion = { unit: by.unit, text: event.text };
      return { state: { ...state, opinions: [...state.opinions, opinion] } };
    }
    case 'extend':
      return { extended: true };
    case 'answer':
      return {
        state: { kind: 'answered', assignment: assignmentOf(state), answer: event.answer },
      };
    case 'audit':
      if (state.kind !== 'answered') throw unfit(event.kind, state);
      return event.passed
        ? { state: { ...state, kind: 'revisiting' } }
        : { state: { kind: 'handling', assignment: state.assignment, opinions: [] } };
    case 'revisit':
      if (state.kind !== 'revisiting') throw unfit(event.kind, state);
      return { state: { ...state, kind: 'revisited', revisit: event.revisit } };
    case 'rate': {
      if (state.kind !== 'revisited') throw unfit(event.kind, state);
      const { assignment, answer } = state;
      const { rating } = event;
      return {
        state: { kind: 'rated', assignment, answer, rating },
        ratings: [...ticket.ratings, rating],
      };
    }
    case 'close':
      if (state.kind !== 'rated') throw unfit(event.kind, state);
      return { state: { kind: 'closed', how: 'handled', answer: state.answer } };
    case 'urge':
      return { urged: ticket.urged + 1 };
    case 'supervise':
      return { supervised: true };
    default:
      return assertNever(event);
  }
}

function assignmentOf(state: TicketState): Assignment {
  if (!('assignment' in state)) throw new Error(`no unit has a ticket that is ${state.kind}`);
  return state.assignment;
}

const unfit = (step: string, state: TicketState): Error =>
  new Error(`${step} of a ticket that is ${state.kind}`);
