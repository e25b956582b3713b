/** Ctrl+K: what was typed, and the tickets that the bridge finds for it; all else is here and needs no waiting. */
import { createTicketClient, ticketNo, type TicketView } from '@hotline/domain/ticket-api';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';

export type FindState = {
  readonly text: string;
  /** The line that Enter acts on; null: the first. */
  readonly active: string | null;
  readonly tickets:
    | { readonly kind: 'not-asked' | 'searching' | 'failed' }
    | { readonly kind: 'found'; readonly hits: readonly Pick<TicketView, 'ticketNo' | 'title'>[] };
};

/** After the last key: a word is typed in less. */
const PAUSE_MS = 250;
const WITHIN_MS = 8_000;
const SHOWN = 5;
/** One character is in every title. */
const LEAST = 2;

const nothing = { active: null, tickets: { kind: 'not-asked' } } as const;

export function createFindDesk(core: DeskCore) {
  const { ports } = core;
  const state: StoreApi<FindState> = createStore(() => ({ text: '', ...nothing }));
  let stopPause: (() => void) | null = null;
  let asked = 0;

  function client() {
    const { stage } = core.get();
    const token = stage.kind === 'signed-in' ? stage.person.token : '';
    return createTicketClient(
      (address, request) =>
        ports.fetcher(address, { ...request, signal: AbortSignal.timeout(WITHIN_MS) }),
      ports.info.bridgeUrl,
      token,
    );
  }

  async function findTickets(text: string): Promise<void> {
    asked += 1;
    const mine = asked;
    const tell = (tickets: FindState['tickets']) => {
      if (mine === asked) state.setState({ tickets });
    };
    if (text.length < LEAST) return tell({ kind: 'not-asked' });
    tell({ kind: 'searching' });
    if (ticketNo.safeParse(text).success) {
      const found = await client().read(text);
      if (!found.ok && found.error.code === 'unreachable') return tell({ kind: 'failed' });
      return tell({ kind: 'found', hits: found.ok ? [found.value] : [] });
    }
    const page = await client().list({ list: 'all', title: text, limit: SHOWN });
    if (!page.ok && page.error.code === 'unreachable') return tell({ kind: 'failed' });
    return tell(
      page.ok
        ? { kind: 'found', hits: page.value.tickets }
        : // What this person's role may not list is not there for them.
          { kind: 'found', hits: [] },
    );
  }

  return {
    state,
    type(text: string): void {
      state.setState({ text, ...nothing });
      stopPause?.();
      stopPause = ports.setTimer(() => void findTickets(text.trim().slice(0, 100)), PAUSE_MS);
    },
    activate(active: string): void {
      state.setState({ active });
    },
    /** The panel was closed: it begins empty. */
    clear(): void {
      stopPause?.();
      asked += 1;
      state.setState({ text: '', ...nothing });
    },
  };
}
