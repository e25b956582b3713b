/** 工单 figures of a range: every ticket that was taken up in it, counted from its history by the place's limits. */
import { dayStart, definitionAt, type Definitions } from '@hotline/domain/metrics';
import type {
  TicketFiguresQuery,
  TicketFiguresReport,
  TicketReportBy,
} from '@hotline/domain/report-api';
import { assertNever, ok, type Result } from '@hotline/domain/result';
import type { HistoryEntry, TicketRules } from '@hotline/domain/ticket';
import {
  addTicketTallies,
  countTicket,
  emptyTicketTally,
  type TicketTally,
} from '@hotline/domain/ticket-figures';
import { cohortScript, type CohortTicket, type SqlRunner } from '../store/index.ts';
import { daysOf, readRange, type RangeFault } from './read-range.ts';

type Names = ReadonlyMap<string, { readonly zh: string; readonly en: string }>;

export type TicketReportOptions = {
  readonly reader: Pick<SqlRunner, 'read'>;
  /** Where the hotline's day begins. */
  readonly definitions: Definitions;
  readonly rules: () => TicketRules;
  readonly place: string;
  readonly kinds: Names;
  readonly units: Names;
  readonly categories: Names;
  readonly seats: Names;
  readonly districts: Names;
  readonly now: () => number;
};

export type TicketReport = {
  figures(query: TicketFiguresQuery): Promise<Result<TicketFiguresReport, RangeFault>>;
};

type Cursor = Parameters<typeof cohortScript>[1];

/** Some 20 ms of a processor; other work comes between two pages. */
const PAGE = 200;

export function createTicketReport(options: TicketReportOptions): TicketReport {
  const { reader, definitions, now } = options;
  return {
    async figures(query) {
      const range = readRange(query, definitions);
      if (!range.ok) return range;
      const { by, under = '' } = query;
      const rules = options.rules();
      const at = now();
      const tallies = new Map<string, TicketTally>(
        by === 'day' ? daysOf(range.value, definitions).map((day) => [day, emptyTicketTally]) : [],
      );
      for (let after: Cursor = null; ;) {
        const from: Cursor = after;
        // oxlint-disable-next-line no-await-in-loop -- a page begins where the one before ended
        const page: readonly CohortTicket[] = await reader.read(() =>
          cohortScript(range.value, from, PAGE),
        );
        for (const ticket of page) {
          const key = keyOf(ticket, by, under, definitions);
          if (key === null) continue;
          const share = countTicket(ticket.history, ticket.matter, rules, at);
          tallies.set(key, addTicketTallies(tallies.get(key) ?? emptyTicketTally, share));
        }
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) break;
        after = { at: last.filedAt, ticketNo: last.ticketNo };
        // oxlint-disable-next-line no-await-in-loop -- on purpose
        await breath();
      }
      if (by === 'total' && tallies.size === 0) tallies.set('total', emptyTicketTally);
      return ok({
        ...range.value,
        by,
        place: options.place,
        rows: [...tallies].map(([key, tally]) => ({ key, ...nameOf(by, key, options), tally })),
      });
    },
  };
}

export const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** null: not under the category that was asked for. */
function keyOf(
  ticket: CohortTicket,
  by: TicketReportBy,
  under: string,
  definitions: Definitions,
): string | null {
  switch (by) {
    case 'total':
      return 'total';
    case 'kind':
      return ticket.kind;
    case 'seat':
      return ticket.seatId;
    case 'unit':
      return mainUnitOf(ticket.history);
    case 'district':
      return ticket.district;
    case 'category': {
      const { categoryCode } = ticket;
      if (!categoryCode.startsWith(under)) return null;
      return categoryCode.slice(0, under.length + 2);
    }
    case 'day': {
      const { day } = definitionAt(definitions, ticket.filedAt);
      const start = dayStart(ticket.filedAt, day);
      const shift = (day.utcOffsetMinutes - day.startsAtMinute) * 60_000;
      return new Date(start + shift).toISOString().slice(0, 10);
    }
    default:
      return assertNever(by);
  }
}

/** 主办单位 that had it last; '' when none ever had. */
export function mainUnitOf(history: readonly HistoryEntry[]): string {
  for (const { event } of history.toReversed())
    if (event.kind === 'dispatch' || event.kind === 'reassign') return event.assignment.main;
  return '';
}

function nameOf(
  by: TicketReportBy,
  key: string,
  { kinds, units, categories, seats, districts }: TicketReportOptions,
): { readonly zh: string; readonly en: string } {
  const names: Partial<Record<TicketReportBy, Names>> = {
    kind: kinds,
    unit: units,
    category: categories,
    seat: seats,
    district: districts,
  };
  return names[by]?.get(key) ?? { zh: key, en: key };
}
