/**
 * Which steps of a ticket a person may take now: screens enable exactly these, and the transition refuses the rest.
 * A step listed here can still be refused for what it says (an empty text, a unit named twice).
 */
import { assertNever } from '../result/index.ts';
import type { Actor, TicketStep } from './event.ts';
import type { Assignment, Ticket } from './ticket.ts';
import { isDissatisfied } from './ticket.ts';

export function stepsOf(ticket: Ticket, actor: Actor): readonly TicketStep[] {
  switch (actor.role) {
    case 'agent':
      return [...atIntake(ticket), ...atRevisit(ticket), ...urging(ticket)];
    case 'leader':
      return [
        ...atIntake(ticket),
        ...dispatching(ticket),
        ...atRevisit(ticket),
        ...urging(ticket),
        ...supervising(ticket),
      ];
    case 'dispatcher':
      return [...dispatching(ticket), ...urging(ticket), ...supervising(ticket)];
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
    case 'return-asked':
      return ['decide-return'];
    case 'answered':
      return ['audit'];
    default:
      return [];
  }
}

function atRevisit(ticket: Ticket): readonly TicketStep[] {
  switch (ticket.state.kind) {
    case 'revisiting':
      return ['revisit'];
    case 'revisited':
      return ['rate'];
    case 'rated':
      return needsRedo(ticket) ? ['redo'] : ['close'];
    default:
      return [];
  }
}

const urging = (ticket: Ticket): readonly TicketStep[] =>
  assignmentUnderWay(ticket) === null ? [] : ['urge'];

const supervising = (ticket: Ticket): readonly TicketStep[] =>
  assignmentUnderWay(ticket) === null || ticket.supervised ? [] : ['supervise'];

function ofUnit(ticket: Ticket, unit: string): readonly TicketStep[] {
  const { state } = ticket;
  const assignment = assignmentUnderWay(ticket);
  if (assignment === null) return [];
  if (assignment.main !== unit) {
    const isAsked = state.kind === 'handling' && assignment.joint.includes(unit);
    return isAsked && !state.opinions.some((one) => one.unit === unit) ? ['give-opinion'] : [];
  }
  switch (state.kind) {
    case 'dispatched':
      return ['sign', 'ask-return'];
    case 'signed':
      return ['start', 'ask-return'];
    case 'handling':
      return ticket.extended ? ['answer'] : ['answer', 'extend'];
    default:
      return [];
  }
}
