/**
 * How long to wait before dialling again, in ms: doubling, bounded, with half of it random so that several bridges do
 * not return to a restarted PBX in the same instant.
 */
export type Backoff = {
  readonly firstMs: number;
  readonly maxMs: number;
  /** After a wrong password or a refused address: nothing gets better by itself, and each try is a line in a log. */
  readonly refusedMs: number;
};

export const DEFAULT_BACKOFF: Backoff = { firstMs: 250, maxMs: 10_000, refusedMs: 30_000 };

/** `attempt` counts from 1; `random` is in [0, 1). */
export function waitBefore(
  attempt: number,
  refused: boolean,
  backoff: Backoff,
  random: number,
): number {
  const doubled = backoff.firstMs * 2 ** Math.min(attempt - 1, 30);
  const full = refused ? backoff.refusedMs : Math.min(doubled, backoff.maxMs);
  return Math.round(full / 2 + (full / 2) * random);
}
