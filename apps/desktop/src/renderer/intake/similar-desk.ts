/**
 * 相似工单 while the draft is written: open tickets of the same number, place or wording, asked of the bridge when the
 * person pauses. 关联 is written in the draft; 并单 and 催办 put the draft's words into the other ticket, after a few
 * seconds in which it can be taken back.
 */
import type { TicketDraft } from '@hotline/domain/draft';
import {
  createTicketClient,
  type SimilarQuery,
  type SimilarTickets,
  type TicketClient,
} from '@hotline/domain/ticket-api';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';

export type SimilarHit = SimilarTickets[number];

/** 并单 or 催办 that has not left the seat yet. */
export type Joining = {
  readonly draftId: string;
  readonly ticketNo: string;
  readonly urge: boolean;
  /** By the desk's clock, ms. */
  readonly until: number;
};

type SimilarState = {
  /** Of which draft; null: of none. */
  readonly draftId: string | null;
  readonly hits: readonly SimilarHit[];
  readonly state: 'idle' | 'found' | 'failed';
  readonly chosen: number;
  readonly joining: Joining | null;
  /** The bridge would not, or was not there. */
  readonly refused: boolean;
};

const PAUSE_MS = 700;
const TAKE_BACK_MS = 5_000;
/** Below this nothing can be like it. */
const TEXT_LEAST = 4;
const nothing = { hits: [], state: 'idle', chosen: 0 } as const;

export function createSimilarDesk(core: DeskCore, submit: (draftId: string) => Promise<void>) {
  const { ports, drafts } = core;
  const state: StoreApi<SimilarState> = createStore(() => ({
    draftId: null,
    ...nothing,
    joining: null,
    refused: false,
  }));
  let stopPause: (() => void) | null = null;
  let stopJoining: (() => void) | null = null;
  let last = '';

  const client = (): TicketClient | null => {
    const { stage } = core.get();
    if (stage.kind !== 'signed-in') return null;
    return createTicketClient(ports.fetcher, ports.info.bridgeUrl, stage.person.token);
  };
  const front = (): TicketDraft | null => {
    const { active, items } = drafts.state.getState();
    const item = active === null ? undefined : items[active];
    return item?.status.kind === 'open' ? item.draft : null;
  };

  async function look(): Promise<void> {
    const draft = front();
    const query = draft === null ? null : queryOf(draft);
    const key = JSON.stringify(query);
    if (key === last && state.getState().state !== 'failed') return;
    last = key;
    if (draft === null || query === null) {
      state.setState({ draftId: draft?.draftId ?? null, ...nothing });
      return;
    }
    const found = await client()?.similar(query);
    if (key !== last || found === undefined) return;
    if (!found.ok) {
      // What was found for other words is no hint for these.
      state.setState({ draftId: draft.draftId, ...nothing, state: 'failed' });
      return;
    }
    const { draftId, hits, chosen } = state.getState();
    const before = draftId === draft.draftId ? hits[chosen]?.ticket.ticketNo : undefined;
    const at = found.value.findIndex(({ ticket }) => ticket.ticketNo === before);
    state.setState({
      draftId: draft.draftId,
      hits: found.value,
      state: 'found',
      chosen: Math.max(0, at),
    });
  }
  function soon(): void {
    stopPause?.();
    stopPause = ports.setTimer(() => void look(), PAUSE_MS);
  }

  /** The hit that the keys act on, as long as it belongs to the draft in front. */
  function chosenHit(): { readonly draft: TicketDraft; readonly hit: SimilarHit } | null {
    const draft = front();
    const { draftId, hits, chosen: at } = state.getState();
    const hit = hits[at];
    return draft === null || draft.draftId !== draftId || hit === undefined ? null : { draft, hit };
  }

  function takeBack(): void {
    stopJoining?.();
    stopJoining = null;
    state.setState({ joining: null });
  }
  async function joinNow({ draftId, ticketNo, urge }: Joining): Promise<void> {
    takeBack();
    const item = drafts.state.getState().items[draftId];
    if (item?.status.kind !== 'open') return;
    const joined = await client()?.join(ticketNo, { draft: item.draft, urge });
    if (joined?.ok === true || (joined?.ok === false && joined.error.code === 'already-filed')) {
      // Filing it now answers with the number of the ticket that has its words, and files no second one.
      await submit(draftId);
      return;
    }
    state.setState({ refused: true });
  }

  return {
    state,
    start(): void {
      drafts.state.subscribe((now, before) => {
        if (now.active === before.active && now.items === before.items) return;
        if (now.active !== before.active) {
          state.setState({ draftId: now.active, ...nothing, refused: false });
        }
        soon();
      });
    },
    choose(at: number): void {
      const { hits } = state.getState();
      if (hits.length > 0) state.setState({ chosen: (at + hits.length) % hits.length });
    },
    turn(by: 1 | -1): void {
      const { hits, chosen: at } = state.getState();
      if (hits.length > 0) state.setState({ chosen: (at + by + hits.length) % hits.length });
    },
    /** 关联, or not any more. */
    link(): void {
      const at = chosenHit();
      if (at === null || !at.hit.actions.includes('link')) return;
      const { ticketNo } = at.hit.ticket;
      const others = at.draft.related.filter((each) => each !== ticketNo);
      const isLinked = others.length < at.draft.related.length;
      if (!isLinked && others.length >= 8) return;
      drafts.change(at.draft.draftId, { related: isLinked ? others : [...others, ticketNo] });
    },
    /** 并单; `urge`: 催办. The same key again takes it back. */
    join(urge: boolean): void {
      const at = chosenHit();
      const { joining } = state.getState();
      if (joining !== null) return takeBack();
      if (at === null || !at.hit.actions.includes(urge ? 'urge' : 'join')) return;
      const next: Joining = {
        draftId: at.draft.draftId,
        ticketNo: at.hit.ticket.ticketNo,
        urge,
        until: core.clock() + TAKE_BACK_MS,
      };
      state.setState({ joining: next, refused: false });
      stopJoining = ports.setTimer(() => void joinNow(next), TAKE_BACK_MS);
    },
    takeBack,
  };
}

/** null: too little to go by. */
function queryOf(draft: TicketDraft): SimilarQuery | null {
  const { draftId, callId, contactNumber, title, text, place, categoryCode } = draft;
  const isEnough =
    callId !== null ||
    contactNumber.length >= 7 ||
    place.length >= TEXT_LEAST ||
    `${title}${text}`.trim().length >= TEXT_LEAST;
  return isEnough ? { draftId, callId, contactNumber, title, text, place, categoryCode } : null;
}
