/** `/api/v1/reports/hot-spots`: 热点, each with what it was told for. Instants: ms since 1970 UTC. */
import { z } from 'zod';

const instant = z.number().int().nonnegative();
const count = z.number().int().nonnegative();

/** 近 24 小时, 近 7 天. */
export const spotWindow = z.enum(['day', 'week']);
export type SpotWindow = z.infer<typeof spotWindow>;
export const hotSpotsQuery = z.strictObject({ window: spotWindow.default('day') });
export type HotSpotsQuery = z.infer<typeof hotSpotsQuery>;

const risingSpot = z.object({
  /** Code of the category or of the place. */
  key: z.string(),
  /** With the levels above it, from the highest down. */
  name: z.string(),
  now: count,
  /** The same window a week before, two weeks before, … */
  past: z.array(count),
  mean: z.number().nonnegative(),
  /** How likely so many would be if nothing had changed, 0…1. */
  chance: z.number().min(0).max(1),
});
export type RisingSpot = z.infer<typeof risingSpot>;

const repeatedCaller = z.object({
  /** The newest call: it stands for the number, which no address holds. */
  callId: z.string(),
  numberMasked: z.string(),
  calls: count,
  /** Without secret ones. */
  tickets: count,
  firstAt: instant,
  lastAt: instant,
  perDay: z.array(count),
});
export type RepeatedCallerView = z.infer<typeof repeatedCaller>;

const sameMatter = z.object({
  ticketNos: z.array(z.string()).min(1),
  /** Of the oldest. */
  title: z.string(),
  place: z.string(),
  category: z.string(),
  callers: count,
  firstAt: instant,
  lastAt: instant,
  score: count,
  perDay: z.array(count),
});
export type SameMatterView = z.infer<typeof sameMatter>;

export const hotSpots = z.object({
  at: instant,
  window: spotWindow,
  /** Since when the window is. */
  from: instant,
  /** Weeks that it was held against; fewer than `rule.weeks` while the hotline is young. 0: nothing is judged yet. */
  weeks: count,
  categories: z.array(risingSpot),
  places: z.array(risingSpot),
  /** Whether there is a list of places at all. */
  hasPlaces: z.boolean(),
  callers: z.array(repeatedCaller),
  matters: z.array(sameMatter),
  rule: z.object({
    weeks: count,
    least: count,
    times: z.number(),
    rareness: z.number(),
    callers: z.object({ calls: count, days: count }),
    matters: z.object({ callers: count, days: count, likeness: count }),
  }),
});
export type HotSpots = z.infer<typeof hotSpots>;
