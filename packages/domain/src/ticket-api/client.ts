import { err, ok, type Result } from '../result/index.ts';
import {
  attachmentList,
  conflict,
  deadDeliveries,
  joinRefused,
  revealed,
  similarTickets,
  ticketCounts,
  ticketPage,
  ticketRefused,
  wholeTicket,
  type AttachmentView,
  type DeadDelivery,
  type DeliveryKey,
  type JoinRequest,
  type ListQuery,
  type Revealed,
  type SimilarQuery,
  type SimilarTickets,
  type StepRequest,
  type TicketCounts,
  type TicketPage,
  type TicketView,
  type WholeTicket,
} from './shapes.ts';
import { ticketTerms, type TicketTerms } from './terms.ts';

/** The part of `fetch` that is used; the domain has no network of its own. */
type Fetch = (
  address: string,
  request: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ readonly status: number; json(): Promise<unknown> }>;

export type TicketFailure =
  | { readonly code: 'conflict'; readonly meant: string | null; readonly current: TicketView }
  /** The draft stands in this ticket already. */
  | { readonly code: 'already-filed'; readonly ticketNo: string }
  /** Everything else, by the bridge's own code. */
  | {
      readonly code: 'refused';
      readonly status: number;
      readonly why: string;
      /** What the refusal is about: a time (ms), a number of tries, a year. */
      readonly at?: number | undefined;
      readonly left?: number | undefined;
      readonly year?: number | undefined;
    }
  /** Nothing answered, or something that is not the bridge. */
  | { readonly code: 'unreachable' };

type Answer<T> = Promise<Result<T, TicketFailure>>;

export type TicketClient = {
  terms(): Answer<TicketTerms>;
  list(query: ListQuery): Answer<TicketPage>;
  /** For the lists' badges. */
  counts(): Answer<TicketCounts>;
  read(ticketNo: string): Answer<WholeTicket>;
  step(ticketNo: string, request: StepRequest): Answer<WholeTicket>;
  reveal(ticketNo: string, reason: string): Answer<Revealed>;
  /** Open tickets like what is being written. */
  similar(query: SimilarQuery): Answer<SimilarTickets>;
  /** 并入, and 催办 with it: the draft's words go into the ticket, and the draft is over. */
  join(ticketNo: string, request: JoinRequest): Answer<WholeTicket>;
  /** 关联 of two tickets. Both may be repeated. */
  link(ticketNo: string, other: string): Answer<WholeTicket>;
  unlink(ticketNo: string, other: string): Answer<WholeTicket>;
  /** Attachments of one's own draft that are on the bridge wholly. */
  attachmentsOf(draftId: string): Answer<readonly AttachmentView[]>;
  /** The draft is dropped: its attachments and unfinished uploads go. */
  dropAttachments(draftId: string): Answer<void>;
  removeAttachment(id: string): Answer<void>;
  /** 推送失败: events that a platform did not take; for leaders and dispatchers. */
  deadDeliveries(): Answer<readonly DeadDelivery[]>;
  retryDelivery(delivery: DeliveryKey): Answer<void>;
};

type Shape<T> = { parse(value: unknown): T };

/** `/api/v1` of the bridge at `origin`, for whoever `token` belongs to. Never rejects. */
export function createTicketClient(fetch: Fetch, origin: string, token: string): TicketClient {
  async function ask<T>(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    shape: Shape<T>,
    body?: unknown,
  ): Answer<T> {
    try {
      const answer = await fetch(`${origin}/api/v1/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const value = await answer.json();
      return answer.status === 200 ? ok(shape.parse(value)) : err(failureOf(answer.status, value));
    } catch {
      return err({ code: 'unreachable' });
    }
  }

  return {
    terms: () => ask('GET', 'tickets/terms', ticketTerms),
    list: (query) => {
      const given = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
      );
      return ask('GET', `tickets?${given.join('&')}`, ticketPage);
    },
    counts: () => ask('GET', 'ticket-counts', ticketCounts),
    read: (ticketNo) => ask('GET', of(ticketNo), wholeTicket),
    step: (ticketNo, request) => ask('POST', `${of(ticketNo)}/steps`, wholeTicket, request),
    reveal: (ticketNo, reason) => ask('POST', `${of(ticketNo)}/reveal`, revealed, { reason }),
    similar: (query) => ask('POST', 'tickets/similar', similarTickets, query),
    join: (ticketNo, request) => ask('POST', `${of(ticketNo)}/join`, wholeTicket, request),
    link: (ticketNo, other) =>
      ask('POST', `${of(ticketNo)}/links`, wholeTicket, { ticketNo: other }),
    unlink: (ticketNo, other) =>
      ask('DELETE', `${of(ticketNo)}/links/${encodeURIComponent(other)}`, wholeTicket),
    attachmentsOf: (draftId) =>
      ask('GET', `drafts/${encodeURIComponent(draftId)}/attachments`, attachmentList),
    dropAttachments: (draftId) =>
      ask('DELETE', `drafts/${encodeURIComponent(draftId)}/attachments`, nothing),
    deadDeliveries: () => ask('GET', 'ticket-deliveries/dead', deadDeliveries),
    retryDelivery: (delivery) => ask('POST', 'ticket-deliveries/retry', nothing, delivery),
    removeAttachment: (id) => ask('DELETE', `attachments/${encodeURIComponent(id)}`, nothing),
  };
}

const of = (ticketNo: string): string => `tickets/${encodeURIComponent(ticketNo)}`;

const nothing: Shape<void> = { parse: () => undefined };

function failureOf(status: number, value: unknown): TicketFailure {
  if (status === 409) {
    const lost = conflict.safeParse(value);
    if (lost.success) return lost.data;
    const { data } = joinRefused.safeParse(value);
    if (data?.code === 'already-filed' && data.ticketNo !== undefined)
      return { code: 'already-filed', ticketNo: data.ticketNo };
  }
  const refused = ticketRefused.safeParse(value);
  const { code: why = 'unknown', ...about } = refused.success ? refused.data : {};
  return { ...about, code: 'refused', status, why };
}
