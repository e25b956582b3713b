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
import type {
  joinRequest,
  listQuery,
  Revealed,
  similarQuery,
  SimilarTickets,
  TicketCounts,
  TicketPage,
  WholeTicket,
} from '@hotline/domain/ticket-api';
import type { z } from 'zod';
import type {
  NoteFailure,
  TicketCursor,
  TicketRecord,
  TicketStore,
  TicketView,
} from '../store/index.ts';
import { similarTo } from './similar.ts';
import { asJoined, ticketView, wholeTicket, type Found, type ViewRules } from './ticket-view.ts';

export type TicketServiceOptions = {
  readonly store: TicketStore;
  readonly ledger: Pick<LedgerPort, 'append'>;
  readonly view: ViewRules;
  /** Of a call that this seat talked in, else null. */
  readonly numberOfCall: (callId: string, seatId: string) => string | null;
  readonly now: () => number;
};

type StepRefused =
  | TicketRefusal
  | { readonly code: 'no-ticket' }
  | { readonly code: 'no-such-unit' }
  | { readonly code: 'no-such-ticket' }
  | { readonly code: 'conflict'; readonly meant: Ticket | null; readonly current: TicketRecord };

export type TicketService = ReturnType<typeof createTicketService>;

const MOST_COUNTED = 1000;
const countedLists = [
  'mine',
  'to-dispatch',
  'due-soon',
  'overdue',
  'to-supervise',
  'supervised',
  'to-revisit',
] as const;
const anything = {
  state: null,
  matterKind: null,
  urgency: null,
  title: null,
  newestFirst: true,
  after: null,
  limit: MOST_COUNTED,
} as const;

/** A clerk sees their own unit's tickets alone. */
const unitOf = (by: Actor): string | null => (by.role === 'unit-clerk' ? by.unit : null);

/** Whoever asks, and where they sit. */
/** `seatId` null: somebody without a telephone. */
export type Seated = { readonly by: Actor; readonly seatId: string | null };

export function createTicketService(options: TicketServiceOptions) {
  const { store, ledger, view, numberOfCall, now } = options;
  const units = new Set(view.tickets.units.map(({ id }) => id));

  /** null: there is none, or a unit asks for one that it has nothing to do with; it is not told which. */
  async function open(ticketNo: string, by: Actor): Promise<Found | null> {
    const [record, history, joined, attachments] = await Promise.all([
      store.find(ticketNo),
      store.history(ticketNo),
      store.joined(ticketNo),
      store.attachmentsOfTicket(ticketNo),
    ]);
    if (record === null) return null;
    if (by.role === 'unit-clerk' && !unitsOf(history).includes(by.unit)) return null;
    return { record, history, joined, attachments };
  }

  const callNumber = (callId: string | null, seatId: string | null): string | null =>
    callId === null || seatId === null ? null : numberOfCall(callId, seatId);

  async function read(ticketNo: string, by: Actor): Promise<WholeTicket | null> {
    const found = await open(ticketNo, by);
    return found === null ? null : wholeTicket(found, by, view, now());
  }

  async function reread(ticketNo: string, by: Actor): Promise<Result<WholeTicket, NoteFailure>> {
    const whole = await read(ticketNo, by);
    return whole === null ? err({ code: 'no-ticket' }) : ok(whole);
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
        unit: unitOf(by) ?? query.unit ?? null,
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

    async counts(by: Actor): Promise<TicketCounts> {
      const at = now();
      const soonMs = view.tickets.soonDueHours * 3_600_000;
      const numbers = await store.count(
        countedLists.map((list) => ({
          ...anything,
          unit: unitOf(by),
          view: viewOf(list, by, at, soonMs),
        })),
        MOST_COUNTED,
      );
      const of = (list: (typeof countedLists)[number]) => numbers[countedLists.indexOf(list)] ?? 0;
      return {
        mine: of('mine'),
        'to-dispatch': of('to-dispatch'),
        'due-soon': of('due-soon'),
        overdue: of('overdue'),
        'to-supervise': of('to-supervise'),
        supervised: of('supervised'),
        'to-revisit': of('to-revisit'),
      };
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
        event.kind === 'merge' && event.into !== ticketNo ? event.into : null,
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
      const { record, joined } = found;
      if (!mayReveal(record.draft, by, view.secrecy)) return err({ code: 'not-allowed' });
      await ledger.append(now(), {
        kind: 'complainant-revealed',
        ticketNo,
        person: by.person,
        reason,
      });
      return ok({
        ...personOf(record),
        joined: joined.flatMap((one) => {
          const other = asJoined(record, one);
          return mayReveal(other.draft, by, view.secrecy)
            ? [{ no: one.no, ...personOf(other) }]
            : [];
        }),
      });
    },

    /** For those who write drafts; a unit sees its own tickets alone. Null: not for this person. */
    async similar(
      query: z.output<typeof similarQuery>,
      { by, seatId }: Seated,
    ): Promise<SimilarTickets | null> {
      if (by.role === 'unit-clerk') return null;
      return similarTo(query, callNumber(query.callId, seatId), by, store, view, now());
    },

    async join(
      ticketNo: string,
      { draft, urge }: z.output<typeof joinRequest>,
      { by, seatId }: Seated,
    ): Promise<Result<WholeTicket, NoteFailure>> {
      const joined = await store.join({
        ticketNo,
        draft,
        by,
        callerNumber: callNumber(draft.callId, seatId),
        urges: urge,
        now: now(),
      });
      return joined.ok ? reread(ticketNo, by) : joined;
    },

    async link(
      kind: 'link' | 'unlink',
      between: readonly [string, string],
      by: Actor,
    ): Promise<Result<WholeTicket, NoteFailure>> {
      const linked = await store.link({ kind, between, by, now: now() });
      return linked.ok ? reread(between[0], by) : linked;
    },

    view: (record: TicketRecord, by: Actor) => ticketView(record, by, view, now()),
  };
}

const personOf = ({ draft, callerNumber }: TicketRecord) => ({
  name: draft.callerName,
  callerNumber,
  contactNumber: draft.contactNumber,
  enterprise: draft.enterprise,
  address: draft.callerAddress,
  idNumber: draft.idNumber,
});

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
