/**
 * 大屏's figures: asked for every two seconds, each question with its own time limit, so that nothing but the newest answer
 * is held, whatever the network does in months.
 */
import { hallView, type HallView } from '@hotline/domain/protocol';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DeskCore } from '../app/desk-core.ts';

type HallState = {
  readonly view: HallView | null;
  /** No answer for a while: what is shown is old. */
  readonly isStale: boolean;
  readonly turn: number;
};

const EVERY_MS = 2_000;
const WITHIN_MS = 4_000;
const STALE_AFTER_MS = 10_000;
const PAGE_MS = 12_000;

export function createHallDesk(core: DeskCore, expire: () => void) {
  const { ports } = core;
  const state: StoreApi<HallState> = createStore(() => ({ view: null, isStale: false, turn: 0 }));
  let readAt = 0;
  let isOn = false;

  const token = (): string | null => {
    const { stage } = core.get();
    return stage.kind === 'signed-in' && stage.person.role === 'hall' ? stage.person.token : null;
  };

  async function read(bearer: string): Promise<void> {
    const response = await ports.fetcher(new URL('/api/v1/hall', ports.info.bridgeUrl), {
      headers: { authorization: `Bearer ${bearer}` },
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (response.status === 401) return expire();
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const view = hallView.parse(await response.json());
    readAt = ports.now();
    state.setState({ view, isStale: false });
    core.set({ link: { ...core.get().link, clockOffsetMs: view.now - readAt } });
  }

  async function look(): Promise<void> {
    const bearer = token();
    if (bearer === null) {
      isOn = false;
      state.setState({ view: null, isStale: false });
      return;
    }
    try {
      await read(bearer);
    } catch {
      // Told by how old the figures are; the next question is asked all the same.
      if (ports.now() - readAt > STALE_AFTER_MS) state.setState({ isStale: true });
    }
    ports.setTimer(() => void look(), EVERY_MS);
  }

  function turnLater(): void {
    ports.setTimer(() => {
      if (!isOn) return;
      next();
      turnLater();
    }, PAGE_MS);
  }

  const next = (): void => state.setState(({ turn }) => ({ turn: turn + 1 }));

  return {
    state,
    next,
    /** From the moment a hall screen is signed in, until it is not. */
    start: (): void => {
      core.state.subscribe(() => {
        if (isOn || token() === null) return;
        isOn = true;
        void look();
        turnLater();
      });
    },
  };
}
