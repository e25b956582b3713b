import type { QueueFiguresView } from '../protocol/index.ts';
import { LastDay } from './range.ts';
import { connectionRate, serviceLevel } from './rate.ts';
import type { MetricsRules } from './rules.ts';
import type { Settled, Tally } from './tally.ts';
import { add, count, emptyTally } from './tally.ts';

/** The figures of a queue but for its name and the seats that are ready for it, which the ledger does not know. */
export type QueueFigures = Omit<QueueFiguresView, 'queueName' | 'readySeats'>;

/** One queue: the hotline's day, the last 24 hours, and who waits now. */
export class QueueDay {
  readonly #queueId: string;
  readonly #thresholdMs: number;
  readonly #rules: MetricsRules;
  readonly #lastDay = new LastDay();
  readonly #waiting = new Map<string, number>();
  #from: number;
  #offered = 0;
  #tally: Tally = emptyTally;

  constructor(queueId: string, rules: MetricsRules, from: number) {
    this.#queueId = queueId;
    this.#rules = rules;
    this.#from = from;
    this.#thresholdMs = rules.queues.find(({ id }) => id === queueId)?.thresholdMs ?? 15_000;
  }

  roll(from: number): void {
    this.#from = from;
    this.#offered = 0;
    this.#tally = emptyTally;
  }

  queued(at: number): void {
    if (at >= this.#from) this.#offered += 1;
  }

  waits(callId: string, queuedAt: number): void {
    this.#waiting.set(callId, queuedAt);
  }

  waitsNoMore(callId: string): void {
    this.#waiting.delete(callId);
  }

  /** Counted in the day in which it was queued, and in the last 24 hours by when it was settled. */
  settled(settled: Settled, queuedAt: number, at: number): void {
    const { shortAbandonMs } = this.#rules;
    const one = count(settled, { thresholdMs: this.#thresholdMs, shortAbandonMs });
    if (queuedAt >= this.#from) this.#tally = add(this.#tally, one);
    this.#lastDay.add(at, one);
  }

  view(now: number): QueueFigures {
    const { serviceLevels, connectionTarget, connectionRange, shortAbandonMs } = this.#rules;
    const isRolling = connectionRange === 'rolling-24h';
    const connection = connectionRate(
      isRolling ? this.#lastDay.sum(now) : this.#tally,
      shortAbandonMs > 0,
    );
    const definition = isRolling ? 'connection-24h' : 'connection';
    const { answered, abandoned, answerMs } = this.#tally;
    return {
      queueId: this.#queueId,
      from: this.#from,
      thresholdMs: this.#thresholdMs,
      offered: this.#offered,
      answered,
      abandoned,
      waiting: this.#waiting.size,
      longestWaitingSince: least(this.#waiting.values()),
      averageAnswerMs: answered === 0 ? null : answerMs / answered,
      connection: {
        ...connection,
        definition: shortAbandonMs > 0 ? `${definition}-without-short` : definition,
        target: connectionTarget,
      },
      serviceLevels: serviceLevels.map((variant) => ({
        ...serviceLevel(variant, this.#tally),
        definition: `service-level-${variant}`,
        target: null,
      })),
    };
  }
}

function least(values: Iterable<number>): number | null {
  let smallest: number | null = null;
  for (const value of values) if (smallest === null || value < smallest) smallest = value;
  return smallest;
}
