/** When what another side did not take is sent again. */

const FIRST_MS = 1000;

export type RetryLimits = {
  /** Longest wait that is our own choice. */
  readonly longestMs: number;
  /** Counted from the first attempt. */
  readonly giveUpAfterMs: number;
};

/** After five minutes a summary is no news any more: the desk has been told by mouth. */
const summaryLimits: RetryLimits = { longestMs: 60_000, giveUpAfterMs: 5 * 60_000 };

export type Failure = {
  /** null: nothing answered in time. */
  readonly status: number | null;
  /** What the other side asked for (Retry-After), or null. */
  readonly retryAfterMs: number | null;
};

/**
 * ms to wait before the next attempt, or null to give up: doubling from one second to the longest, half of it random so
 * that several bridges do not return together. What the other side refuses as wrong is not sent again.
 * `attempts` made so far; `random` in [0, 1).
 */
export function waitBeforeRetry(
  attempts: number,
  sinceFirstMs: number,
  { status, retryAfterMs }: Failure,
  random: number,
  limits: RetryLimits = summaryLimits,
): number | null {
  if (status !== null && !isPassing(status)) return null;
  const full = Math.min(limits.longestMs, FIRST_MS * 2 ** Math.min(attempts - 1, 30));
  const own = Math.round(full / 2 + (full / 2) * random);
  const wait = Math.max(own, retryAfterMs ?? 0);
  return sinceFirstMs + wait > limits.giveUpAfterMs ? null : wait;
}

/** Request Timeout, Too Early, Too Many Requests, and every fault of the server's own. */
const isPassing = (status: number): boolean =>
  status >= 500 || status === 408 || status === 425 || status === 429;
