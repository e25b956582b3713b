/**
 * 话务预测 of the next half hour, simple enough to be explained in one line on the screen: the calls of the last hour as
 * a moving average in which newer steps weigh more, against the seats at work, by Erlang C.
 */
import { answeredWithin, averageWaitMs, seatsFor } from './erlang-c.ts';

export type ForecastInput = {
  /** Calls that came in each step, oldest first. The step under way is not among them. */
  readonly offered: readonly number[];
  readonly stepMs: number;
  readonly horizonMs: number;
  /** Talk + hold + wrap; null: no call has ended yet. */
  readonly averageHandleMs: number | null;
  /** At work for these calls: 示闲, in a call or in its wrap-up. */
  readonly seats: number;
  /** Y of the service level. */
  readonly thresholdMs: number;
  /** Share of the calls that shall be answered within it, 0…1. */
  readonly target: number;
};

export type Forecast = {
  /** Calls that are expected within the horizon. */
  readonly calls: number;
  /** Erlang: seats that are busy on average; null without a handling time. */
  readonly load: number | null;
  /** Share answered within the threshold with the seats there are, 0…1. */
  readonly withinShare: number | null;
  /** null: unknown, or the queue would only grow (`load` ≥ seats). */
  readonly averageWaitMs: number | null;
  /** With which the target is reached. */
  readonly seatsNeeded: number | null;
  /** How many steps the average is made of. */
  readonly steps: number;
};

/** The average looks back this far. */
const LOOK_BACK_MS = 3_600_000;

export function forecast(input: ForecastInput): Forecast {
  const { stepMs, horizonMs, averageHandleMs, seats, thresholdMs, target } = input;
  const steps = input.offered.slice(-Math.max(1, Math.round(LOOK_BACK_MS / stepMs)));
  const calls = weightedMean(steps) * (horizonMs / stepMs);
  if (averageHandleMs === null)
    return {
      calls,
      load: null,
      withinShare: null,
      averageWaitMs: null,
      seatsNeeded: null,
      steps: steps.length,
    };
  const load = (calls * averageHandleMs) / horizonMs;
  return {
    calls,
    load,
    withinShare: answeredWithin(load, seats, averageHandleMs, thresholdMs),
    averageWaitMs: averageWaitMs(load, seats, averageHandleMs),
    seatsNeeded: seatsFor(load, averageHandleMs, thresholdMs, target),
    steps: steps.length,
  };
}

/** Linear weights: the newest of n steps counts n times, the oldest once. 0 for none. */
function weightedMean(steps: readonly number[]): number {
  const weights = (steps.length * (steps.length + 1)) / 2;
  if (weights === 0) return 0;
  return steps.reduce((sum, value, index) => sum + value * (index + 1), 0) / weights;
}
