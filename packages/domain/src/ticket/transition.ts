import type { Result } from '../result/index.ts';
import { err, ok } from '../result/index.ts';
import { handlingDue } from './due.ts';
import type { Actor, ContentRefusal, HistoryEntry, TicketEvent, TicketRefusal } from './event.ts';
import { applyEntry, fold } from './history.ts';
import { limitRefusalOf, tooEarlyToTry, type Circumstances } from './limit-refusal.ts';
import { limitOf } from './place.ts';
import { mayAccept, stepsOf } from './rights.ts';
import type { Assignment, Ticket, TicketKind } from './ticket.ts';

export type TicketStepTaken = { readonly ticket: Ticket; readonly entry: HistoryEntry };

/** 受理: the ticket's first entry. `now` in ms since 1970 UTC. */
export function accept(
  filed: { readonly ticketId: string; readonly kind: TicketKind },
  by: Actor,
  now: number,
): Result<TicketStepTaken, { readonly code: 'not-allowed' }> {
  if (!mayAccept(by)) return err({ code: 'not-allowed' });
  const { ticketId, kind } = filed;
  const event = { kind: 'accept' as const, ticketId, ticketKind: kind };
  const entry: HistoryEntry = { no: 1, at: now, clock: null, by, event };
  return ok({ ticket: fold([entry]), entry });
}

/**
 * What becomes of a ticket by one step, and the entry to append to its history. Never throws. A clock that stands behind
 * the last step does not stop the work: the entry takes the last step's time, so that the history stays in order, and
 * keeps what the clock said.
 */
export function transition(
  ticket: Ticket,
  event: TicketEvent,
  by: Actor,
  circumstances: Circumstances,
): Result<TicketStepTaken, TicketRefusal> {
  const code = refusalOf(ticket, event, by);
  if (code !== null) return err({ code });
  const now = Math.max(circumstances.now, ticket.lastStep.at);
  const then = { ...circumstances, now };
  const untimely = limitRefusalOf(ticket, event.kind, then) ?? tooEarlyToTry(ticket, event, then);
  if (untimely !== null) return err(untimely);
  const given = givenBy(ticket, event, circumstances);
  const entry: HistoryEntry = {
    no: ticket.lastStep.no + 1,
    at: now,
    clock: circumstances.now < now ? circumstances.now : null,
    by,
    ...(given === null ? {} : { given }),
    event,
  };
  const next = applyEntry(ticket, entry);
  // A unit is not given a ticket whose due time nobody can tell.
  if (next.run !== ticket.run) {
    const due = handlingDue(next, circumstances.matter, circumstances.rules);
    if (due?.ok === false) return due;
  }
  return ok({ ticket: next, entry });
}

function givenBy({ kind }: Ticket, event: TicketEvent, { matter, rules }: Circumstances) {
  const begins =
    event.kind === 'dispatch' ||
    event.kind === 'reassign' ||
    event.kind === 'redo' ||
    (event.kind === 'audit' && !event.passed);
  return begins ? limitOf(kind, matter, rules) : null;
}

/** What is refused whatever the time. */
function refusalOf(ticket: Ticket, event: TicketEvent, by: Actor): ContentRefusal['code'] | null {
  if (!stepsOf(ticket, by).includes(event.kind)) return 'not-allowed';
  if (textsOf(event).some((text) => text.trim() === '')) return 'empty-text';
  if (event.kind === 'dispatch' || event.kind === 'reassign')
    return assignmentProblem(event.assignment);
  if (event.kind === 'merge' && event.into === ticket.ticketId) return 'into-itself';
  if (event.kind === 'answer' && isOpinionMissing(ticket)) return 'opinion-missing';
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

function assignmentProblem({
  main,
  joint,
}: Assignment): 'main-unit-is-joint' | 'unit-twice' | null {
  if (joint.includes(main)) return 'main-unit-is-joint';
  return new Set(joint).size === joint.length ? null : 'unit-twice';
}

function isOpinionMissing({ state }: Ticket): boolean {
  if (state.kind !== 'handling') return false;
  return state.assignment.joint.some(
    (unit) => !state.opinions.some((opinion) => opinion.unit === unit),
  );
}
