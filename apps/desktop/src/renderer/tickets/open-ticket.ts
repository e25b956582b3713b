/** The one ticket that is open: read, the step that is being filled in, what came of it. */
import type {
  AttachmentView,
  Revealed,
  TicketClient,
  TicketFailure,
  TicketView,
  WholeTicket,
} from '@hotline/domain/ticket-api';
import type { TicketStep } from '@hotline/domain/ticket';
import { eventOf, noValues, type StepValues } from '@hotline/domain/ticket-form';
import type { Result } from '@hotline/domain/result';
import type { TicketFile, TicketRecording, TicketRefusalView } from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileTrouble, RecordingTrouble } from './bridge-files.ts';

export type OpenTicketState = {
  readonly ticketNo: string | null;
  readonly whole: WholeTicket | null;
  /** Why it could not be read, or read anew. */
  readonly failure: string | null;
  readonly step: TicketStep | null;
  /** By step: what was typed outlives the closing of its form. */
  readonly values: Readonly<Partial<Record<TicketStep, StepValues>>>;
  readonly sending: boolean;
  /** Why the step was not done. */
  readonly refusal: TicketRefusalView | null;
  readonly conflict: { readonly since: number } | null;
  readonly done: TicketStep | null;
  readonly revealed: Revealed | null;
  readonly revealRefusal: string | null;
  readonly recordings: Readonly<Record<string, TicketRecording>>;
  /** By attachment: what has become of opening it. */
  readonly files: Readonly<Record<string, TicketFile>>;
  /** 关联 is being written or taken back. */
  readonly linking: boolean;
  readonly linkRefusal: TicketRefusalView | null;
};

const shut: OpenTicketState = {
  ticketNo: null,
  whole: null,
  failure: null,
  step: null,
  values: {},
  sending: false,
  refusal: null,
  conflict: null,
  done: null,
  revealed: null,
  revealRefusal: null,
  recordings: {},
  files: {},
  linking: false,
  linkRefusal: null,
};

export type OpenTicketPorts = {
  readonly client: () => TicketClient | null;
  readonly recordingOf: (callId: string) => Promise<Result<Blob, RecordingTrouble>>;
  readonly fileOf: (attachmentId: string) => Promise<Result<Uint8Array<ArrayBuffer>, FileTrouble>>;
  /** Hands a file to the person: to the system's own program, or as a browser's download. */
  readonly openFile: (
    name: string,
    bytes: Uint8Array<ArrayBuffer>,
  ) => Promise<'opened' | 'saved' | 'not-opened'>;
  /** Makes an address that the player takes, and takes it back. */
  readonly addresses: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
  readonly refused: (status: number) => void;
  /** It was read or changed: its row follows. */
  readonly read: (ticket: TicketView) => void;
  readonly stepped: () => void;
};

