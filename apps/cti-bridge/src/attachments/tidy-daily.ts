/** Once a day, the first time soon after the start. */
import type { Clock } from '../esl/clock.ts';
import type { Attachments } from './attachments.ts';

const FIRST_AFTER_MS = 5 * 60_000;
const DAY_MS = 86_400_000;

/** @returns what ends it; a run under way comes to its end. */
export function tidyAttachmentsDaily(
  attachments: Pick<Attachments, 'tidy'>,
  clock: Clock,
  log: Log,
): () => void {
  let isStopped = false;
  let cancel = clock.after(FIRST_AFTER_MS, run);

  function run(): void {
    void tidy(attachments, log).finally(() => {
      if (!isStopped) cancel = clock.after(DAY_MS, run);
    });
  }
  return () => {
    isStopped = true;
    cancel();
  };
}

async function tidy(attachments: Pick<Attachments, 'tidy'>, log: Log): Promise<void> {
  try {
    const removed = await attachments.tidy();
    if (removed > 0) log.info({ removed }, 'attachments tidied');
  } catch (cause) {
    log.warn({ err: cause }, 'attachments could not be tidied');
  }
}

type Log = Record<
  'info' | 'warn',
  (fields: Readonly<Record<string, unknown>>, words: string) => void
>;
