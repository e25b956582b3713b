/**
 * Notices a SIP connection that carries nothing any more though nobody closed it. OPTIONS (RFC 3261, 11) asks the PBX for
 * any answer at all, a refusal too. The double CRLF of RFC 5626, 4.4.1 would be smaller, but sofia-sip 1.13 does not
 * answer it on a WebSocket, and a page cannot send RFC 6455's ping.
 *
 * Every 10 s: five hundred seats are 50 OPTIONS a second, and a dead line is known after 12 s at the latest. What tells
 * earlier costs nothing: when the bridge falls silent or the network changes, the line is asked at once (`ask`), and it
 * is known within 2 s.
 *
 * A PBX that has never answered one is not judged by it.
 */
const EVERY_MS = 10_000;
const ANSWER_MS = 2_000;

export type LineProbe = {
  /** Asks now, unless an answer is being waited for. */
  readonly ask: () => void;
  /** The connection is over: no answer to the last question will come. */
  readonly lost: () => void;
  readonly stop: () => void;
};

export function createLineProbe(line: {
  readonly isOpen: () => boolean;
  /** Sends one OPTIONS; `answered` is called when the PBX has answered it. */
  readonly sendOptions: (answered: () => void) => void;
  readonly onDead: () => void;
}): LineProbe {
  let answersProbes = false;
  let deadline: ReturnType<typeof setTimeout> | null = null;

  const lost = () => {
    if (deadline !== null) clearTimeout(deadline);
    deadline = null;
  };
  const ask = () => {
    if (!line.isOpen() || deadline !== null) return;
    deadline = setTimeout(() => {
      deadline = null;
      if (answersProbes) line.onDead();
    }, ANSWER_MS);
    line.sendOptions(() => {
      answersProbes = true;
      lost();
    });
  };
  const timer = setInterval(ask, EVERY_MS);
  return {
    ask,
    lost,
    stop() {
      clearInterval(timer);
      lost();
    },
  };
}
