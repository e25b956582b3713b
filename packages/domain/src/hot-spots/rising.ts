/**
 * 上升: a category or a place of which far more comes than at the same weekday and hour of the weeks before. The rule is
 * plain, so that its reason can be printed: at least `least`, more than in any of the weeks before, `times` their mean,
 * and so many that chance alone would bring them less often than `rareness`.
 */
export type SpotCount = {
  readonly key: string;
  /** In the window that ends now. */
  readonly now: number;
  /** In the same window a week before, two weeks before, … */
  readonly past: readonly number[];
};

export type RisingRule = {
  readonly least: number;
  readonly times: number;
  /** 0…1 */
  readonly rareness: number;
};

export type Rising = SpotCount & {
  readonly mean: number;
  /** How likely so many, or more, would be if nothing had changed: 0…1. */
  readonly chance: number;
};

/**
 * Rarest first. `aboveOf` names the level above a key; null: none. What a lower level explains is taken out of the level
 * above before that is asked: ten burst pipes in one street are no news of the whole district.
 */
export function rising(
  counts: readonly SpotCount[],
  aboveOf: (key: string) => string | null,
  rule: RisingRule,
): readonly Rising[] {
  const whole = new Map<string, SpotCount>();
  for (const count of counts) {
    for (const key of lineUp(count.key, aboveOf)) whole.set(key, sum(whole.get(key), key, count));
  }
  const rest = new Map(whole);
  const found: Rising[] = [];
  const deepestFirst = [...whole.keys()].toSorted(
    (a, b) => lineUp(b, aboveOf).length - lineUp(a, aboveOf).length,
  );
  for (const key of deepestFirst) {
    const count = rest.get(key);
    const judged = count === undefined ? null : judge(count, rule);
    if (count === undefined || judged === null) continue;
    found.push(judged);
    for (const above of lineUp(key, aboveOf).slice(1)) {
      const other = rest.get(above);
      if (other !== undefined) rest.set(above, without(other, count));
    }
  }
  return found.toSorted((a, b) => a.chance - b.chance || b.now - a.now);
}

/** null: nothing to tell, or no past to hold it against. */
function judge(count: SpotCount, { least, times, rareness }: RisingRule): Rising | null {
  const { now, past } = count;
  if (past.length === 0 || now < least) return null;
  const total = past.reduce((all, each) => all + each, 0);
  const mean = total / past.length;
  if (now < times * mean || past.some((each) => each >= now)) return null;
  const chance = chanceOf(now, total, past.length);
  return chance < rareness ? { ...count, mean, chance } : null;
}

/**
 * Given `now + total` matters in all, thrown at random into `weeks + 1` equal windows: how likely the last has `now` of
 * them or more. This is the exact comparison of two Poisson rates; it needs no mean above 0 and knows that the mean of a
 * few weeks is itself uncertain.
 */
export function chanceOf(now: number, total: number, weeks: number): number {
  const all = now + total;
  const odds = 1 / weeks;
  // From the likeliest number on both ways: begun at a tail, the first term would be too small to be anything.
  const start = Math.max(now, Math.floor((all + 1) / (weeks + 1)));
  const first = likelihood(start, all, weeks);
  let tail = 0;
  for (let k = start, one = first; k <= all && one > tail * 1e-15; k += 1) {
    tail += one;
    one *= ((all - k) / (k + 1)) * odds;
  }
  for (let k = start, one = first; k > now; k -= 1) {
    one *= k / ((all - k + 1) * odds);
    tail += one;
  }
  return Math.min(1, tail);
}

/** Exactly `k` of `all` in one of `weeks + 1` windows. */
function likelihood(k: number, all: number, weeks: number): number {
  let log = k * Math.log(1 / (weeks + 1)) + (all - k) * Math.log(weeks / (weeks + 1));
  for (let i = 1; i <= k; i += 1) log += Math.log((all - k + i) / i);
  return Math.exp(log);
}

/** The key itself, and all above it. */
function lineUp(key: string, aboveOf: (key: string) => string | null): readonly string[] {
  const line = [key];
  for (let above = aboveOf(key); above !== null && !line.includes(above); above = aboveOf(above))
    line.push(above);
  return line;
}

function sum(before: SpotCount | undefined, key: string, { now, past }: SpotCount): SpotCount {
  if (before === undefined) return { key, now, past };
  return {
    key,
    now: before.now + now,
    past: before.past.map((each, week) => each + (past[week] ?? 0)),
  };
}

const without = (whole: SpotCount, { now, past }: SpotCount): SpotCount => ({
  key: whole.key,
  now: whole.now - now,
  past: whole.past.map((each, week) => each - (past[week] ?? 0)),
});
