/**
 * 工单 on the desk: which screen is shown, where one is among the tickets (also in the page's address), the list, the
 * open ticket, and 回访 by telephone. An arriving call brings the workbench back; what is here stays as it was.
 */
import {
  createTicketClient,
  type TicketClient,
  type TicketCounts,
  type TicketTerms,
} from '@hotline/domain/ticket-api';
import { commandResults } from '@hotline/domain/protocol';
import type { TicketFilters } from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import { hashOf, placeInHash, type TicketPlace } from './list-address.ts';
import { listsOf } from './lists-of.ts';
import { createOpenTicket } from './open-ticket.ts';
import { bridgeFiles } from './bridge-files.ts';
import { usualOrder } from './row-order.ts';
import { createTicketList } from './ticket-list.ts';

type TicketDeskState = {
  readonly terms: TicketTerms | null;
  /** Nothing answered when the terms were asked for. */
  readonly termsFailed: boolean;
  /** How many stand in each list, as last read; null: not yet. */
  readonly counts: TicketCounts | null;
};

const nothingRead: TicketDeskState = { terms: null, termsFailed: false, counts: null };

const WITHIN_MS = 8_000;
const RENEW_MS = 20_000;
const RETRY_MS = 4_000;

/** `expired`: the bridge no longer knows the log-in of somebody without a telephone. */
export function createTicketDesk(core: DeskCore, expired: () => void) {
  const { ports, get } = core;
  const { address } = ports;
  const state: StoreApi<TicketDeskState> = createStore(() => nothingRead);
  const token = () => {
    const { stage } = get();
    return stage.kind === 'signed-in' ? stage.person.token : null;
  };
  const client = (): TicketClient | null => {
    const mine = token();
    return mine === null
      ? null
      : createTicketClient(
          (url, request) =>
            ports.fetcher(url, { ...request, signal: AbortSignal.timeout(WITHIN_MS) }),
          ports.info.bridgeUrl,
          mine,
        );
  };
  const refused = (status: number) => {
    const { stage } = get();
    // At a seat its connection says so, and ends nobody's call.
    if (status === 401 && stage.kind === 'signed-in' && stage.person.role === 'office') expired();
  };
  const list = createTicketList({
    client,
    refused,
    clock: core.clock,
    setTimer: ports.setTimer,
  });
  const open = createOpenTicket({
    client,
    refused,
    ...bridgeFiles(ports.fetcher, ports.info.bridgeUrl, token),
    openFile,
    addresses: ports.objectAddresses,
    read: (ticket) => list.follow(ticket),
    stepped: () => void Promise.all([list.refresh(), readCounts()]),
  });
  let stopRenewal: (() => void) | null = null;

  const place = (): TicketPlace => ({
    filters: list.state.getState().filters,
    open: open.state.getState().ticketNo,
  });
  const isShown = () => get().screen === 'tickets';
  const tellAddress = (how: 'push' | 'replace') => {
    if (isShown()) address.put(hashOf(place()), how);
  };

  function renewLater(ms: number): void {
    stopRenewal?.();
    stopRenewal = ports.setTimer(() => void renew(), ms);
  }
  /** What is in sight, anew; and again in a while, sooner when nothing answers. */
  async function renew(): Promise<void> {
    stopRenewal?.();
    if (!isShown() || token() === null) return;
    await Promise.all([readTerms(), list.refresh(), open.refresh(), readCounts()]);
    renewLater(list.state.getState().failure === 'offline' ? RETRY_MS : RENEW_MS);
  }

  async function readTerms(): Promise<void> {
    const api = client();
    if (api === null || state.getState().terms !== null) return;
    const terms = await api.terms();
    const { stage } = get();
    if (terms.ok) {
      const isOffice = stage.kind === 'signed-in' && stage.person.role === 'office';
      core.set({ officeClockOffsetMs: isOffice ? terms.value.now - ports.now() : 0 });
      state.setState({ terms: terms.value, termsFailed: false });
    } else if (terms.error.code === 'refused') refused(terms.error.status);
    else state.setState({ termsFailed: true });
  }

  /** Until they can be read again, those that were read stand. */
  async function readCounts(): Promise<void> {
    const counts = await client()?.counts();
    if (counts?.ok === true && token() !== null) state.setState({ counts: counts.value });
  }

  async function openFile(
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<'opened' | 'saved' | 'not-opened'> {
    const opening = ports.platform.openFile?.(name, bytes);
    if (opening !== undefined) {
      const isOpened = await opening.catch(() => false);
      return isOpened ? 'opened' : 'not-opened';
    }
    await ports.saveFile(name, bytes);
    return 'saved';
  }

  async function go(to: TicketPlace): Promise<void> {
    const { filters, readAt } = list.state.getState();
    open.open(to.open);
    if (readAt === null || hashOf({ ...to, open: null }) !== hashOf({ filters, open: null }))
      await list.filter(to.filters);
    renewLater(RENEW_MS);
  }

  /** Comes here for the first time: to where the address says, else to what this person works on. */
  async function begin(asked: TicketPlace | null): Promise<void> {
    core.set({ screen: 'tickets' });
    void readCounts();
    await readTerms();
    const role = state.getState().terms?.actor.role;
    const first = (role === undefined ? undefined : listsOf[role][0]) ?? 'all';
    const filters = { list: first, order: usualOrder(first) };
    await go(asked ?? { filters, open: open.state.getState().ticketNo });
    tellAddress('replace');
  }

  function show(): void {
    if (token() === null || isShown()) return;
    if (list.state.getState().readAt === null) return void begin(null);
    core.set({ screen: 'tickets' });
    tellAddress('push');
    void renew();
  }
  const leave = (): void => {
    if (isShown()) core.set({ screen: 'workbench' });
  };

  return {
    readTerms: (): void => void readTerms(),
    state,
    list,
    open,
    show,
    leave,
    toggle: (): void => (isShown() ? leave() : show()),
    renew: (): void => void renew(),

    /** Follows the sign-in and the browser's Back. */
    start(): void {
      core.state.subscribe((now, before) => {
        const isLeft = before.screen === 'tickets' && now.screen === 'workbench';
        if (isLeft && placeInHash(address.hash()) !== null) address.put('', 'push');
        // Who has no telephone comes back from the reports without a key of the tickets.
        if (!isAtSeat() && before.screen === 'knowledge' && isShown()) void renew();
        if (now.stage.kind === before.stage.kind) return;
        if (now.stage.kind === 'signed-in') {
          const asked = placeInHash(address.hash());
          const isOffice = now.stage.person.role === 'office';
          if (asked !== null || isOffice) void begin(asked);
        } else if (before.stage.kind === 'signed-in') {
          stopRenewal?.();
          list.clear();
          open.clear();
          state.setState(nothingRead);
          core.set({ screen: 'workbench', ticketCall: null, officeClockOffsetMs: 0 });
        }
      });
      address.onMove((hash) => {
        const asked = placeInHash(hash);
        // What is about something else leaves the tickets, and nothing that is not theirs.
        if (token() === null || (asked === null && !isShown())) return;
        core.set({ screen: asked === null && isAtSeat() ? 'workbench' : 'tickets' });
        if (asked !== null) void go(asked);
      });
    },

    filter(change: Partial<TicketFilters>): void {
      const { filters } = list.state.getState();
      const { list: wanted } = change;
      const next: TicketFilters = {
        ...filters,
        ...(wanted === undefined ? {} : { order: usualOrder(wanted) }),
        ...change,
      };
      open.open(null);
      if ('title' in change && change.title !== undefined) list.filterSoon(next);
      else void list.filter(next);
      tellAddress(wanted === undefined ? 'replace' : 'push');
    },
    openTicket(ticketNo: string): void {
      list.choose(ticketNo);
      open.open(ticketNo);
      if (isShown()) tellAddress('push');
      else show();
    },
    backToList(): void {
      open.open(null);
      tellAddress('push');
    },

    /** 回访: calls whom the ticket is about; the form stands open beside the call. */
    async dial(): Promise<void> {
      const { ticketNo } = open.state.getState();
      if (ticketNo === null) return;
      open.form('revisit');
      core.set({ ticketCall: { ticketNo, callId: null } });
      const outcome = await core.tellRefusal(
        core.command('call.dial', { number: null, callBackOf: null, ticketNo }),
      );
      const dialled = outcome.ok ? commandResults['call.dial'].safeParse(outcome.value) : null;
      core.set({
        ticketCall: dialled?.success === true ? { ticketNo, callId: dialled.data.callId } : null,
      });
    },
    /** Sends the open form; a revisit goes with the call that was made for this ticket. */
    send(): void {
      const { ticketCall } = get();
      const isOfIt = ticketCall?.ticketNo === open.state.getState().ticketNo;
      void open.send(isOfIt ? (ticketCall?.callId ?? null) : null);
    },
  };

  function isAtSeat(): boolean {
    const { stage } = get();
    return stage.kind === 'signed-in' && stage.person.role !== 'office';
  }
}
