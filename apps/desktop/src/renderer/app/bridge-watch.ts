import { retryDelayMs } from '../connection/backoff.ts';
import { hotlineName } from '../connection/log-in.ts';
import type { DeskCore, DeskState } from './desk-core.ts';

/**
 * Before anybody is signed in: asks the bridge who it is until it answers, and asks again after a log-in that did not
 * reach it. Meanwhile the sign-in screen says so. `onFound` is told each time that it answers.
 */
export function watchBridge(core: DeskCore, onFound: () => void): void {
  const { get, set, ports } = core;
  const { bridgeUrl } = ports.info;
  let asking = false;

  async function ask(attempt: number): Promise<void> {
    const hotline = await hotlineName(ports.fetcher, bridgeUrl);
    const { stage } = get();
    if (hotline === null) {
      if (stage.kind === 'signed-out' && stage.trouble === null)
        set({ stage: { kind: 'signed-out', trouble: { code: 'unreachable', url: bridgeUrl } } });
      ports.setTimer(() => void ask(attempt + 1), retryDelayMs(attempt, ports.random()));
      return;
    }
    asking = false;
    set({
      hotline,
      ...(isUnreachable(stage) ? { stage: { kind: 'signed-out', trouble: null } } : {}),
    });
    onFound();
  }

  function begin(): void {
    if (asking) return;
    asking = true;
    void ask(0);
  }

  begin();
  core.state.subscribe(({ stage }) => {
    if (isUnreachable(stage)) begin();
  });
}

export function isUnreachable(stage: DeskState['stage']): boolean {
  return stage.kind === 'signed-out' && stage.trouble?.code === 'unreachable';
}
