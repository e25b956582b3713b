import type { Result } from '../result/index.ts';
import { err, ok } from '../result/index.ts';
import type { Actor, HistoryEntry, TicketEvent, TicketRefusal } from './event.ts';
import { applyEntry, fold } from './history.ts';
import { stepsOf } from './rights.ts';
import type { Assignment, Ticket, TicketKind } from './ticket.ts';

export type TicketStepTaken = { readonly ticket: Ticket; readonly entry: HistoryEntry };

/** 受理: the ticket's first entry. `now` in ms since 1970 UTC. */
export function accept(
  filed: { readonly ticketId: string; readonly kind: TicketKind },
  by: Actor,
  now: number,
): TicketStepTaken {
  const { ticketId, kind } = filed;
  const event = { kind: 'accept' as const, ticketId, ticketKind: kind };
  const entry: HistoryEntry = { no: 1, at: now, clock: null, by, event };
  return { ticket: fold([entry]), entry };
}

/**
 * What becomes of a ticket by one step at `now` (ms since 1970 UTC), and the entry to append to its history. Never
 * throws. A clock that stands behind the last step does not stop the work: the entry takes the last step's time, so
 * that the history stays in order, and keeps what the clock said.
 */
export function transition(
  ticket: Ticket,
  event: TicketEvent,
  by: Actor,
  now: number,
): Result<TicketStepTaken, TicketRefusal> {
  const refusal = refusalOf(ticket, event, by);
  if (refusal !== null) return err({ code: refusal });
  const { no, at } = ticket.lastStep;
  const clock = now < at ? now : null;
  const entry: HistoryEntry = { no: no + 1, at: Math.max(now, at), clock, by, event };
  return ok({ ticket: applyEntry(ticket, entry), entry });
}

function refusalOf(ticket: Ticket, event: TicketEvent, by: Actor): TicketRefusal['code'] | null {
  if (!stepsOf(ticket, by).includes(event.kind)) return 'not-allowed';
  if (textsOf(event).some((text) => text.trim() === '')) return 'empty-text';
  if (event.kind === 'dispatch' || event.kind === 'reassign')
    return assignmentProblem(event.assignment);
  if (event.kind === 'merge' && event.into === ticket.ticketId) return 'into-itself';
  if (event.kind === 'answer' && isOpinionMissing(ticket)) return 'opinion-missing';
  if (event.kind === 'rate' && isUnheard(ticket, event)) return 'not-reached';
  return null;
}

/** What a person has to write: a refusal without its explanation, or a return without its reason, is none. */
function textsOf(event: TicketEvent): readonly string[] {
  if (event.kind === 'answer' || event.kind === 'answer-directly') return [event.answer];
  if (event.kind === 'refuse') return [event.explanation];
  if (event.kind === 'ask-return') return [event.reason];
  if (event.kind === 'merge') return [event.into];
  if (event.kind === 'dispatch') return unitsOf(event.assignment);
  if (event.kind === 'reassign') return [...unitsOf(event.assignment), event.why];
  if (event.kind === 'audit') return event.passed ? [] : [event.why];
  if ('why' in event) return [event.why];
  return 'text' in event ? [event.text] : [];
}

const unitsOf = ({ main, joint }: Assignment): readonly string[] => [main, ...joint];

function assignmentProblem({ main, joint }: Assignment): TicketRefusal['code'] | null {
  if (joint.includes(main)) return 'main-unit-is-joint';
  return new Set(joint).size === joint.length ? null : 'unit-twice';
}

function isOpinionMissing({ state }: Ticket): boolean {
  if (state.kind !== 'handling') return false;
  return state.assignment.joint.some(
    (unit) => !state.opinions.some((opinion) => opinion.unit === unit),
  );
}

/** Nobody gave the score of a citizen who was not reached. */
function isUnheard({ state }: Ticket, { rating }: Extract<TicketEvent, { kind: 'rate' }>): boolean {
  const isReached = state.kind === 'revisited' && state.revisit.reached;
  return !isReached && (rating.acceptance !== null || rating.handling !== null);
}
