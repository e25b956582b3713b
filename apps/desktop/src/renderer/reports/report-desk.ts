/**
 * 报表 on the desk, for leaders: what is asked for (also in the page's address), the report, the calls behind a figure, and
 * files of them. An arriving call brings the workbench back; what is here stays as it was.
 */
import {
  createReportClient,
  type ReportBy,
  type ReportClient,
  type TicketReportBy,
} from '@hotline/domain/report-api';
import {
  groupings,
  type FileOnItsWay,
  type ReportFile,
  type ReportPlace,
  type SpotOpened,
} from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import { bridgeFiles } from '../tickets/bridge-files.ts';
import { behind, spotKey } from './behind-figure.ts';
import { fetchFile } from './fetch-file.ts';
import { addressIn, hashOf, type OpenFigure, type ReportAddress } from './report-address.ts';
import { codeOf, createReportCalls } from './report-calls.ts';
import { readReport, type ReadReport } from './report-figures.ts';
import { createReportTickets } from './report-tickets.ts';
import { before, shifted, spanAround } from './report-span.ts';

type ReportDeskState = {
  /** null: never opened. */
  readonly place: ReportPlace | null;
  readonly open: OpenFigure | null;
  readonly callId: string | null;
  /** What was read last; it stays in sight while a newer one is read. */
  readonly read: ReadReport | null;
  readonly reading: boolean;
  /** A refusal's code, or `offline`. */
  readonly failure: string | null;
  /** By the bridge's clock, ms. */
  readonly readAt: number | null;
  readonly file: FileOnItsWay | null;
};

/** A month of a large centre takes seconds. */
const WITHIN_MS = 30_000;
const FILE_TOLD_MS = 8_000;

const fileName = ({ subject, by, from, to }: ReportPlace, kind: string): string =>
  `${subject}-${by}-${from}-${to}.${kind}`;

