/** What people may do with tickets: the domain's machine between the store and whoever asks. */
import type { LedgerPort } from '../ports.ts';
import { err, ok, type Result } from '@hotline/domain/result';
import {
  mayReveal,
  transition,
  type Actor,
  type HistoryEntry,
  type Ticket,
  type TicketEvent,
  type TicketRefusal,
} from '@hotline/domain/ticket';
import type { listQuery, Revealed, TicketPage, WholeTicket } from '@hotline/domain/ticket-api';
import type { z } from 'zod';
import type { TicketCursor, TicketRecord, TicketStore, TicketView } from '../store/index.ts';
import { ticketView, wholeTicket, type ViewRules } from './ticket-view.ts';

export type TicketServiceOptions = {
  readonly store: TicketStore;
  readonly ledger: Pick<LedgerPort, 'append'>;
  readonly view: ViewRules;
  readonly now: () => number;
};

type StepRefused =
  | TicketRefusal
  | { readonly code: 'no-ticket' }
  | { readonly code: 'no-such-unit' }
  | { readonly code: 'conflict'; readonly meant: Ticket | null; readonly current: TicketRecord };

export type TicketService = ReturnType<typeof createTicketService>;

export function createTicketService({ store, ledger, view, now }: TicketServiceOptions) {
  const units = new Set(view.tickets.units.map(({ id }) => id));

  /** null: there is none, or a unit asks for one that it has nothing to do with; it is not told which. */
  async function open(ticketNo: string, by: Actor) {
    const [record, history] = await Promise.all([store.find(ticketNo), store.history(ticketNo)]);
    if (record === null) return null;
    if (by.role === 'unit-clerk' && !unitsOf(history).includes(by.unit)) return null;
    return { record, history };
  }

  async function read(ticketNo: string, by: Actor): Promise<WholeTicket | null> {
    const found = await open(ticketNo, by);
    return found === null ? null : wholeTicket(found.record, found.history, by, view, now());
  }

  return {
    read,

    async list(
      query: z.output<typeof listQuery>,
      by: Actor,
    ): Promise<Result<TicketPage, 'cursor'>> {
      const after = query.after === undefined ? null : readCursor(query.after);
      if (query.after !== undefined && after === null) return err('cursor');
      const at = now();
      const page = await store.list({
        view: viewOf(query.list, by, at, view.tickets.soonDueHours * 3_600_000),
        unit: by.role === 'unit-clerk' ? by.unit : (query.unit ?? null),
        state: query.state ?? null,
        matterKind: query.kind ?? null,
        urgency: query.urgency ?? null,
        title: query.title ?? null,
        newestFirst: query.order === 'newest',
        after,
        limit: query.limit,
      });
      return ok({
        tickets: page.tickets.map((record) => ticketView(record, by, view, at)),
        next: page.next === null ? null : `${page.next.at}.${page.next.ticketNo}`,
      });
    },

    async step(
      ticketNo: string,
      expectedVersion: number,
      event: TicketEvent,
      by: Actor,
    ): Promise<Result<WholeTicket, StepRefused>> {
      if ((await open(ticketNo, by)) === null) return err({ code: 'no-ticket' });
      if ('assignment' in event) {
        const { main, joint } = event.assignment;
        if (![main, ...joint].every((unit) => units.has(unit)))
          return err({ code: 'no-such-unit' });
      }
      const at = now();
      const rules = view.rules();
      const taken = await store.step<TicketRefusal>(
        ticketNo,
        expectedVersion,
        ({ ticket, draft }) => transition(ticket, event, by, { now: at, matter: draft, rules }),
      );
      if (!taken.ok) return err(taken.error.code === 'refused' ? taken.error.why : taken.error);
      const whole = await read(ticketNo, by);
      return whole === null ? err({ code: 'no-ticket' }) : ok(whole);
    },

    /** On the ledger before it is answered: what cannot be noted is not shown. */
    async reveal(
      ticketNo: string,
      reason: string,
      by: Actor,
    ): Promise<Result<Revealed, { readonly code: 'no-ticket' | 'not-allowed' }>> {
      const found = await open(ticketNo, by);
      if (found === null) return err({ code: 'no-ticket' });
      const { record } = found;
      if (!mayReveal(record.draft, by, view.secrecy)) return err({ code: 'not-allowed' });
      await ledger.append(now(), {
        kind: 'complainant-revealed',
        ticketNo,
        person: by.person,
        reason,
      });
      return ok({
        name: record.draft.callerName,
        callerNumber: record.callerNumber,
        contactNumber: record.draft.contactNumber,
        enterprise: record.draft.enterprise,
        address: record.draft.callerAddress,
        idNumber: record.draft.idNumber,
      });
    },

    view: (record: TicketRecord, by: Actor) => ticketView(record, by, view, now()),
  };
}

/** The units that the ticket went to last. */
function unitsOf(history: readonly HistoryEntry[]): readonly string[] {
  const last = history.findLast(
    ({ event }) => event.kind === 'dispatch' || event.kind === 'reassign',
  );
  if (last === undefined || !('assignment' in last.event)) return [];
  return [last.event.assignment.main, ...last.event.assignment.joint];
}

function viewOf(
  list: z.output<typeof listQuery>['list'],
  by: Actor,
  now: number,
  soonMs: number,
): TicketView {
  switch (list) {
    case 'mine':
      return { kind: 'mine', person: by.person };
    case 'due-soon':
      return { kind: 'due-soon', now, before: now + soonMs + 1 };
    case 'overdue':
    case 'to-supervise':
      return { kind: list, now };
    default:
      return { kind: list };
  }
}

function readCursor(text: string): TicketCursor | null {
  const [, at, ticketNo] = /^(\d{1,15})\.(\d{8}-\d{6,12})$/.exec(text) ?? [];
  return at === undefined || ticketNo === undefined ? null : { at: Number(at), ticketNo };
}
