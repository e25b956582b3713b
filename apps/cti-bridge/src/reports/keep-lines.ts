/** Follows the ledger with the call lines, soon after each fact and in pieces, so that nothing waits for it. */
import type { Clock } from '../esl/clock.ts';
import type { Logger } from '../observe/log.ts';
import { followLedger, type LedgerReader, type SqlRunner } from '../store/index.ts';

const PAUSE_MS = 1_000;
const RETRY_MS = 10_000;
/** Between two pieces of a long way: other work comes first. */
const BREATH_MS = 5;

export type LineKeeper = {
  /** Resolves when all that is on the ledger now is in the lines. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
};

export function keepLines(options: {
  readonly ledger: LedgerReader;
  readonly runner: SqlRunner;
  readonly clock: Clock;
  readonly log: Logger;
}): LineKeeper {
  const { ledger, runner, clock, log } = options;
  let isStopped = false;
  let cancel = clock.after(0, run);
  let reading: Promise<number> = Promise.resolve(0);

  /** One piece after the other, whoever asks. */
  function next(): Promise<number> {
    reading = reading.catch(() => 0).then(() => (isStopped ? 0 : followLedger(ledger, runner)));
    return reading;
  }

  function run(): void {
    next().then(
      (read) => again(read > 0 ? BREATH_MS : PAUSE_MS),
      (cause: unknown) => {
        log.error({ err: cause }, 'the call lines could not be written; they are tried again');
        again(RETRY_MS);
      },
    );
  }
  function again(afterMs: number): void {
    if (!isStopped) cancel = clock.after(afterMs, run);
  }

  return {
    async caughtUp() {
      // oxlint-disable-next-line no-await-in-loop -- until nothing is new
      while ((await next()) > 0);
    },
    async stop() {
      isStopped = true;
      cancel();
      await reading.catch(() => 0);
    },
  };
}
