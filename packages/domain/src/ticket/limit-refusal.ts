/** What a step's time says against it: the person may take it, but not now. Screens show it beside the step. */
import type { LimitRefusal, TicketEvent, TicketStep } from './event.ts';
import { handlingDue, returnUntil, tryAgainAt } from './due.ts';
import type { Matter, TicketRules } from './place.ts';
import type { Ticket } from './ticket.ts';

/** `now` in ms since 1970 UTC. */
export type Circumstances = {
  readonly now: number;
  readonly matter: Matter;
  readonly rules: TicketRules;
};

/** Of a step, whatever it says. */
export function limitRefusalOf(
  ticket: Ticket,
  step: TicketStep,
  { now, matter, rules }: Circumstances,
): LimitRefusal | null {
  const { state } = ticket;
  switch (step) {
    case 'ask-return': {
      if (ticket.returnsRejected > rules.returnReviews) return { code: 'return-final' };
      const until = returnUntil(ticket, rules);
      if (until === null) return null;
      // Without the year's calendar nobody can say that it is too late.
      return until.ok && now > until.value ? { code: 'return-late', at: until.value } : null;
    }
    case 'extend': {
      const due = handlingDue(ticket, matter, rules);
      if (due === null) return null;
      if (!due.ok) return due.error;
      return now > due.value ? { code: 'extension-late', at: due.value } : null;
    }
    case 'close': {
      if (state.kind !== 'revisiting') return null;
      const left = rules.tries.most - state.tries;
      return left > 0 ? { code: 'revisit-tries-left', left } : null;
    }
    default:
      return null;
  }
}

/** Of what a step says: a try that reached nobody counts only when it was time to try again. */
export function tooEarlyToTry(
  ticket: Ticket,
  event: TicketEvent,
  { now, rules }: Circumstances,
): LimitRefusal | null {
  if (event.kind !== 'revisit' || event.revisit.reached) return null;
  const again = tryAgainAt(ticket, rules);
  return again?.ok === true && now < again.value
    ? { code: 'revisit-too-early', at: again.value }
    : null;
}
