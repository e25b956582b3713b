/**
 * 拉取: tickets of a platform that does not hand them over by itself. It is asked page by page from where the last page
 * ended; what it tells is taken by id and version, so that a page may come twice or in any order.
 *
 *   ask ──a page──► its tickets stored, then its cursor ──more──► ask
 *    ▲                 └─that was all, or the round is long enough─► wait the interval ──► ask
 *    └── wait 1 s … 15 min ◄── silence, an error, an answer that is no page
 */
import { externalTicket } from '@hotline/domain/ticket-api';
import { z } from 'zod';
import type { Clock } from '../esl/clock.ts';
import { signatureHeaders, waitBeforeRetry, type RetryLimits } from '../push/index.ts';
import type { TicketStore } from '../store/index.ts';

type PullSource = {
  readonly id: string;
  readonly url: string;
  readonly everySeconds: number;
  readonly pageSize: number;
};

export type PullOptions = {
  readonly store: Pick<TicketStore, 'receive' | 'pulledTo' | 'pulled'>;
  readonly sources: readonly PullSource[];
  /** HOTLINE_WEBHOOK_SECRET */
  readonly secret: string;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
  /** For the figures of operations. */
  readonly count: (source: string, what: PullOutcome) => void;
  /** Of one page. */
  readonly timeOutMs?: number;
};

export type PullOutcome = 'created' | 'updated' | 'unchanged' | 'unreadable' | 'page' | 'failure';

/** A platform without an end, or whose pages never end, has its turn again after the interval. */
const PAGES_A_ROUND = 50;
const TIME_OUT_MS = 30_000;
const MAX_PAGE_BYTES = 32 * 1024 * 1024;
/** Never given up: a platform that is repaired after a week is gone on with. */
const limits: RetryLimits = { longestMs: 15 * 60_000, giveUpAfterMs: Number.POSITIVE_INFINITY };

const page = z.object({
  /** Each is looked at by itself: one that cannot be read does not keep the others away. */
  tickets: z.array(z.unknown()).max(1000),
  /** Where the next page begins; sent back as it is. */
  cursor: z.string().max(512),
  more: z.boolean(),
});
const pulledTicket = externalTicket.extend({ id: z.string().regex(/^[\w.:-]{1,64}$/) });

export function startPull(options: PullOptions): { stop(): Promise<void> } {
  const stopped = new AbortController();
  const all = options.sources.map((source) => pullFrom(source, options, stopped.signal));
  return {
    async stop() {
      stopped.abort();
      await Promise.all(all);
    },
  };
}

async function pullFrom(
  source: PullSource,
  options: PullOptions,
  stopped: AbortSignal,
): Promise<void> {
  const { clock, random, log, count } = options;
  let attempts = 0;
  while (!stopped.aborted) {
    let wait = source.everySeconds * 1000;
    try {
      // oxlint-disable-next-line no-await-in-loop -- one round after the other
      await round(source, options, stopped);
      attempts = 0;
    } catch (cause) {
      if (stopped.aborted) return;
      attempts += 1;
      count(source.id, 'failure');
      const retryAfterMs = null;
      wait = waitBeforeRetry(attempts, 0, { status: null, retryAfterMs }, random(), limits) ?? wait;
      log.warn({ err: cause, source: source.id, attempts, wait }, 'tickets could not be pulled');
    }
    // oxlint-disable-next-line no-await-in-loop
    await pause(clock, wait, stopped);
  }
}

/** Throws when a page did not come: what came before it is stored, and is not asked for again. */
async function round(
  source: PullSource,
  { store, secret, clock, log, count, timeOutMs = TIME_OUT_MS }: PullOptions,
  stopped: AbortSignal,
): Promise<void> {
  let cursor = await store.pulledTo(source.id);
  for (let pages = 0; pages < PAGES_A_ROUND && !stopped.aborted; pages += 1) {
    // oxlint-disable-next-line no-await-in-loop -- where the next page begins stands in this one
    const { tickets, ...after } = await readPage(source, cursor, secret, clock.now(), [
      stopped,
      AbortSignal.timeout(timeOutMs),
    ]);
    count(source.id, 'page');
    for (const [index, each] of tickets.entries()) {
      const read = pulledTicket.safeParse(each);
      if (!read.success) {
        count(source.id, 'unreadable');
        const at = read.error.issues[0]?.path.join('.');
        log.warn({ source: source.id, cursor, index, at }, 'a pulled ticket cannot be read');
        continue;
      }
      const { id, version, draft } = read.data;
      const by = { role: 'dispatcher', person: 'platform' } as const;
      // oxlint-disable-next-line no-await-in-loop
      const { outcome } = await store.receive({ id, version }, draft, by, clock.now());
      count(source.id, outcome);
    }
    const standsStill = after.cursor === cursor;
    // oxlint-disable-next-line no-await-in-loop
    if (!standsStill) await store.pulled(source.id, after.cursor, clock.now());
    cursor = after.cursor;
    if (!after.more) return;
    if (standsStill) throw new Error('the platform says there is more, and tells the same again');
  }
}

async function readPage(
  source: PullSource,
  cursor: string,
  secret: string,
  now: number,
  signals: AbortSignal[],
): Promise<z.output<typeof page>> {
  const address = new URL(source.url);
  address.searchParams.set('after', cursor);
  address.searchParams.set('limit', String(source.pageSize));
  // No body: the address is what is signed, so that nobody turns one page's request into another's.
  const signed = signatureHeaders(secret, `${source.id}.${cursor}`, address.search, now);
  const answer = await fetch(address, {
    headers: { accept: 'application/json', 'user-agent': 'hotline-desk', ...signed },
    redirect: 'manual',
    signal: AbortSignal.any(signals),
  });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Error(`the platform answered ${answer.status}`);
  }
  return page.parse(JSON.parse(await readUpTo(answer, MAX_PAGE_BYTES)));
}

async function readUpTo(answer: Response, most: number): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > most) throw new Error('the platform’s page is too long');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function pause(clock: Clock, ms: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    stopped.addEventListener(
      'abort',
      () => {
        cancel();
        resolve();
      },
      { once: true },
    );
    if (stopped.aborted) {
      cancel();
      resolve();
    }
  });
}
