/**
 * Which steps of a ticket a person may take now: screens enable exactly these, and the transition refuses the rest.
 * A step listed here can still be refused for its time (limit-refusal.ts) or for what it says (an empty text).
 */
import { assertNever } from '../result/index.ts';
import type { Actor, TicketStep } from './event.ts';
import type { Assignment, Ticket } from './ticket.ts';
import { hasEnded, isDissatisfied } from './ticket.ts';

/** 受理: a unit handles tickets and takes none up. */
export const mayAccept = ({ role }: Actor): boolean => role !== 'unit-clerk';

export function stepsOf(ticket: Ticket, actor: Actor): readonly TicketStep[] {
  switch (actor.role) {
    case 'agent':
      return [...atIntake(ticket), ...atRevisit(ticket), ...urging(ticket)];
    case 'leader':
      return [
        ...atIntake(ticket),
        ...dispatching(ticket),
        ...reviewing(ticket),
        ...atRevisit(ticket),
        ...urging(ticket),
        ...supervising(ticket),
      ];
    case 'dispatcher':
      return [
        ...dispatching(ticket),
        ...(ticket.returnsRejected === 0 ? reviewing(ticket) : []),
        ...urging(ticket),
        ...supervising(ticket),
      ];
    case 'unit-clerk':
      return ofUnit(ticket, actor.unit);
    default:
      return assertNever(actor);
  }
}

/** While a unit has the ticket. */
function assignmentUnderWay({ state }: Ticket): Assignment | null {
  switch (state.kind) {
    case 'dispatched':
    case 'return-asked':
    case 'signed':
    case 'handling':
      return state.assignment;
    default:
      return null;
  }
}

/** After 重办 the second score counts: there is no third round. */
const needsRedo = ({ ratings }: Ticket): boolean => {
  const score = ratings[0]?.handling ?? null;
  return ratings.length === 1 && score !== null && isDissatisfied(score);
};

function atIntake({ state, returns }: Ticket): readonly TicketStep[] {
  if (state.kind !== 'accepted') return [];
  // What a unit has sent back is the dispatcher's: the citizen was already told that it was taken up.
  return returns === 0 ? ['answer-directly', 'refuse', 'merge'] : [];
}

function dispatching({ state }: Ticket): readonly TicketStep[] {
  switch (state.kind) {
    case 'accepted':
      return ['dispatch'];
    case 'dispatched':
    case 'signed':
    case 'handling':
      return ['reassign'];
    case 'answered':
      return ['audit'];
    default:
      return [];
  }
}

/** 退单: a rejection that is disputed is reviewed by a leader, not by who rejected it (one city's practice). */
const reviewing = ({ state }: Ticket): readonly TicketStep[] =>
  state.kind === 'return-asked' ? ['decide-return'] : [];

function atRevisit(ticket: Ticket): readonly TicketStep[] {
  switch (ticket.state.kind) {
    case 'revisiting':
      return ticket.state.tries > 0 ? ['revisit', 'close'] : ['revisit'];
    case 'revisited':
      return ['rate'];
    case 'rated':
      return needsRedo(ticket) ? ['redo'] : ['close'];
    default:
      return [];
  }
}

const urging = (ticket: Ticket): readonly TicketStep[] =>
  ticket.state.kind === 'accepted' || assignmentUnderWay(ticket) !== null ? ['urge'] : [];

const supervising = (ticket: Ticket): readonly TicketStep[] =>
  hasEnded(ticket) || ticket.supervised ? [] : ['supervise'];

function ofUnit({ state, extended }: Ticket, unit: string): readonly TicketStep[] {
  if (!('assignment' in state)) return [];
  const { main, joint } = state.assignment;
  if (main !== unit) {
    const isAsked = state.kind === 'handling' && joint.includes(unit);
    return isAsked && !state.opinions.some((one) => one.unit === unit) ? ['give-opinion'] : [];
  }
  switch (state.kind) {
    case 'dispatched':
      return ['sign', 'ask-return'];
    case 'signed':
      return ['start', 'ask-return', 'contact'];
    case 'handling':
      return extended ? ['answer', 'contact'] : ['answer', 'extend', 'contact'];
    case 'answered':
    case 'revisiting':
      // 回复: the citizen is told what became of it.
      return ['contact'];
    default:
      return [];
  }
}
