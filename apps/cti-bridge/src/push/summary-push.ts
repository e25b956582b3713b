/**
 * 工单摘要推送: the ticket's summary to an emergency desk, beside the voice call and never in its way.
 *
 *   push ─► attempt ──2xx──► delivered, with the other side's receipt
 *             ▲   └─5xx, 408, 425, 429, silence─► wait (1 s … 1 min) ─┐
 *             └──────────────────────────────────────────────────────┘   five minutes, then given up
 *                 └─any other answer─► given up
 *
 * What is under way stands in the outbox from before its first attempt until its end is told: a bridge that is started
 * again sends it again by the same key, so that the other side takes it once.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../esl/clock.ts';
import type { SummaryPort, SummaryReceipt } from '../ports.ts';
import type { OutboxSummary, SummaryOutbox } from '../store/index.ts';
import { mayPushTo } from './address.ts';
import { post, type Answered } from './post.ts';
import { waitBeforeRetry } from './retry.ts';
import { signatureHeaders } from './signature.ts';

type PushLogger = {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
};

export type SummaryPushOptions = {
  /** HOTLINE_SUMMARY_SECRET */
  readonly secret: string;
  readonly outbox: SummaryOutbox;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: PushLogger;
  /** Of one attempt. */
  readonly timeOutMs?: number;
  /** Deliveries under way at most; one more is given up at once. */
  readonly maxQueued?: number;
};

const TIME_OUT_MS = 3000;
const MAX_QUEUED = 100;
/** Receipts kept to answer a second push of the same summary with. */
const MAX_REMEMBERED = 1000;

type Delivery = Omit<OutboxSummary, 'attempts'> & { attempts: number };

export function createSummaryPush(options: SummaryPushOptions): SummaryPort {
  const { secret, outbox, clock, random, log } = options;
  const { timeOutMs = TIME_OUT_MS, maxQueued = MAX_QUEUED } = options;
  const listeners = new Set<(receipt: SummaryReceipt) => void>();
  const queued = new Map<string, Delivery>();
  /** Of the deliveries that are over, oldest first. */
  const receipts = new Map<string, SummaryReceipt>();
  const waits = new Set<() => void>();
  const stopped = new AbortController();

  function after(ms: number, task: () => void): void {
    const cancel = clock.after(ms, () => {
      waits.delete(cancel);
      task();
    });
    waits.add(cancel);
  }

  function tell(receipt: SummaryReceipt): void {
    for (const listener of listeners) listener(receipt);
  }

  function finish(
    { key, callId, targetId, url, attempts }: Delivery,
    outcome: SummaryReceipt['outcome'],
    { status, receiptId, fault }: Answered,
  ): void {
    const receipt = { callId, targetId, outcome, status, receiptId, attempts, at: clock.now() };
    queued.delete(key);
    receipts.set(key, receipt);
    const [oldest] = receipts.keys();
    if (receipts.size > MAX_REMEMBERED && oldest !== undefined) receipts.delete(oldest);
    // Never the body, nor what the address may hold behind the host.
    const fields = { callId, targetId, host: hostOf(url), status, attempts, receiptId, fault };
    if (outcome === 'delivered') log.info(fields, 'summary delivered');
    else log.warn(fields, 'summary given up');
    tell(receipt);
    // Killed before this, it is sent once more, and taken once.
    outbox.remove(key);
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const { key, url, body, callId, targetId } = delivery;
    delivery.attempts += 1;
    outbox.attempted(key, delivery.attempts);
    const answered = await post(
      url,
      signatureHeaders(secret, key, body, clock.now()),
      body,
      AbortSignal.any([stopped.signal, AbortSignal.timeout(timeOutMs)]),
    );
    if (stopped.signal.aborted) return;
    const { status, fault } = answered;
    if (status !== null && status >= 200 && status < 300) {
      finish(delivery, 'delivered', answered);
      return;
    }
    const sinceFirstMs = clock.now() - delivery.since;
    const wait = waitBeforeRetry(delivery.attempts, sinceFirstMs, answered, random());
    if (wait === null) {
      finish(delivery, 'given-up', answered);
      return;
    }
    log.warn(
      { callId, targetId, host: hostOf(url), status, fault, attempts: delivery.attempts, wait },
      'summary not delivered yet',
    );
    after(wait, () => void attempt(delivery));
  }

  return {
    push({ callId, targetId, url, body }) {
      if (stopped.signal.aborted) return;
      const text = JSON.stringify(body ?? null);
      const key = keyOf(callId, targetId, text);
      if (queued.has(key)) return;
      const earlier = receipts.get(key);
      if (earlier !== undefined) {
        // Not within `push`: whoever asks is not ready for the answer yet.
        after(0, () => tell(earlier));
        return;
      }
      const delivery = { key, callId, targetId, url, body: text, since: clock.now(), attempts: 0 };
      const fault = !mayPushTo(url)
        ? 'address not allowed'
        : queued.size >= maxQueued
          ? `${queued.size} summaries under way already`
          : null;
      if (fault !== null) {
        const nothing = { status: null, receiptId: null, retryAfterMs: null, fault };
        after(0, () => finish(delivery, 'given-up', nothing));
        return;
      }
      outbox.put(delivery);
      queued.set(key, delivery);
      void attempt(delivery);
    },
    resume() {
      for (const left of outbox.all()) {
        if (queued.has(left.key)) continue;
        const delivery = { ...left };
        queued.set(left.key, delivery);
        log.info({ callId: left.callId, targetId: left.targetId }, 'summary sent again');
        void attempt(delivery);
      }
    },
    onReceipt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      stopped.abort();
      for (const cancel of waits) cancel();
      waits.clear();
      listeners.clear();
    },
  };
}

/** The same after a restart of the bridge, so that the other side takes the summary once all the same. */
function keyOf(callId: string, targetId: string, body: string): string {
  const digest = createHash('sha256').update(`${callId}\n${targetId}\n${body}`).digest('hex');
  return `${callId}.${targetId}.${digest.slice(0, 16)}`;
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : '');
