/** One store of tickets for the bridge, on SQLite or PostgreSQL; the same tests run on both. */
import type { TicketDraft } from '@hotline/domain/draft';
import type { CallerView } from '@hotline/domain/protocol';
import type { Result } from '@hotline/domain/result';
import type { Actor, HistoryEntry, TicketRules } from '@hotline/domain/ticket';
import type { Matter } from '@hotline/domain/likeness';
import {
  addAttachmentScript,
  attachmentsOfDraftScript,
  attachmentsOfTicketScript,
  findAttachmentScript,
  forgottenAttachmentsScript,
  removeAttachmentScript,
  type Attachment,
} from './attachments.ts';
import { attemptedScript, dueScript, listDeadScript, retryScript } from './deliveries.ts';
import type { DeadDelivery, DueDelivery, Attempted } from './deliveries.ts';
import { fileScript, type FileOrder, type Filed } from './file-ticket.ts';
import {
  countScript,
  listScript,
  ofCallerScript,
  type TicketPage,
  type TicketQuery,
} from './list-tickets.ts';
import { pulledScript, pulledToScript } from './pulls.ts';
import type { SqlRunner } from './sql-script.ts';
import { stepScript, type NextOf, type StepFailure } from './step-ticket.ts';
import {
  joinedScript,
  joinScript,
  linkScript,
  type JoinedDraft,
  type JoinOrder,
  type LinkOrder,
  type NoteFailure,
} from './note-ticket.ts';
import { findBy, type TicketRecord } from './ticket-record.ts';
import { indexedByScript, noteIndexedScript, reindexScript } from './ticket-index.ts';
import { placeUnplacedScript, type PlaceOf } from './ticket-places.ts';
import { candidatesScript } from './ticket-terms.ts';
import { historyScript } from './write-entry.ts';
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
    into?: string | null,
  ): Promise<Result<TicketRecord, StepFailure<E>>>;
  list(query: TicketQuery): Promise<TicketPage>;
  /** Newest first; the number as the PBX gave it. */
  ofCaller(number: string, limit: number): Promise<CallerView['tickets']>;
  /** How many each list has, counted up to `most`. */
  count(queries: readonly TicketQuery[], most: number): Promise<readonly number[]>;
  /** 拉取: where the next page of a platform begins; '' before the first. */
  pulledTo(source: string): Promise<string>;
  pulled(source: string, cursor: string, now: number): Promise<void>;
  /** Open tickets that may be about the same; `numbers` as `numberKey` spells them. */
  candidates(matter: Matter, numbers: readonly string[]): Promise<readonly TicketRecord[]>;
  /** 关联, on both histories. */
  link(order: LinkOrder): Promise<Result<void, NoteFailure>>;
  /** 并入: a draft's words become an entry of a ticket. Once, however often it is asked. */
  join(order: JoinOrder): Promise<Result<TicketRecord, NoteFailure>>;
  joined(ticketNo: string): Promise<readonly JoinedDraft[]>;
  addAttachment(attachment: Attachment): Promise<void>;
  findAttachment(
    id: string,
  ): Promise<{ readonly attachment: Attachment; readonly ticketNo: string | null } | null>;
  attachmentsOfDraft(draftId: string, person: string): Promise<readonly Attachment[]>;
  attachmentsOfTicket(ticketNo: string): Promise<readonly Attachment[]>;
  /** Older than `before` (ms) and of drafts that went into no ticket. */
  forgottenAttachments(before: number): Promise<readonly Attachment[]>;
  /** @returns hash of the content that nothing refers to any more, else null. */
  removeAttachment(id: string): Promise<string | null>;
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
  /** Looks up where at most `limit` tickets are that nobody has looked up yet. @returns how many there were. */
  placeUnplaced(limit: number): Promise<number>;
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
  /** null: there is no list of places; tickets are placed when there is one. */
  readonly placeOf?: () => PlaceOf | null;
};

export function createTicketStore(
  { read, write, close }: SqlRunner,
  { timeZone, targets, rules, placeOf = () => null }: TicketStoreOptions,
): TicketStore {
  const calendar = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const dayOf = (at: number): string => calendar.format(at).replaceAll('-', '');
  return {
    file: (order) => write(() => fileScript(order, dayOf(order.now), targets, rules(), placeOf())),
    receive: (external, draft, by, now) =>
      write(() =>
        receiveScript({ external, draft, by, now }, dayOf(now), targets, rules(), placeOf()),
      ),
    find: (ticketNo) => read(() => findBy('ticket_no', ticketNo)),
    history: (ticketNo) => read(() => historyScript(ticketNo)),
    step: (ticketNo, expectedVersion, next, into = null) =>
      write(() => stepScript(ticketNo, expectedVersion, next, into, targets, rules())),
    list: (query) => read(() => listScript(query)),
    ofCaller: (number, limit) => read(() => ofCallerScript(number, limit)),
    count: (queries, most) => read(() => countScript(queries, most)),
    pulledTo: (source) => read(() => pulledToScript(source)),
    pulled: (source, cursor, now) => write(() => pulledScript(source, cursor, now)),
    candidates: (matter, numbers) => read(() => candidatesScript(matter, numbers)),
    link: (order) => write(() => linkScript(order, targets, rules())),
    join: (order) => write(() => joinScript(order, targets, rules())),
    joined: (ticketNo) => read(() => joinedScript(ticketNo)),
    addAttachment: (attachment) => write(() => addAttachmentScript(attachment)),
    findAttachment: (id) => read(() => findAttachmentScript(id)),
    attachmentsOfDraft: (draftId, person) => read(() => attachmentsOfDraftScript(draftId, person)),
    attachmentsOfTicket: (ticketNo) => read(() => attachmentsOfTicketScript(ticketNo)),
    forgottenAttachments: (before) => read(() => forgottenAttachmentsScript(before)),
    removeAttachment: (id) => write(() => removeAttachmentScript(id)),
    dueDeliveries: (now, limit) => read(() => dueScript(now, limit)),
    attempted: (delivery, how) => write(() => attemptedScript(delivery, how)),
    deadDeliveries: () => read(listDeadScript),
    retryDelivery: (delivery, now) => write(() => retryScript(delivery, now)),
    reindex: (after, limit) => write(() => reindexScript(after, limit, rules())),
    async placeUnplaced(limit) {
      const look = placeOf();
      return look === null ? 0 : write(() => placeUnplacedScript(limit, look));
    },
    indexedBy: () => read(indexedByScript),
    noteIndexed: (digest) => write(() => noteIndexedScript(digest)),
    close,
  };
}
