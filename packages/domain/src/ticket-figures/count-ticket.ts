/**
 * One ticket's share of the figures that a hotline's tickets are judged by (闽政办〔2021〕57号: 即时解答率、按时办结率、
 * 问题解决率、满意率、及时查阅率): counts only, so that groups add up. A ticket counts on the day of its 受理; what became of it
 * since counts there too, so that a past day's figures grow until its last ticket is closed.
 */
import {
  applyEntry,
  fold,
  handlingDue,
  hasEnded,
  isDissatisfied,
  type HistoryEntry,
  type Matter,
  type Ticket,
  type TicketRules,
} from '../ticket/index.ts';
import { dueAt } from '../calendar/index.ts';

export const ticketTallyKeys = [
  /** 受理, all that was filed. */
  'filed',
  /** 直接答复 on the spot. */
  'direct',
  /** 不受理, and 并入 another. */
  'refused',
  'merged',
  /** Given to a unit, at least once. */
  'dispatched',
  /** 签收: signed, and of those within the place's limit. Times that a unit was given it, where there is a limit. */
  'signDue',
  'signedInTime',
  /** 反馈: answers of units that had a limit, and of those in time. */
  'answerDue',
  'answeredInTime',
  /** Not ended; and of those past their limit now. */
  'open',
  'overdue',
  'ended',
  /** 回访: said whether it is solved, and that it is. The last revisit of a ticket counts. */
  'askedSolved',
  'solved',
  /** 办理 was scored, and by 基本满意 or better. The last score counts (茂名 2020). */
  'rated',
  'satisfied',
  /** 退单 upheld, 催办, 督办. */
  'returns',
  'urged',
  'supervised',
] as const;
type TicketTallyKey = (typeof ticketTallyKeys)[number];
export type TicketTally = Readonly<Record<TicketTallyKey, number>>;

export const emptyTicketTally: TicketTally = Object.freeze(
  Object.fromEntries(ticketTallyKeys.map((key) => [key, 0])) as Record<TicketTallyKey, number>,
);

/** `now` decides what is overdue. What runs into a year without a calendar has no limit here. */
export function countTicket(
  history: readonly HistoryEntry[],
  matter: Matter,
  rules: TicketRules,
  now: number,
): TicketTally {
  const tally: Record<TicketTallyKey, number> = { ...emptyTicketTally, filed: 1 };
  const [first, ...rest] = history;
  if (first === undefined) return emptyTicketTally;
  let ticket = fold([first]);
  for (const entry of rest) {
    countStep(tally, ticket, entry, matter, rules);
    ticket = applyEntry(ticket, entry);
  }
  const { state, ratings } = ticket;
  const score = ratings.findLast(({ handling }) => handling !== null)?.handling ?? null;
  const due = hasEnded(ticket) ? null : handlingDue(ticket, matter, rules);
  return {
    ...tally,
    direct: one(state.kind === 'closed' && state.how === 'direct'),
    refused: one(state.kind === 'refused'),
    merged: one(state.kind === 'merged'),
    open: one(!hasEnded(ticket)),
    overdue: one(due?.ok === true && due.value < now),
    ended: one(hasEnded(ticket)),
    rated: one(score !== null),
    satisfied: one(score !== null && !isDissatisfied(score)),
    returns: ticket.returns,
    urged: ticket.urged,
    supervised: one(ticket.supervised),
  };
}

const one = (holds: boolean): 0 | 1 => (holds ? 1 : 0);

/** What only the moment of a step knows: limits that ran then. `ticket`: before it. */
function countStep(
  tally: Record<TicketTallyKey, number>,
  ticket: Ticket,
  { event, at }: HistoryEntry,
  matter: Matter,
  rules: TicketRules,
): void {
  switch (event.kind) {
    case 'dispatch':
    case 'reassign':
      tally.dispatched = 1;
      return;
    case 'sign': {
      if (rules.sign === null) return;
      const due = dueAt(ticket.since, rules.sign, rules);
      if (!due.ok) return;
      tally.signDue += 1;
      tally.signedInTime += one(at <= due.value);
      return;
    }
    case 'answer': {
      const due = handlingDue(ticket, matter, rules);
      if (due?.ok !== true) return;
      tally.answerDue += 1;
      tally.answeredInTime += one(at <= due.value);
      return;
    }
    case 'revisit': {
      if (!event.revisit.reached) return;
      const { solved } = event.revisit;
      tally.askedSolved = one(solved !== null);
      tally.solved = one(solved === true);
      return;
    }
    default:
  }
}

export function addTicketTallies(first: TicketTally, other: TicketTally): TicketTally {
  const sum: Record<TicketTallyKey, number> = { ...first };
  for (const key of ticketTallyKeys) sum[key] += other[key];
  return sum;
}
