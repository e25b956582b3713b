/** The tickets behind a figure or a 热点, page by page. */
import type { ReportClient, TicketsAsked } from '@hotline/domain/report-api';
import type { TicketView } from '@hotline/domain/ticket-api';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { codeOf } from './report-calls.ts';

type ReportTicketsState = {
  readonly tickets: readonly TicketView[];
  /** `null` and whole: that was all. */
  readonly next: string | null;
  readonly isWhole: boolean;
  readonly reading: boolean;
  /** A refusal's code, or `offline`. */
  readonly failure: string | null;
};

const nothing: ReportTicketsState = {
  tickets: [],
  next: null,
  isWhole: false,
  reading: false,
  failure: null,
};
const PAGE = 50;

export function createReportTickets(client: () => ReportClient | null) {
  const state: StoreApi<ReportTicketsState> = createStore(() => nothing);
  let asked: TicketsAsked | null = null;
  /** A newer asking makes older answers void. */
  let asking = 0;

  async function read(after: string | null): Promise<void> {
    const api = client();
    if (api === null || asked === null) return;
    asking += 1;
    const mine = asking;
    state.setState({ reading: true, failure: null });
    const page = await api.ticketList({
      ...asked,
      limit: PAGE,
      ...(after === null ? {} : { after }),
    });
    if (mine !== asking) return;
    if (!page.ok) return state.setState({ reading: false, failure: codeOf(page.error) });
    const { tickets, next } = page.value;
    const before = after === null ? [] : state.getState().tickets;
    return state.setState({
      tickets: [...before, ...tickets],
      next,
      isWhole: next === null,
      reading: false,
    });
  }

  return {
    state,
    list(wanted: TicketsAsked): void {
      asked = wanted;
      state.setState(nothing);
      void read(null);
    },
    more(): void {
      const { next, reading } = state.getState();
      if (next !== null && !reading) void read(next);
    },
    clear(): void {
      asking += 1;
      asked = null;
      state.setState(nothing);
    },
  };
}
