/** The list in sight: reads it page by page, reads what is looked at anew, and never moves the rows under the eyes. */
import type { TicketClient, TicketFailure, TicketView } from '@hotline/domain/ticket-api';
import { err, type Result } from '@hotline/domain/result';
import type { TicketFilters } from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { append, nextOf, renewed, replaceRow, rowsOf, stretchesAt, type Stretch } from './pages.ts';

export type TicketListState = {
  readonly filters: TicketFilters;
  readonly stretches: readonly Stretch[];
  readonly rows: readonly TicketView[];
  readonly reading: 'none' | 'first' | 'more' | 'again';
  /** `offline`: nothing answered. */
  readonly failure: 'offline' | { readonly code: string } | null;
  /** When it was last read whole or anew, by the bridge's clock; null: never. */
  readonly readAt: number | null;
  /** The row that the keys act on. */
  readonly chosen: string | null;
};

const PAGE = 100;
/** After the last key of a filter's word. */
const PAUSE_MS = 300;
/** A stretch that grew by more than this many pages since it was read is read further at the next refresh. */
const AT_MOST_PAGES = 5;

export type TicketListPorts = {
  readonly client: () => TicketClient | null;
  readonly clock: () => number;
  readonly refused: (status: number) => void;
  readonly setTimer: (run: () => void, ms: number) => () => void;
};

export function createTicketList({ client, clock, refused, setTimer }: TicketListPorts) {
  const state: StoreApi<TicketListState> = createStore(() => ({
    filters: { list: 'all' as const, order: 'newest' as const },
    stretches: [],
    rows: [],
    reading: 'none',
    failure: null,
    readAt: null,
    chosen: null,
  }));
  /** Which asking the answer has to belong to; a newer list makes older answers void. */
  let asking = 0;
  let sight = { from: 0, to: 0 };
  let stopPause: (() => void) | null = null;

  const show = (stretches: readonly Stretch[]) => {
    state.setState({
      stretches,
      rows: rowsOf(stretches),
      reading: 'none',
      failure: null,
      readAt: clock(),
    });
  };
  const page = async (after: string | null) => {
    const api = client();
    if (api === null) return err({ code: 'unreachable' } as const);
    return api.list({
      ...state.getState().filters,
      limit: PAGE,
      ...(after === null ? {} : { after }),
    });
  };
  const failed = (failure: TicketFailure) => {
    if (failure.code === 'unreachable') {
      state.setState({ reading: 'none', failure: 'offline' });
      return;
    }
    if (failure.code === 'refused') refused(failure.status);
    const code = failure.code === 'refused' ? failure.why : failure.code;
    state.setState({ reading: 'none', failure: { code } });
  };

  /** Runs unless a newer list took its place; what does not answer is told. */
  async function ask<T>(
    reading: TicketListState['reading'],
    read: () => Promise<Result<T, TicketFailure>>,
    then: (value: T) => void,
  ): Promise<void> {
    asking += 1;
    const mine = asking;
    state.setState({ reading });
    const answer = await read();
    if (mine !== asking) return;
    if (answer.ok) then(answer.value);
    else failed(answer.error);
  }

  async function readAnew(stretch: Stretch): Promise<Result<Stretch, TicketFailure>> {
    const tickets: TicketView[] = [];
    let after = stretch.after;
    for (let pages = 0; ; pages += 1) {
      // Each page begins where the one before it ended.
      // oxlint-disable-next-line no-await-in-loop
      const read = await page(after);
      if (!read.ok) return read;
      tickets.push(...read.value.tickets);
      const whole = renewed(stretch, tickets, read.value.next, state.getState().filters);
      if (whole !== null) return { ok: true, value: whole };
      if (pages === AT_MOST_PAGES) return { ok: true, value: stretch };
      after = read.value.next;
    }
  }

  const first = () =>
    ask(
      'first',
      () => page(null),
      (read) => show(append([], null, read, state.getState().filters)),
    );

  return {
    state,

    /** Another list, or another view of it: read from the top. The chosen row stays chosen if it is there. */
    filter(filters: TicketFilters): Promise<void> {
      stopPause?.();
      sight = { from: 0, to: 0 };
      state.setState({ filters, stretches: [], rows: [], failure: null, readAt: null });
      return first();
    },
    /** While a word is being typed: read when it is. */
    filterSoon(filters: TicketFilters): void {
      stopPause?.();
      state.setState({ filters });
      stopPause = setTimer(() => void this.filter(filters), PAUSE_MS);
    },

    more(): void {
      const { stretches, reading, filters, failure } = state.getState();
      const after = nextOf(stretches);
      if (after === null || reading !== 'none' || failure !== null) return;
      void ask(
        'more',
        () => page(after),
        (read) => show(append(stretches, after, read, filters)),
      );
    },

    /** What is in sight, anew; what stands above and below stays as it was read. */
    refresh(): Promise<void> {
      const { stretches, reading } = state.getState();
      if (reading !== 'none') return Promise.resolve();
      if (stretches.length === 0) return first();
      const seen = stretchesAt(stretches, sight.from, sight.to);
      // A list without rows, or that ends above what was in sight, is looked at too: something may have come.
      const wanted = seen.length > 0 ? seen : [stretches.length - 1];
      return ask(
        'again',
        async () => {
          const whole = [...stretches];
          for (const index of wanted) {
            const stretch = whole[index];
            if (stretch === undefined) continue;
            // One after the other: the bridge is everybody's.
            // oxlint-disable-next-line no-await-in-loop
            const read = await readAnew(stretch);
            if (!read.ok) return read;
            whole[index] = read.value;
          }
          return { ok: true as const, value: whole };
        },
        show,
      );
    },

    inSight(from: number, to: number): void {
      sight = { from, to };
    },
    choose: (chosen: string | null): void => state.setState({ chosen }),

    /** A ticket that was read by itself: its row shows it too. */
    follow(ticket: TicketView): void {
      const stretches = replaceRow(state.getState().stretches, ticket);
      state.setState({ stretches, rows: rowsOf(stretches) });
    },

    clear(): void {
      stopPause?.();
      asking += 1;
      state.setState({
        stretches: [],
        rows: [],
        reading: 'none',
        failure: null,
        readAt: null,
        chosen: null,
      });
    },
  };
}
