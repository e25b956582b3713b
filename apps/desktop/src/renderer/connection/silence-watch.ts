/**
 * Notices a connection that carries nothing any more though nobody closed it (a pulled cable, a dead router): a page is
 * not told of the WebSocket's own pings. Watches from the first beat on: a bridge that never beats is merely quiet.
 */
export type SilenceWatch = {
  /** Something came; `isBeat`: it was a beat. */
  readonly heard: (isBeat: boolean) => void;
  /** The connection is over; the next one is watched from its own first beat on. */
  readonly stop: () => void;
};

export function createSilenceWatch(
  ports: {
    readonly now: () => number;
    readonly setTimer: (run: () => void, ms: number) => () => void;
  },
  limitMs: number,
  onSilent: () => void,
): SilenceWatch {
  let heardAt = 0;
  let stopTimer: (() => void) | null = null;

  function look(): void {
    stopTimer = null;
    // A page in the background has its timers held up, a sleeping machine too: what counts is when something last came.
    const left = heardAt + limitMs - ports.now();
    if (left <= 0) onSilent();
    else stopTimer = ports.setTimer(look, left);
  }

  return {
    heard(isBeat) {
      heardAt = ports.now();
      if (isBeat && stopTimer === null) stopTimer = ports.setTimer(look, limitMs);
    },
    stop() {
      stopTimer?.();
      stopTimer = null;
    },
  };
}
