/**
 * What runs out now, for whom and when: worked out from a ticket's history and the place's limits each time it is asked,
 * so that nothing of it can be out of date.
 */
import { dueAt, type CalendarRefusal, type Limit } from '../calendar/index.ts';
import { ok, type Result } from '../result/index.ts';
import { limitOf, type Matter, type TicketRules } from './place.ts';
import type { Ticket } from './ticket.ts';

export type DueStep =
  | 'dispatch'
  | 'decide-return'
  | 'sign'
  | 'contact'
  | 'handle'
  | 'reply'
  | 'audit'
  | 'revisit';

export type Due = {
  readonly what: DueStep;
  /** ms since 1970 UTC, or the year that the calendar lacks. */
  readonly at: Result<number, CalendarRefusal>;
};

/** Everything that runs out now, the soonest first; what no calendar tells comes last. */
export function duesOf(ticket: Ticket, matter: Matter, rules: TicketRules): readonly Due[] {
  return running(ticket, matter, rules).toSorted((a, b) => timeOf(a) - timeOf(b));
}

const timeOf = ({ at }: Due): number => (at.ok ? at.value : Number.POSITIVE_INFINITY);

function running(ticket: Ticket, matter: Matter, rules: TicketRules): readonly Due[] {
  const { state, since, signedAt, answeredAt } = ticket;
  const due = (what: DueStep, from: number, limit: Limit | null): readonly Due[] =>
    limit === null ? [] : [{ what, at: timeIsUp(from, limit, rules) }];
  const contact =
    signedAt === null || ticket.contacted ? [] : due('contact', signedAt, rules.contact);
  const reply =
    answeredAt === null || ticket.replied || !matter.replyWanted
      ? []
      : due('reply', answeredAt, rules.reply);
  const end = handlingDue(ticket, matter, rules);
  const handle: readonly Due[] = end === null ? [] : [{ what: 'handle', at: end }];
  switch (state.kind) {
    case 'accepted':
      return due('dispatch', since, rules.dispatch);
    case 'dispatched':
      return [...due('sign', since, rules.sign), ...handle];
    case 'return-asked':
      return [...due('decide-return', since, rules.decideReturn), ...handle];
    case 'signed':
    case 'handling':
      return [...contact, ...handle];
    case 'answered':
      return [...due('audit', since, rules.audit), ...reply];
    case 'revisiting':
      return [...due('revisit', state.triedAt ?? since, rules.revisit), ...reply];
    default:
      return [];
  }
}

/**
 * 到期: when the unit's answer is due; null while it owes none. 延期 adds the same length once more (茂名 2020), or as
 * much of it as the place allows (山东 2020).
 */
export function handlingDue(
  ticket: Ticket,
  matter: Pick<Matter, 'urgency' | 'categoryCode' | 'tags'>,
  rules: TicketRules,
): Result<number, CalendarRefusal> | null {
  const { run, kind } = ticket;
  if (run === null) return null;
  const limit = run.limit ?? limitOf(kind, matter, rules);
  if (limit === null) return null;
  const end = timeIsUp(run.from, limit, rules);
  if (!end.ok || !run.extended) return end;
  const again = (length: Limit): Result<number, CalendarRefusal> =>
    // A limit of days ends at 24:00, which is the first moment of the next day: that day is not counted again.
    timeIsUp(isOfDays(length) ? end.value - 1 : end.value, length, rules);
  const same = again(limit);
  if (rules.longestExtension === null) return same;
  const longest = again(rules.longestExtension);
  // A length that runs into a year without data is the longer one.
  if (!same.ok) return longest;
  return longest.ok ? ok(Math.min(same.value, longest.value)) : same;
}

/** Until when the unit may ask for 退单; null: without limit, or no unit has the ticket. */
export function returnUntil(
  { assignedAt }: Ticket,
  rules: TicketRules,
): Result<number, CalendarRefusal> | null {
  if (assignedAt === null || rules.askReturn === null) return null;
  return timeIsUp(assignedAt, rules.askReturn, rules);
}

/** From when on somebody who was not reached is tried again; null: at once. */
export function tryAgainAt(
  { state }: Ticket,
  rules: TicketRules,
): Result<number, CalendarRefusal> | null {
  if (state.kind !== 'revisiting' || state.triedAt === null) return null;
  return timeIsUp(state.triedAt, rules.tries.again, rules);
}

const isOfDays = ({ unit }: Limit): boolean => unit === 'days' || unit === 'working-days';

const timeIsUp = (
  from: number,
  limit: Limit,
  { calendar, utcOffsetMinutes, lastDayOffMoves }: TicketRules,
): Result<number, CalendarRefusal> =>
  dueAt(from, limit, { calendar, utcOffsetMinutes, lastDayOffMoves });
