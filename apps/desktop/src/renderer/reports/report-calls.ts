/** The calls behind a figure, page by page; and the one of them that is open, with its recording. */
import type { CallsQuery, ReportCall, ReportClient, WholeCall } from '@hotline/domain/report-api';
import type { Result } from '@hotline/domain/result';
import type { TicketRecording } from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RecordingTrouble } from '../tickets/bridge-files.ts';

type ReportCallsState = {
  readonly calls: readonly ReportCall[];
  readonly total: number | null;
  readonly next: string | null;
  readonly reading: boolean;
  /** A refusal's code, or `offline`. */
  readonly failure: string | null;
  readonly call: WholeCall | null;
  readonly callFailure: string | null;
  readonly recording: TicketRecording | null;
};

const nothing: ReportCallsState = {
  calls: [],
  total: null,
  next: null,
  reading: false,
  failure: null,
  call: null,
  callFailure: null,
  recording: null,
};
const PAGE = 50;

export function createReportCalls(ports: {
  readonly client: () => ReportClient | null;
  readonly recordingOf: (callId: string) => Promise<Result<Blob, RecordingTrouble>>;
  readonly addresses: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
}) {
  const state: StoreApi<ReportCallsState> = createStore(() => nothing);
  let query: Omit<CallsQuery, 'limit'> | null = null;
  /** A newer asking makes older answers void. */
  let asking = 0;

  async function read(after: string | null): Promise<void> {
    const api = ports.client();
    if (api === null || query === null) return;
    asking += 1;
    const mine = asking;
    state.setState({ reading: true, failure: null });
    const page = await api.calls({
      ...query,
      limit: PAGE,
      ...(after === null ? {} : { after }),
    });
    if (mine !== asking) return;
    if (!page.ok) {
      state.setState({ reading: false, failure: codeOf(page.error) });
      return;
    }
    const { calls, total, next } = page.value;
    const before = after === null ? [] : state.getState().calls;
    state.setState({ calls: [...before, ...calls], total, next, reading: false });
  }

  function silence(): void {
    const { recording } = state.getState();
    if (recording?.kind === 'playing') ports.addresses.revokeObjectURL(recording.url);
    state.setState({ recording: null });
  }

  return {
    state,
    list(wanted: Omit<CallsQuery, 'limit'>): void {
      query = wanted;
      state.setState({ calls: [], total: null, next: null });
      void read(null);
    },
    more(): void {
      const { next, reading } = state.getState();
      if (next !== null && !reading) void read(next);
    },

    async open(callId: string): Promise<void> {
      silence();
      state.setState({ call: null, callFailure: null });
      const api = ports.client();
      if (api === null) return;
      const call = await api.call(callId);
      if (call.ok) state.setState({ call: call.value });
      else state.setState({ callFailure: codeOf(call.error) });
    },
    async listen(callId: string): Promise<void> {
      state.setState({ recording: { kind: 'fetching' } });
      const isStill = () => state.getState().call?.callId === callId;
      try {
        const fetched = await ports.recordingOf(callId);
        if (!isStill()) return;
        state.setState({
          recording: fetched.ok
            ? { kind: 'playing', url: ports.addresses.createObjectURL(fetched.value) }
            : { kind: 'failed', why: fetched.error },
        });
      } catch {
        if (isStill()) state.setState({ recording: { kind: 'failed', why: 'failed' } });
      }
    },
    closeCall(): void {
      silence();
      state.setState({ call: null, callFailure: null });
    },
    clear(): void {
      asking += 1;
      query = null;
      silence();
      state.setState(nothing);
    },
  };
}

export const codeOf = (failure: {
  readonly code: 'refused' | 'unreachable';
  readonly why?: string;
}): string => (failure.code === 'unreachable' ? 'offline' : (failure.why ?? 'unknown'));
