/** What the figures of a queue are made of. Every call that was answered or abandoned is in here once. */
export type Tally = {
  readonly answered: number;
  readonly answeredWithin: number;
  readonly abandoned: number;
  readonly abandonedWithin: number;
  /** Given up within the cut-off for short abandons; none when the cut-off is 0. */
  readonly abandonedShort: number;
  /** Sum of the waits of the answered calls, ms. */
  readonly answerMs: number;
};

export const emptyTally: Tally = {
  answered: 0,
  answeredWithin: 0,
  abandoned: 0,
  abandonedWithin: 0,
  abandonedShort: 0,
  answerMs: 0,
};

export type Limits = {
  /** Y of the service levels, ms. */
  readonly thresholdMs: number;
  /** 0: no abandon is short. */
  readonly shortAbandonMs: number;
};

export type Settled = { readonly outcome: 'answered' | 'abandoned'; readonly waitMs: number };

export function count({ outcome, waitMs }: Settled, limits: Limits): Tally {
  const isWithin = waitMs <= limits.thresholdMs ? 1 : 0;
  if (outcome === 'answered')
    return { ...emptyTally, answered: 1, answeredWithin: isWithin, answerMs: waitMs };
  const isShort = limits.shortAbandonMs > 0 && waitMs <= limits.shortAbandonMs ? 1 : 0;
  return { ...emptyTally, abandoned: 1, abandonedWithin: isWithin, abandonedShort: isShort };
}

export function add(one: Tally, other: Tally, sign: 1 | -1 = 1): Tally {
  return {
    answered: one.answered + sign * other.answered,
    answeredWithin: one.answeredWithin + sign * other.answeredWithin,
    abandoned: one.abandoned + sign * other.abandoned,
    abandonedWithin: one.abandonedWithin + sign * other.abandonedWithin,
    abandonedShort: one.abandonedShort + sign * other.abandonedShort,
    answerMs: one.answerMs + sign * other.answerMs,
  };
}
