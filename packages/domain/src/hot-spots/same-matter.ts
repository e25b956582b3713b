/**
 * 一事多人: open tickets about one thing from many callers. Two belong together when they name the same place and are alike
 * by `likeness`, whose score adds the place, the words and the category; what belongs together with one of a group belongs
 * to the group.
 */
import { likenessOf, readMatter, type ReadMatter } from '../likeness/index.ts';

export type MatterTicket = {
  readonly ticketNo: string;
  readonly filedAt: number;
  readonly title: string;
  readonly text: string;
  readonly place: string;
  readonly categoryCode: string;
  /** In one spelling: of the ticket, and of whoever joined it (并入). '' where it is not known. */
  readonly numbers: readonly string[];
};

export type SameMatter = {
  /** Oldest first. */
  readonly tickets: readonly MatterTicket[];
  /** Different numbers; all that are not known count as one. */
  readonly callers: number;
  /** The least likeness that holds the group together, 0…100; 100 for one ticket that many joined. */
  readonly score: number;
};

export function sameMatters(
  tickets: readonly MatterTicket[],
  { callers: least, likeness: alike }: { readonly callers: number; readonly likeness: number },
): readonly SameMatter[] {
  const oldestFirst = tickets.toSorted(
    (a, b) => a.filedAt - b.filedAt || (a.ticketNo < b.ticketNo ? -1 : 1),
  );
  // Each text is taken apart once, not once for each it is compared with.
  const read = new Map(oldestFirst.map((ticket) => [ticket, readMatter(ticket)]));
  const best = (ticket: MatterTicket, group: readonly MatterTicket[]): number =>
    group.reduce((most, other) => Math.max(most, alikeness(read.get(ticket), read.get(other))), 0);
  const groups: { tickets: MatterTicket[]; score: number }[] = [];
  for (const ticket of oldestFirst) {
    let group: { tickets: MatterTicket[]; score: number } = { tickets: [], score: 100 };
    // A ticket may hold two groups together that were apart so far.
    const alikes = groups
      .map((other) => ({ other, score: best(ticket, other.tickets) }))
      .filter(({ score }) => score >= alike);
    for (const { other, score } of alikes) {
      group = {
        tickets: [...group.tickets, ...other.tickets],
        score: Math.min(group.score, other.score, score),
      };
      groups.splice(groups.indexOf(other), 1);
    }
    groups.push({ ...group, tickets: [...group.tickets, ticket] });
  }
  return groups
    .map(({ tickets: own, score }) => ({
      tickets: own.toSorted((a, b) => a.filedAt - b.filedAt),
      callers: new Set(own.flatMap(({ numbers }) => (numbers.length === 0 ? [''] : numbers))).size,
      score,
    }))
    .filter(({ callers }) => callers >= least)
    .toSorted((a, b) => b.callers - a.callers || b.tickets.length - a.tickets.length);
}

/** 0 when they are not at the same place. */
function alikeness(one: ReadMatter | undefined, other: ReadMatter | undefined): number {
  if (one === undefined || other === undefined) return 0;
  const found = likenessOf(one, other, false);
  return found?.reasons.includes('same-place') === true ? found.score : 0;
}
