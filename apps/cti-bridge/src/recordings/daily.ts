/** Once a day, the first time soon after the start: recordings nobody finished, recordings kept for their time. */
import type { Clock } from '../esl/clock.ts';
import { removeOldRecordings, type CleanUp } from './clean-up.ts';
import { settleUnfinished } from './settle-unfinished.ts';

/** The calls of before a restart have been read back by then. */
const FIRST_AFTER_MS = 2 * 60_000;
const DAY_MS = 86_400_000;

/** @returns what ends it; a run under way comes to its end. */
export function tidyDaily(options: CleanUp, clock: Clock): () => void {
  let cancel = clock.after(FIRST_AFTER_MS, run);
  let isStopped = false;

  function run(): void {
    void tidy(options, clock.now()).finally(() => {
      if (!isStopped) cancel = clock.after(DAY_MS, run);
    });
  }
  return () => {
    isStopped = true;
    cancel();
  };
}

async function tidy(options: CleanUp, now: number): Promise<void> {
  const { index, folder, keepDays, log } = options;
  try {
    const settled = await settleUnfinished(index, folder, now);
    const removed = await removeOldRecordings(options, now);
    if (settled + removed > 0) log.info({ settled, removed, keepDays }, 'recordings tidied');
  } catch (cause) {
    log.warn({ err: cause }, 'recordings could not be tidied');
  }
}
