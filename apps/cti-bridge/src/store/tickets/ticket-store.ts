/** One store of tickets for the bridge, on SQLite or PostgreSQL; the same tests run on both. */
import type { TicketDraft } from '@hotline/domain/draft';
import type { Result } from '@hotline/domain/result';
import type { Actor, HistoryEntry, TicketRules } from '@hotline/domain/ticket';
import { attemptedScript, dueScript, listDeadScript, retryScript } from './deliveries.ts';
import type { DeadDelivery, DueDelivery, Attempted } from './deliveries.ts';
import { fileScript, type FileOrder, type Filed } from './file-ticket.ts';
import { listScript, type TicketPage, type TicketQuery } from './list-tickets.ts';
import type { SqlRunner } from './sql-script.ts';
import { historyScript, stepScript, type NextOf, type StepFailure } from './step-ticket.ts';
import { findBy, type TicketRecord } from './ticket-record.ts';
import { indexedByScript, noteIndexedScript, reindexScript } from './ticket-index.ts';
import { receiveScript, type Received } from './receive-ticket.ts';

export type TicketStore = {
  /** Same key, same ticket. */
  file(order: FileOrder): Promise<Filed>;
  /** From another platform: the newest version wins, whatever order they come in. */
  receive(
    external: { readonly id: string; readonly version: number },
    draft: TicketDraft,
    by: Actor,
    now: number,
  ): Promise<Received>;
  find(ticketNo: string): Promise<TicketRecord | null>;
  history(ticketNo: string): Promise<readonly HistoryEntry[]>;
  /** `next` decides from the ticket as it is; it is pure, since a database may ask it again. */
  step<E>(
    ticketNo: string,
    expectedVersion: number,
    next: NextOf<E>,
  ): Promise<Result<TicketRecord, StepFailure<E>>>;
  list(query: TicketQuery): Promise<TicketPage>;
  /** At most one of each ticket and target, the oldest: what follows waits for it. */
  dueDeliveries(now: number, limit: number): Promise<readonly DueDelivery[]>;
  attempted(
    delivery: Pick<DueDelivery, 'target' | 'ticketNo' | 'no'>,
    how: Attempted,
  ): Promise<void>;
  deadDeliveries(): Promise<readonly DeadDelivery[]>;
  /** @returns whether it was dead. */
  retryDelivery(
    delivery: Pick<DueDelivery, 'target' | 'ticketNo' | 'no'>,
    now: number,
  ): Promise<boolean>;
  /** Of the open tickets behind `after`, at most `limit`: when they are due, by today's rules. @returns the last; null: no more. */
  reindex(after: string, limit: number): Promise<string | null>;
  /** A digest of the rules that `reindex` last went through with; null: never. */
  indexedBy(): Promise<string | null>;
  noteIndexed(rules: string): Promise<void>;
  close(): Promise<void>;
};

export type TicketStoreOptions = {
  /** Days of ticket numbers. */
  readonly timeZone: string;
  /** Ids of those who are told of every entry. */
  readonly targets: readonly string[];
  /** By which lists know what is due. */
  readonly rules: () => TicketRules;
};

export function createTicketStore(
  { read, write, close }: SqlRunner,
  { timeZone, targets, rules }: TicketStoreOptions,
): TicketStore {
  const calendar = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const dayOf = (at: number): string => calendar.format(at).replaceAll('-', '');
  return {
    file: (order) => write(() => fileScript(order, dayOf(order.now), targets, rules())),
    receive: (external, draft, by, now) =>
      write(() => receiveScript({ external, draft, by, now }, dayOf(now), targets, rules())),
    find: (ticketNo) => read(() => findBy('ticket_no', ticketNo)),
    history: (ticketNo) => read(() => historyScript(ticketNo)),
    step: (ticketNo, expectedVersion, next) =>
      write(() => stepScript(ticketNo, expectedVersion, next, targets, rules())),
    list: (query) => read(() => listScript(query)),
    dueDeliveries: (now, limit) => read(() => dueScript(now, limit)),
    attempted: (delivery, how) => write(() => attemptedScript(delivery, how)),
    deadDeliveries: () => read(listDeadScript),
    retryDelivery: (delivery, now) => write(() => retryScript(delivery, now)),
    reindex: (after, limit) => write(() => reindexScript(after, limit, rules())),
    indexedBy: () => read(indexedByScript),
    noteIndexed: (digest) => write(() => noteIndexedScript(digest)),
    close,
  };
}
