/** The tickets behind a figure: the same history, counted by the same rules, as the report that shows the figure. */
import type { Definitions } from '@hotline/domain/metrics';
import type { TicketListQuery } from '@hotline/domain/report-api';
import { err, ok, type Result } from '@hotline/domain/result';
import type { TicketRules } from '@hotline/domain/ticket';
import { countTicket } from '@hotline/domain/ticket-figures';
import {
  cohortScript,
  numberOfCallScript,
  recordsScript,
  ticketNosOfNumberScript,
  type CohortTicket,
  type SqlRunner,
  type TicketRecord,
} from '../store/index.ts';
import { breath, mainUnitOf } from './ticket-report.ts';
import { readRange, type RangeFault } from './read-range.ts';

export type TicketListOptions = {
  readonly reader: Pick<SqlRunner, 'read'>;
  readonly definitions: Definitions;
  readonly rules: () => TicketRules;
  /** Whether a place, by its code, is another one or lies within it. */
  readonly isWithin: (place: string, other: string) => boolean;
  readonly now: () => number;
};

export type TicketLists = {
  /** Oldest first; `next` begins the page behind. */
  read(
    query: TicketListQuery,
  ): Promise<
    Result<{ readonly tickets: readonly TicketRecord[]; readonly next: string | null }, RangeFault>
  >;
};

type Cursor = Parameters<typeof cohortScript>[1];
const PAGE = 200;

export function createTicketLists(options: TicketListOptions): TicketLists {
  const { reader, definitions, now } = options;

  async function counted(
    query: TicketListQuery,
    range: { readonly from: number; readonly to: number },
    start: Cursor,
  ): Promise<{ readonly ticketNos: readonly string[]; readonly next: Cursor }> {
    const rules = options.rules();
    const at = now();
    const found: CohortTicket[] = [];
    for (let after = start; ;) {
      const from: Cursor = after;
      // oxlint-disable-next-line no-await-in-loop -- a page begins where the one before ended
      const page = await reader.read(() => cohortScript(range, from, PAGE));
      for (const ticket of page) {
        if (!isOfGroup(ticket, query, options.isWithin)) continue;
        if (countTicket(ticket.history, ticket.matter, rules, at)[query.figure] === 0) continue;
        found.push(ticket);
        if (found.length > query.limit) {
          const last = found[query.limit - 1];
          return {
            ticketNos: found.slice(0, query.limit).map(({ ticketNo }) => ticketNo),
            next: last === undefined ? null : { at: last.filedAt, ticketNo: last.ticketNo },
          };
        }
      }
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      after = { at: last.filedAt, ticketNo: last.ticketNo };
      // oxlint-disable-next-line no-await-in-loop -- on purpose
      await breath();
    }
    return { ticketNos: found.map(({ ticketNo }) => ticketNo), next: null };
  }

  /** Those that were named, or those of a number: short lists, in one page. */
  async function named(
    query: TicketListQuery,
    range: { readonly from: number; readonly to: number },
  ): Promise<readonly string[] | null> {
    if (query.tickets !== undefined) return query.tickets;
    const { caller } = query;
    if (caller === undefined) return null;
    const number = await reader.read(() => numberOfCallScript(caller));
    return number === null
      ? []
      : reader.read(() => ticketNosOfNumberScript(number, range, query.limit));
  }

  return {
    async read(query) {
      const range = readRange(query, definitions);
      if (!range.ok) return range;
      const after = query.after === undefined ? null : cursorOf(query.after);
      if (query.after !== undefined && after === null) return err('malformed');
      const short = await named(query, range.value);
      const { ticketNos, next } =
        short === null
          ? await counted(query, range.value, after)
          : { ticketNos: short, next: null };
      const tickets = await reader.read(() => recordsScript(ticketNos));
      return ok({ tickets, next: next === null ? null : `${next.at}.${next.ticketNo}` });
    },
  };
}

function isOfGroup(
  ticket: CohortTicket,
  { unit, kind, category, seat, district, place }: TicketListQuery,
  isWithin: TicketListOptions['isWithin'],
): boolean {
  return (
    (kind === undefined || ticket.kind === kind) &&
    (seat === undefined || ticket.seatId === seat) &&
    (district === undefined || ticket.district === district) &&
    (place === undefined || isWithin(ticket.placeCode, place)) &&
    (unit === undefined || mainUnitOf(ticket.history) === unit) &&
    // '' is a group too: tickets without a category.
    (category === undefined ||
      (category === '' ? ticket.categoryCode === '' : ticket.categoryCode.startsWith(category)))
  );
}

function cursorOf(text: string): Cursor {
  const [, at, ticketNo] = /^(\d{1,15})\.(\d{8}-\d{6,12})$/.exec(text) ?? [];
  return at === undefined || ticketNo === undefined ? null : { at: Number(at), ticketNo };
}
