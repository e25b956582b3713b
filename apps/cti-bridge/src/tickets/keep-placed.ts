/** Looks up the district of tickets that were filed before there was a list of places, a page at a time, beside all else. */
import type { Logger } from '../observe/log.ts';
import type { TicketStore } from '../store/index.ts';

/** Each page is one transaction, of some milliseconds. */
const PAGE = 100;

/** @returns what ends it, when the page under way is written. */
export function keepPlaced(
  store: Pick<TicketStore, 'placeUnplaced'>,
  log: Pick<Logger, 'info' | 'error'>,
): () => Promise<void> {
  const stopped = new AbortController();
  async function goThrough(): Promise<void> {
    let placed = 0;
    for (let found = PAGE; found === PAGE && !stopped.signal.aborted; placed += found) {
      // oxlint-disable-next-line no-await-in-loop -- what has come in meanwhile goes first
      await new Promise<void>((resolve) => void setImmediate(resolve));
      // oxlint-disable-next-line no-await-in-loop -- a page after the other
      found = await store.placeUnplaced(PAGE);
    }
    if (placed > 0) log.info({ placed }, 'districts of earlier tickets looked up');
  }
  const running = goThrough().catch((cause: unknown) =>
    log.error(
      { err: cause },
      'districts of earlier tickets could not be looked up; at the next start',
    ),
  );
  return async () => {
    stopped.abort();
    await running;
  };
}
