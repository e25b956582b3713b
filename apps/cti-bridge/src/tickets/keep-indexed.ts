/**
 * Keeps what lists are searched by in step with the rules: when limits or calendar are others than those it was written
 * by, every open ticket is gone through once, a page at a time, beside whatever else the bridge does.
 */
import { createHash } from 'node:crypto';
import type { TicketRules } from '@hotline/domain/ticket';
import type { Logger } from '../observe/log.ts';
import type { TicketStore } from '../store/index.ts';

export type IndexKeeper = {
  /** Rules or calendar may be others now. */
  check(): void;
  stop(): Promise<void>;
};

/** Each page is one transaction, of some milliseconds: calls do not wait for more. */
const PAGE = 100;

export function keepIndexed(
  store: Pick<TicketStore, 'reindex' | 'indexedBy' | 'noteIndexed'>,
  rules: () => TicketRules,
  log: Logger,
): IndexKeeper {
  const wish = { isStopped: false, isAsked: false };
  let running: Promise<void> | null = null;

  /** One page after the other; false when it was called off on the way, or has to begin anew. */
  async function goThrough(): Promise<boolean> {
    for (let after = await store.reindex('', PAGE); after !== null;) {
      // The next page is the next turn: what has come in meanwhile goes first.
      await new Promise<void>((resolve) => void setImmediate(resolve));
      if (wish.isStopped || wish.isAsked) return false;
      after = await store.reindex(after, PAGE);
    }
    return true;
  }

  async function bringUpToDate(): Promise<void> {
    while (wish.isAsked && !wish.isStopped) {
      wish.isAsked = false;
      const digest = digestOf(rules());
      if ((await store.indexedBy()) === digest) continue;
      if (await goThrough()) await store.noteIndexed(digest);
    }
  }

  function check(): void {
    wish.isAsked = true;
    running ??= bringUpToDate()
      .catch((cause: unknown) => {
        log.error({ err: cause }, 'due times of lists could not be brought up to date yet');
      })
      .finally(() => {
        running = null;
        // Asked for as the last turn ended.
        if (wish.isAsked && !wish.isStopped) check();
      });
  }

  return {
    check,
    async stop() {
      wish.isStopped = true;
      await running;
    },
  };
}

function digestOf({ calendar, ...place }: TicketRules): string {
  const days = [calendar.years, calendar.off, calendar.working].map((set) =>
    [...set].toSorted((a, b) => a - b),
  );
  return createHash('sha256')
    .update(JSON.stringify([place, days]))
    .digest('hex');
}
