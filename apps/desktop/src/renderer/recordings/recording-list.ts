/** 录音 as they were found: read page by page from the newest on. */
import { recordingPage, type RecordingQuery, type RecordingRow } from '@hotline/domain/recordings';
import { noRecordingFilter, type RecordingFilters } from '@hotline/ui';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AskBridge } from './ask-bridge.ts';

type RecordingListState = {
  readonly filters: RecordingFilters;
  readonly rows: readonly RecordingRow[];
  readonly next: string | null;
  readonly reading: 'none' | 'first' | 'more';
  /** `offline`, or the bridge's code. */
  readonly failure: string | null;
  readonly chosen: string | null;
  readonly isRead: boolean;
};

const DAY_MS = 86_400_000;
const PAGE = 100;

export function createRecordingList(ask: AskBridge, dayStart: () => number) {
  const state: StoreApi<RecordingListState> = createStore(() => ({
    filters: noRecordingFilter,
    rows: [],
    next: null,
    reading: 'none',
    failure: null,
    chosen: null,
    isRead: false,
  }));
  /** Which asking an answer has to belong to: a newer one makes it void. */
  let asking = 0;

  async function read(after: string | null): Promise<void> {
    asking += 1;
    const mine = asking;
    const { filters, rows } = state.getState();
    state.setState({ reading: after === null ? 'first' : 'more', failure: null });
    const found = await ask('recordings/search', recordingPage, {
      ...queryOf(filters, dayStart()),
      limit: PAGE,
      ...(after === null ? {} : { after }),
    } satisfies RecordingQuery);
    if (mine !== asking) return;
    if (found.ok) {
      const { recordings, next } = found.value;
      state.setState({
        rows: after === null ? recordings : [...rows, ...recordings],
        next,
        reading: 'none',
        isRead: true,
      });
    } else state.setState({ reading: 'none', failure: found.error.code });
  }

  return {
    state,
    refresh: (): Promise<void> => read(null),
    filter(change: Partial<RecordingFilters>): Promise<void> {
      state.setState(({ filters }) => ({ filters: { ...filters, ...change }, rows: [] }));
      return read(null);
    },
    more(): void {
      const { next, reading, failure } = state.getState();
      if (next !== null && reading === 'none' && failure === null) void read(next);
    },
    choose: (chosen: string): void => state.setState({ chosen }),
    clear(): void {
      asking += 1;
      const empty = { rows: [], next: null, reading: 'none', failure: null, chosen: null } as const;
      state.setState({ ...empty, filters: noRecordingFilter, isRead: false });
    },
  };
}

/** `today`: when the hotline's day began, ms. */
function queryOf(
  { range, seatId, queueId, number, callId }: RecordingFilters,
  today: number,
): RecordingQuery {
  const from = {
    today,
    yesterday: today - DAY_MS,
    week: today - 6 * DAY_MS,
    month: today - 30 * DAY_MS,
    all: null,
  }[range];
  return {
    ...(from === null ? {} : { from: Math.max(0, from) }),
    ...(range === 'yesterday' ? { to: today } : {}),
    ...(seatId === null ? {} : { seatId }),
    ...(queueId === null ? {} : { queueId }),
    ...(number === '' ? {} : { number }),
    ...(callId === '' ? {} : { callId }),
  };
}
