import { err, ok, type Result } from '../result/index.ts';
import {
  conflict,
  revealed,
  ticketPage,
  ticketRefused,
  wholeTicket,
  type ListQuery,
  type Revealed,
  type StepRequest,
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
  | {
      readonly code: 'refused';
      readonly status: number;
      readonly why: string;
      /** What the refusal is about: a time (ms), a number of tries, a year. */
      readonly at?: number | undefined;
      readonly left?: number | undefined;
      readonly year?: number | undefined;
    };

type Answer<T> = Promise<Result<T, TicketFailure>>;

export type TicketClient = {
  terms(): Answer<TicketTerms>;
  list(query: ListQuery): Answer<TicketPage>;
  read(ticketNo: string): Answer<WholeTicket>;
  step(ticketNo: string, request: StepRequest): Answer<WholeTicket>;
  reveal(ticketNo: string, reason: string): Answer<Revealed>;
};

/** `/api/v1/tickets` of the bridge at `origin`, for whoever `token` belongs to. Rejects when nothing answers. */
export function createTicketClient(fetch: Fetch, origin: string, token: string): TicketClient {
  async function ask<T>(
    path: string,
    shape: { parse(value: unknown): T },
    body?: unknown,
  ): Answer<T> {
    const answer = await fetch(`${origin}/api/v1/tickets${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value = await answer.json();
    if (answer.status === 200) return ok(shape.parse(value));
    const lost = answer.status === 409 ? conflict.safeParse(value) : null;
    if (lost?.success === true) return err(lost.data);
    const refused = ticketRefused.safeParse(value);
    const { code: why = 'unknown', ...about } = refused.success ? refused.data : {};
    return err({ ...about, code: 'refused', status: answer.status, why });
  }

  return {
    terms: () => ask('/terms', ticketTerms),
    list: (query) => {
      const given = Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`],
      );
      return ask(`?${given.join('&')}`, ticketPage);
    },
    read: (ticketNo) => ask(`/${ticketNo}`, wholeTicket),
    step: (ticketNo, request) => ask(`/${ticketNo}/steps`, wholeTicket, request),
    reveal: (ticketNo, reason) => ask(`/${ticketNo}/reveal`, revealed, { reason }),
  };
}
