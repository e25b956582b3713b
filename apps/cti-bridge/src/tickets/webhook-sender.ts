/**
 * 工单事件推送: each entry of a ticket's history to each configured platform, at least once and in the ticket's order.
 * What is to be sent lies in the store, written with the entry itself, so a restart loses nothing.
 *
 *   waiting ──2xx──► delivered
 *      │  └─5xx, 408, 425, 429, silence─► waits (1 s … 15 min), up to three days ─┐
 *      │     └────────────────────────────────────────────────────────────────────┘
 *      └─any other answer, or three days over─► dead: holds up its ticket until a person sends it again
 */
import { fold, type HistoryEntry } from '@hotline/domain/ticket';
import type { Clock } from '../esl/clock.ts';
import { post, signatureHeaders, waitBeforeRetry, type RetryLimits } from '../push/index.ts';
import type { Attempted, DueDelivery, TicketStore } from '../store/index.ts';

export type WebhookOptions = {
  readonly store: TicketStore;
  readonly targets: readonly { readonly id: string; readonly url: string }[];
  /** HOTLINE_WEBHOOK_SECRET */
  readonly secret: string;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
  /** Of one attempt. */
  readonly timeOutMs?: number;
};

/** Other bridges write to the same store: what they leave is found by looking. */
const LOOK_EVERY_MS = 1000;
const AT_ONCE = 16;
const TIME_OUT_MS = 10_000;
const limits: RetryLimits = { longestMs: 15 * 60_000, giveUpAfterMs: 3 * 86_400_000 };

export function startWebhooks(options: WebhookOptions): { stop(): Promise<void> } {
  const { store, secret, clock, random, log, timeOutMs = TIME_OUT_MS } = options;
  const urls = new Map(options.targets.map(({ id, url }) => [id, url]));
  const stopped = new AbortController();
  let cancel: (() => void) | null = null;
  let round = Promise.resolve();

  async function attempt(delivery: DueDelivery): Promise<void> {
    const { target, ticketNo, no } = delivery;
    const url = urls.get(target);
    const how =
      url === undefined
        ? ({
            outcome: 'dead',
            at: clock.now(),
            nextAt: clock.now(),
            status: null,
            fault: 'the configuration has no such target',
          } as const)
        : await send(delivery, url);
    if (how === null) return;
    if (how.outcome === 'dead') {
      log.warn({ target, ticketNo, no, status: how.status, fault: how.fault }, 'event given up');
    }
    await store.attempted(delivery, how);
  }

  /** null: cut short by the stop, and no attempt. */
  async function send(delivery: DueDelivery, url: string): Promise<Attempted | null> {
    const { target, ticketNo, no, attempts, firstAt } = delivery;
    const record = await store.find(ticketNo);
    const body = bodyOf(ticketNo, record?.external?.id ?? null, await store.history(ticketNo), no);
    const begun = clock.now();
    const { status, receiptId, retryAfterMs, fault } = await post(
      url,
      signatureHeaders(secret, `${target}.${ticketNo}.${no}`, body, begun),
      body,
      AbortSignal.any([stopped.signal, AbortSignal.timeout(timeOutMs)]),
    );
    if (stopped.signal.aborted) return null;
    const at = clock.now();
    if (status !== null && status >= 200 && status < 300) {
      return { outcome: 'delivered', at, status, receiptId };
    }
    const since = at - (firstAt ?? begun);
    const wait = waitBeforeRetry(attempts + 1, since, { status, retryAfterMs }, random(), limits);
    return wait === null
      ? { outcome: 'dead', at, nextAt: at, status, fault }
      : { outcome: 'waiting', at, nextAt: at + wait, status, fault };
  }

  async function look(): Promise<void> {
    try {
      let due: readonly DueDelivery[];
      do {
        due = await store.dueDeliveries(clock.now(), AT_ONCE);
        await Promise.all(due.map(attempt));
      } while (due.length > 0 && !stopped.signal.aborted);
    } catch (cause) {
      log.warn({ err: cause }, 'events could not be read or noted; tried again');
    }
    if (stopped.signal.aborted) return;
    cancel = clock.after(LOOK_EVERY_MS, () => {
      round = look();
    });
  }

  round = look();
  return {
    async stop() {
      stopped.abort();
      cancel?.();
      await round;
    },
  };
}

/**
 * The same bytes each time, from a history that never changes. Without the complainant: who needs the matter reads the
 * ticket.
 */
function bodyOf(
  ticketNo: string,
  externalId: string | null,
  history: readonly HistoryEntry[],
  no: number,
): string {
  const then = history.slice(0, no);
  const entry = then.at(-1);
  if (entry?.no !== no) throw new Error(`ticket ${ticketNo} has no entry ${no}`);
  const { at, by, event } = entry;
  return JSON.stringify({ ticketNo, externalId, no, at, by, event, state: fold(then).state.kind });
}