export function createOpenTicket(ports: OpenTicketPorts) {
  const { client, addresses } = ports;
  const state: StoreApi<OpenTicketState> = createStore(() => shut);
  const { getState: get, setState: set } = state;
  /** An answer that comes when another ticket is open is nobody's. */
  const isOpen = (ticketNo: string) => get().ticketNo === ticketNo;
  /** Forms of tickets that were left, so that coming back finds what was typed. */
  const left = new Map<string, Pick<OpenTicketState, 'step' | 'values'>>();

  const refusalOf = (failure: TicketFailure): TicketRefusalView => {
    if (failure.code === 'unreachable') return { code: 'offline' };
    if (failure.code !== 'refused') return { code: failure.code };
    ports.refused(failure.status);
    const { why: code, code: _refused, status: _status, ...about } = failure;
    return { code, ...about };
  };
  const take = (whole: WholeTicket) => {
    set({ whole, failure: null });
    ports.read(whole);
  };
  const dropRecordings = () => {
    for (const recording of Object.values(get().recordings))
      if (recording.kind === 'playing') addresses.revokeObjectURL(recording.url);
  };

  async function refresh(): Promise<void> {
    const { ticketNo } = get();
    const api = client();
    if (ticketNo === null || api === null) return;
    const read = await api.read(ticketNo);
    if (!isOpen(ticketNo)) return;
    if (read.ok) take(read.value);
    else set({ failure: refusalOf(read.error).code });
  }

  return {
    state,
    refresh,

    open(ticketNo: string | null): void {
      if (get().ticketNo === ticketNo) return;
      const { ticketNo: before, step, values } = get();
      if (before !== null) left.set(before, { step, values });
      dropRecordings();
      set({ ...shut, ...(ticketNo === null ? {} : left.get(ticketNo)), ticketNo }, true);
      void refresh();
    },

    form(step: TicketStep | null): void {
      set({ step, refusal: null, done: null });
    },
    change(change: Partial<StepValues>): void {
      const { step, values } = get();
      if (step === null) return;
      set({ values: { ...values, [step]: { ...noValues, ...values[step], ...change } } });
    },

    /** `callId`: of the call in which a revisit was made; null: none. */
    async send(callId: string | null): Promise<void> {
      const { ticketNo, whole, step, values, sending } = get();
      const api = client();
      if (ticketNo === null || whole === null || step === null || sending || api === null) return;
      const event = eventOf(step, values[step] ?? noValues, callId);
      if (event === null) return;
      set({ sending: true, refusal: null, done: null });
      const taken = await api.step(ticketNo, { expectedVersion: whole.version, event });
      if (taken.ok) left.delete(ticketNo);
      if (!isOpen(ticketNo)) return;
      if (taken.ok) {
        const { [step]: _sent, ...rest } = get().values;
        set({ step: null, values: rest, conflict: null, done: step, sending: false });
        take(taken.value);
        ports.stepped();
        return;
      }
      if (taken.error.code === 'conflict') {
        set({ conflict: { since: whole.version } });
        await refresh();
        if (isOpen(ticketNo)) set({ sending: false });
        return;
      }
      // When nothing answered it is not known whether it arrived: the next look says so, and its version keeps it from
      // being twice.
      set({ refusal: refusalOf(taken.error), sending: false });
    },
    conflictRead: (): void => set({ conflict: null }),

    async reveal(reason: string): Promise<void> {
      const { ticketNo } = get();
      const api = client();
      if (ticketNo === null || api === null) return;
      set({ revealRefusal: null });
      const shown = await api.reveal(ticketNo, reason);
      if (!isOpen(ticketNo)) return;
      set(shown.ok ? { revealed: shown.value } : { revealRefusal: refusalOf(shown.error).code });
    },
    conceal: (): void => set({ revealed: null }),

    async listen(callId: string): Promise<void> {
      const { ticketNo } = get();
      const say = (recording: TicketRecording) =>
        set({ recordings: { ...get().recordings, [callId]: recording } });
      if (ticketNo === null) return;
      say({ kind: 'fetching' });
      const found = await ports.recordingOf(callId);
      if (!isOpen(ticketNo)) return;
      if (found.ok) say({ kind: 'playing', url: addresses.createObjectURL(found.value) });
      else say({ kind: 'failed', why: found.error });
    },

    async openFile({ id, name }: AttachmentView): Promise<void> {
      const { ticketNo } = get();
      const say = (file: TicketFile) => set({ files: { ...get().files, [id]: file } });
      if (ticketNo === null) return;
      say({ kind: 'fetching' });
      const found = await ports.fileOf(id);
      // A ticket that was left does not open its files any more.
      if (!isOpen(ticketNo)) return;
      if (!found.ok) return say({ kind: 'failed', why: found.error });
      const how = await ports.openFile(name, found.value);
      if (!isOpen(ticketNo)) return;
      say(how === 'not-opened' ? { kind: 'failed', why: how } : { kind: how });
    },

    /** 关联 with another ticket, or not any more. */
    async link(kind: 'link' | 'unlink', other: string): Promise<void> {
      const { ticketNo, linking } = get();
      const api = client();
      if (ticketNo === null || linking || api === null) return;
      set({ linking: true, linkRefusal: null });
      const linked = await api[kind](ticketNo, other);
      if (!isOpen(ticketNo)) return;
      set({ linking: false, linkRefusal: linked.ok ? null : refusalOf(linked.error) });
      if (linked.ok) take(linked.value);
    },

    clear(): void {
      dropRecordings();
      left.clear();
      set(shut, true);
    },
  };
}
