/** 录音与质检 on the desk: whether it is shown, the list, the player. An arriving call brings the workbench back. */
import { recordingTerms, type RecordingRow, type RecordingTerms } from '@hotline/domain/recordings';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';
import { askBridge } from './ask-bridge.ts';
import { createCheckDesk } from './check-desk.ts';
import { webDeck, type Deck } from './deck.ts';
import { createRecordingList } from './recording-list.ts';
import { createRecordingPlayer } from './recording-player.ts';

type RecordingDeskState = {
  /** null: not read yet. */
  readonly terms: RecordingTerms | null;
  readonly failure: string | null;
};
const DAY_MS = 86_400_000;

export function createRecordingDesk(core: DeskCore, openDeck: () => Deck = webDeck) {
  const state: StoreApi<RecordingDeskState> = createStore(() => ({ terms: null, failure: null }));
  const ask = askBridge(core);
  /** By the hotline's zone, which has no summer time. */
  const dayStart = (): number => {
    const now = core.clock();
    const zone = core.get().link.data?.hotline.timeZone;
    const parts = new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      ...(zone === undefined ? {} : { timeZone: zone }),
    }).formatToParts(now);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
    const into = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1000;
    return Math.floor((now - (into % DAY_MS)) / 1000) * 1000;
  };
  const list = createRecordingList(ask, dayStart);
  const player = createRecordingPlayer(core, ask, openDeck);
  const checks = createCheckDesk(ask, (callId) => {
    if (callId === null) player.close();
    else void player.open(callId);
  });

  async function readTerms(): Promise<void> {
    if (state.getState().terms !== null) return checks.refresh();
    const terms = await ask('recordings/terms', recordingTerms);
    if (!terms.ok) return state.setState({ failure: terms.error.code });
    state.setState({ terms: terms.value, failure: null });
    if (terms.value.mayListen && !list.state.getState().isRead) void list.refresh();
    await checks.begin(terms.value.mayListen);
  }

  const isShown = () => core.get().screen === 'recordings';
  return {
    state,
    list,
    player,
    checks,
    toggle(): void {
      if (isShown()) return core.set({ screen: 'workbench' });
      core.set({ screen: 'recordings' });
      void readTerms();
    },
    leave(): void {
      if (isShown()) core.set({ screen: 'workbench' });
    },
    open: (row: RecordingRow): void => void player.open(row.callId, row.part),
    start(): void {
      player.start();
      core.state.subscribe((now, before) => {
        if (now.stage.kind === 'signed-in' || before.stage.kind !== 'signed-in') return;
        list.clear();
        checks.clear();
        state.setState({ terms: null, failure: null });
      });
    },
  };
}