export function createReportDesk(
  core: DeskCore,
  ticketDesk: { readonly openTicket: (ticketNo: string) => void; readonly readTerms: () => void },
) {
  const { ports, get } = core;
  const { address, info, fetcher } = ports;
  const state: StoreApi<ReportDeskState> = createStore(() => ({
    place: null,
    open: null,
    callId: null,
    read: null,
    reading: false,
    failure: null,
    readAt: null,
    file: null,
  }));
  const token = (): string | null => {
    const { stage } = get();
    return stage.kind === 'signed-in' && stage.person.role === 'leader' ? stage.person.token : null;
  };
  const client = (): ReportClient | null => {
    const mine = token();
    return mine === null
      ? null
      : createReportClient(
          (url, request) => fetcher(url, { ...request, signal: AbortSignal.timeout(WITHIN_MS) }),
          info.bridgeUrl,
          mine,
        );
  };
  const calls = createReportCalls({
    client,
    recordingOf: bridgeFiles(fetcher, info.bridgeUrl, token).recordingOf,
    addresses: ports.objectAddresses,
  });
  const tickets = createReportTickets(client);
  let asking = 0;
  let stopFile: AbortController | null = null;
  let forgetFile: (() => void) | null = null;

  const isShown = (): boolean => get().screen === 'reports';
  /** `2026-11-30` by the hotline's calendar. */
  function today(): string {
    const timeZone = get().link.data?.hotline.timeZone;
    return new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      ...(timeZone === undefined ? {} : { timeZone }),
    }).format(core.clock());
  }
  const usual = (): ReportPlace => ({
    subject: 'calls',
    by: 'queue',
    span: 'day',
    from: today(),
    to: today(),
    under: null,
    window: 'day',
  });
  const tellAddress = (how: 'push' | 'replace'): void => {
    const { place, open, callId } = state.getState();
    if (isShown() && place !== null) address.put(hashOf({ place, open, callId }), how);
  };

  async function read(): Promise<void> {
    const api = client();
    const { place } = state.getState();
    if (api === null || place === null) return;
    asking += 1;
    const mine = asking;
    state.setState({ reading: true, failure: null });
    const compared = before(place.span, place, today(), core.clock());
    const found = await readReport(api, place, compared);
    if (mine !== asking) return;
    if (found.ok) state.setState({ read: found.value, reading: false, readAt: core.clock() });
    else state.setState({ reading: false, failure: codeOf(found.error) });
  }

  /** Goes to where an address says, and reads what is not there yet. */
  function go(to: ReportAddress): void {
    const now = state.getState();
    const isOther = now.place === null || JSON.stringify(now.place) !== JSON.stringify(to.place);
    const isOtherList = isOther || JSON.stringify(now.open) !== JSON.stringify(to.open);
    const isOtherCall = now.callId !== to.callId;
    // Of another subject or grouping nothing is shown under a new head.
    const isOtherKind = now.place?.subject !== to.place.subject || now.place.by !== to.place.by;
    state.setState({ ...to, ...(isOtherKind ? { read: null } : {}) });
    if (isOther || now.read === null) void read();
    if (to.open === null) {
      if (now.open !== null && to.callId === null) {
        calls.clear();
        tickets.clear();
      }
    } else if (isOtherList) {
      const found = behind(to.place, to.open, core.clock());
      if (found?.of === 'calls') calls.list(found.query);
      else if (found?.of === 'tickets') {
        // Names of units.
        ticketDesk.readTerms();
        tickets.list(found.query);
      }
    }
    if (to.callId === null) calls.closeCall();
    else if (isOtherCall) void calls.open(to.callId);
  }

  const move = (change: Partial<ReportAddress>): void => {
    const { place, open, callId } = state.getState();
    if (place === null) return;
    go({ place, open, callId, ...change });
    tellAddress('push');
  };

  function show(): void {
    if (token() === null || isShown()) return;
    core.set({ screen: 'reports' });
    const { place, open, callId } = state.getState();
    if (place === null) go({ place: usual(), open: null, callId: null });
    else {
      go({ place, open, callId });
      void read();
    }
    tellAddress('push');
  }
  const leave = (): void => {
    if (isShown()) core.set({ screen: 'workbench' });
  };

  /** What cannot be written is said. */
  const keep = (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> =>
    ports.saveFile(name, bytes).then(
      () => true,
      () => {
        core.remark({ kind: 'refusal', code: 'internal' });
        return false;
      },
    );

  async function saveFrom(where: string, name: string): Promise<void> {
    const mine = token();
    if (mine === null) return;
    stopFile?.abort();
    forgetFile?.();
    const stop = new AbortController();
    stopFile = stop;
    const start: FileOnItsWay = {
      name,
      rows: null,
      doneRows: null,
      bytes: 0,
      state: 'under-way',
    };
    state.setState({ file: start });
    const outcome = await fetchFile(fetcher, where, mine, stop.signal, ({ rows, bytes, lines }) => {
      if (stopFile === stop) {
        state.setState({ file: { ...start, rows, bytes, doneRows: lines } });
      }
    });
    if (stopFile !== stop) return;
    stopFile = null;
    if (outcome.kind === 'stopped') return state.setState({ file: null });
    if (outcome.kind === 'whole' && !(await keep(name, outcome.bytes)))
      return state.setState({ file: null });
    const failed =
      outcome.kind === 'whole'
        ? null
        : outcome.kind === 'broken'
          ? 'broken'
          : outcome.status === 429
            ? 'too-many'
            : outcome.status === 404
              ? 'no-file'
              : 'unknown';
    state.setState({
      file: { ...start, state: failed === null ? 'done' : { failed } },
    });
    forgetFile = ports.setTimer(() => state.setState({ file: null }), FILE_TOLD_MS);
    return undefined;
  }

  return {
    state,
    calls,
    tickets,
    /** What the open figure lists. */
    behind: () => {
      const { place, open } = state.getState();
      return place === null || open === null ? null : behind(place, open, core.clock());
    },
    today,
    show,
    leave,
    toggle: (): void => (isShown() ? leave() : show()),
    refresh: (): void => void read(),

    /** Follows the sign-in and the browser's Back. */
    start(): void {
      core.state.subscribe((now, then) => {
        const isLeft = then.screen === 'reports' && now.screen === 'workbench';
        if (isLeft && addressIn(address.hash(), usual()) !== null) address.put('', 'push');
        if (now.stage.kind === then.stage.kind) return;
        if (now.stage.kind === 'signed-in') {
          const asked = token() === null ? null : addressIn(address.hash(), usual());
          if (asked === null) return;
          core.set({ screen: 'reports' });
          go(asked);
        } else if (then.stage.kind === 'signed-in') {
          asking += 1;
          stopFile?.abort();
          calls.clear();
          tickets.clear();
          state.setState({ place: null, open: null, callId: null, read: null, failure: null });
          if (isShown()) core.set({ screen: 'workbench' });
        }
      });
      address.onMove((hash) => {
        const asked = token() === null ? null : addressIn(hash, usual());
        if (asked === null) return;
        core.set({ screen: 'reports' });
        go(asked);
      });
    },

    change(change: Partial<ReportPlace>): void {
      const { place } = state.getState();
      if (place === null) return;
      const subject = change.subject ?? place.subject;
      const by = change.by ?? place.by;
      const span = change.span ?? place.span;
      // A day, a week, a month is the one that holds the last day in sight, or today.
      const anchor = place.to > today() ? today() : place.to;
      const days =
        change.subject === 'spots'
          ? { from: today(), to: today() }
          : change.span === undefined || change.span === 'range'
            ? { from: change.from ?? place.from, to: change.to ?? place.to }
            : spanAround(change.span, anchor, place);
      // The other end gives way to the one that was chosen.
      const from = change.to !== undefined && days.from > days.to ? days.to : days.from;
      const to = change.from !== undefined && days.to < days.from ? days.from : days.to;
      const isOffered = groupings[subject].includes(by);
      move({
        place: {
          subject,
          by: isOffered ? by : (groupings[subject][0] ?? by),
          span,
          from,
          to,
          under: change.under === undefined ? place.under : change.under,
          window: change.window ?? place.window,
        },
        open: null,
        callId: null,
      });
    },
    shift(periods: 1 | -1): void {
      const { place } = state.getState();
      if (place === null || (periods === 1 && place.to >= today())) return;
      const days = shifted(place.span, place, periods);
      move({ place: { ...place, ...days }, open: null, callId: null });
    },

    openFigure: (key: string, figure: OpenFigure['figure']): void =>
      move({ open: { key, figure }, callId: null }),
    openSpot: (spot: SpotOpened): void =>
      move({
        open: { key: spotKey(spot), figure: spot.kind === 'caller' ? 'offered' : 'filed' },
        callId: null,
      }),
    openCall: (callId: string): void => move({ callId }),
    openTicket: (ticketNo: string): void => ticketDesk.openTicket(ticketNo),
    /** From the call to the list, from there to the report, from there to the workbench. */
    back(): void {
      const { open, callId } = state.getState();
      if (callId !== null) move({ callId: null });
      else if (open !== null) move({ open: null });
      else leave();
    },
    listen(): void {
      const { callId } = state.getState();
      if (callId !== null) void calls.listen(callId);
    },

    /** The table as it stands; as PDF the page with its chart. */
    async save(file: ReportFile): Promise<void> {
      const { place } = state.getState();
      const api = client();
      if (place === null || api === null) return;
      if (file === 'pdf') {
        const { pdf } = ports.platform;
        if (pdf === undefined) return ports.print();
        const bytes = await pdf().catch(() => null);
        if (bytes === null) core.remark({ kind: 'refusal', code: 'internal' });
        else await keep(fileName(place, 'pdf'), bytes);
        return undefined;
      }
      const { from, to, by, under } = place;
      const range = { from, to, format: file };
      const where =
        place.subject === 'calls'
          ? api.exportAddress({ of: 'figures', query: { ...range, by: by as ReportBy } })
          : api.exportAddress({
              of: 'tickets',
              query: { ...range, by: by as TicketReportBy, ...(under === null ? {} : { under }) },
            });
      return saveFrom(where, fileName(place, file));
    },
    /** 定期报表: one that was written. */
    async saveFile(name: string): Promise<void> {
      const api = client();
      if (api !== null) await saveFrom(api.fileAddress(name), name);
    },
    keepPicture(bytes: Uint8Array<ArrayBuffer>): void {
      const { place } = state.getState();
      if (place !== null) void keep(fileName(place, 'png'), bytes);
    },
    /** The calls behind the figure that is open, all of them. */
    async saveCalls(format: 'csv' | 'xlsx'): Promise<void> {
      const { place, open } = state.getState();
      const api = client();
      if (place === null || open === null || api === null) return;
      const found = behind(place, open, core.clock());
      if (found?.of !== 'calls') return;
      const where = api.exportAddress({ of: 'calls', query: { ...found.query, format } });
      await saveFrom(where, `calls-${open.figure}-${place.from}-${place.to}.${format}`);
    },
    stopFile: (): void => stopFile?.abort(),
  };
}
