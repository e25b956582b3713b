/** 督办: why a leader has to step in, by the place's rules. Computed, never stored: it holds as long as its cause does. */
import { duesOf, type DueStep } from './due.ts';
import type { Matter, TicketRules } from './place.ts';
import { hasEnded, isDissatisfied, type Ticket } from './ticket.ts';

export type SupervisionReason =
  | { readonly code: 'overdue'; readonly what: DueStep; readonly at: number }
  | { readonly code: 'urged' | 'returns' | 'dissatisfied'; readonly times: number }
  | { readonly code: 'unrest' };

/** Why it should be supervised at `now` (ms); empty when it need not, is already, or has ended. */
export function reasonsToSupervise(
  ticket: Ticket,
  matter: Matter,
  rules: TicketRules,
  now: number,
): readonly SupervisionReason[] {
  if (ticket.supervised || hasEnded(ticket)) return [];
  const overdue = rules.supervise.overdue
    ? duesOf(ticket, matter, rules).flatMap(({ what, at }): SupervisionReason[] =>
        at.ok && at.value < now ? [{ code: 'overdue', what, at: at.value }] : [],
      )
    : [];
  return [...overdue, ...standingReasons(ticket, matter, rules)];
}

/**
 * From when on it should be supervised, if nothing happens before: what a list is sorted and searched by. null: never.
 * A reason that stands already holds from the last step on.
 */
export function superviseFrom(ticket: Ticket, matter: Matter, rules: TicketRules): number | null {
  if (ticket.supervised || hasEnded(ticket)) return null;
  if (standingReasons(ticket, matter, rules).length > 0) return ticket.lastStep.at;
  if (!rules.supervise.overdue) return null;
  const [first] = duesOf(ticket, matter, rules);
  return first?.at.ok === true ? first.at.value + 1 : null;
}

function standingReasons(
  { urged, returnsAsked, ratings }: Ticket,
  { unrest }: Matter,
  { supervise }: TicketRules,
): readonly SupervisionReason[] {
  const bad = ratings.filter(({ handling }) => handling !== null && isDissatisfied(handling));
  const counted = [
    ['urged', urged],
    ['returns', returnsAsked],
    ['dissatisfied', bad.length],
  ] as const;
  return [
    ...counted.flatMap(([code, times]): SupervisionReason[] => {
      const from = supervise[code];
      return from !== null && times >= from ? [{ code, times }] : [];
    }),
    ...(supervise.unrest && unrest ? [{ code: 'unrest' } as const] : []),
  ];
}
