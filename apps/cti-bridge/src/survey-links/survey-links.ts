/**
 * 满意度短信: who was served and could not say by key how, is asked by a link. Follows the ledger; what is to be sent is
 * read from it again after a restart, so nothing else is kept.
 *
 *   call over ──(a minute: late facts, the question by voice)──► due ──2xx──► survey-link sent
 *                                                                 │ └─5xx, 429, silence─► again, up to an hour
 *                                                                 └─refused, or the hour is over─► given-up
 *
 * The same number is asked once in `againHours` at most.
 */
import { numberForLink } from '@hotline/domain/satisfaction';
import type { Clock } from '../esl/clock.ts';
import type { LedgerPort } from '../ports.ts';
import { waitBeforeRetry, type RetryLimits } from '../push/index.ts';
import type { LedgerReader } from '../store/index.ts';
import { linkToken } from './link-token.ts';
import type { SmsPort } from './sms-port.ts';

const LOOK_EVERY_MS = 1_000;
const SETTLE_MS = 60_000;
const TIME_OUT_MS = 10_000;
const AT_ONCE = 8;
const STOP_WITHIN_MS = 500;
const limits: RetryLimits = { longestMs: 5 * 60_000, giveUpAfterMs: 3_600_000 };

type SurveyLinkRules = {
  /** `https://…`, as the citizen reaches the page; the token is put behind it. */
  readonly address: string;
  /** With `{link}`. */
  readonly text: string;
  readonly againHours: number;
};

export type SurveyLinkOptions = {
  readonly ledger: LedgerPort & Pick<LedgerReader, 'entriesOf'>;
  readonly sms: SmsPort;
  readonly rules: SurveyLinkRules;
  readonly secret: string;
  /** Whether short messages reach this number. */
  readonly isMobile: (number: string) => boolean;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly log: { warn(fields: Readonly<Record<string, unknown>>, message: string): void };
  readonly count: (outcome: 'sent' | 'failed' | 'given-up') => void;
};

type Waiting = { readonly at: number; readonly attempts: number; readonly firstAt: number | null };

export function startSurveyLinks(options: SurveyLinkOptions): { stop(): Promise<void> } {
  const { ledger, sms, rules, secret, isMobile, clock, random, log, count } = options;
  const againMs = rules.againHours * 3_600_000;
  const waiting = new Map<string, Waiting>();
  /** When each number was asked last. */
  const askedAt = new Map<string, number>();
  const stopped = new AbortController();
  let isStopped = false;
  // What was due before a stop is due still, for as long as it would have been tried.
  const begun = clock.now();
  let next = ledger.seqAt(begun - Math.max(againMs, limits.giveUpAfterMs + SETTLE_MS));

  function read(): void {
    for (const { seq, at, fact } of ledger.entries(next)) {
      next = seq + 1;
      if (fact.kind === 'call-ended' || fact.kind === 'survey-ended') {
        if (at >= begun - limits.giveUpAfterMs)
          waiting.set(fact.callId, { at: at + SETTLE_MS, attempts: 0, firstAt: null });
      } else if (fact.kind === 'survey-link' && fact.step === 'sent') {
        const number = numberOf(fact.callId);
        if (number !== null) askedAt.set(number, at);
      }
    }
    const now = clock.now();
    for (const [number, at] of askedAt) if (at <= now - againMs) askedAt.delete(number);
  }

  function numberOf(callId: string): string | null {
    for (const { fact } of ledger.entriesOf(callId))
      if (fact.kind === 'call-arrived') return fact.number;
    return null;
  }

  async function attempt(callId: string, { attempts, firstAt }: Waiting): Promise<void> {
    waiting.delete(callId);
    const number = numberForLink(ledger.entriesOf(callId));
    const token = linkToken(secret, callId);
    const now = clock.now();
    if (number === null || token === null || !isMobile(number) || askedAt.has(number)) return;
    // Before the attempt: two calls of one number may be due together.
    askedAt.set(number, now);
    const { isTaken, status, retryAfterMs, fault } = await sms.send(
      {
        key: `survey-${callId}`,
        to: number,
        text: rules.text.replace('{link}', rules.address + token),
      },
      AbortSignal.any([stopped.signal, AbortSignal.timeout(TIME_OUT_MS)]),
    );
    if (isTaken) {
      count('sent');
      await ledger.append(clock.now(), {
        kind: 'survey-link',
        callId,
        step: 'sent',
        detail: null,
      });
      return;
    }
    askedAt.delete(number);
    if (stopped.signal.aborted) return;
    count('failed');
    const at = clock.now();
    const failure = { status, retryAfterMs };
    const wait = waitBeforeRetry(attempts + 1, at - (firstAt ?? now), failure, random(), limits);
    if (wait !== null) {
      waiting.set(callId, { at: at + wait, attempts: attempts + 1, firstAt: firstAt ?? now });
      return;
    }
    count('given-up');
    const detail = status === null ? fault : String(status);
    log.warn({ callId, detail }, 'a satisfaction link could not be sent');
    await ledger.append(at, { kind: 'survey-link', callId, step: 'given-up', detail });
  }

  async function look(): Promise<void> {
    try {
      read();
      const now = clock.now();
      const due = [...waiting].filter(([, { at }]) => at <= now).slice(0, AT_ONCE);
      await Promise.all(due.map(([callId, one]) => attempt(callId, one)));
    } catch (cause) {
      log.warn({ err: cause }, 'satisfaction links wait: the ledger failed');
    }
    if (isStopped) return;
    cancel = clock.after(LOOK_EVERY_MS, () => {
      round = look();
    });
  }

  let cancel: (() => void) | null = null;
  let round = look();
  return {
    async stop() {
      isStopped = true;
      cancel?.();
      // What was sent is noted when its answer comes soon; else it is sent again, under its key.
      const enough = clock.after(STOP_WITHIN_MS, () => stopped.abort());
      await round;
      enough();
    },
  };
}
