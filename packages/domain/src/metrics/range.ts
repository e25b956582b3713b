import type { Tally } from './tally.ts';
import { add, emptyTally } from './tally.ts';

/** Where the hotline's day begins. China has one zone and no summer time, so an offset is exact there. */
export type DayBoundary = {
  /** Local time minus UTC. */
  readonly utcOffsetMinutes: number;
  /** Minute of the local day. */
  readonly startsAtMinute: number;
};

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** Start of the day that `at` is in; both ms since 1970 UTC. */
export function dayStart(at: number, { utcOffsetMinutes, startsAtMinute }: DayBoundary): number {
  const shift = (utcOffsetMinutes - startsAtMinute) * MINUTE;
  return Math.floor((at + shift) / DAY) * DAY - shift;
}

const MINUTES = 1_440;

/** The last 24 hours in steps of a minute; adding is O(1), and so is forgetting over time. */
export class LastDay {
  readonly #slots: Tally[] = Array.from({ length: MINUTES }, () => emptyTally);
  #oldest = 0;
  #sum = emptyTally;

  /** Older than 24 h before the newest that was seen: not counted. */
  add(at: number, tally: Tally): void {
    const minute = Math.floor(at / MINUTE);
    this.#advance(minute);
    if (minute < this.#oldest) return;
    this.#slots[minute % MINUTES] = add(this.#slots[minute % MINUTES] ?? emptyTally, tally);
    this.#sum = add(this.#sum, tally);
  }

  /** The tally of the minute of `now` and the 1,439 before it. */
  sum(now: number): Tally {
    this.#advance(Math.floor(now / MINUTE));
    return this.#sum;
  }

  #advance(newest: number): void {
    const oldest = newest - MINUTES + 1;
    for (let minute = Math.max(this.#oldest, oldest - MINUTES); minute < oldest; minute += 1) {
      const gone = this.#slots[minute % MINUTES] ?? emptyTally;
      this.#slots[minute % MINUTES] = emptyTally;
      this.#sum = add(this.#sum, gone, -1);
    }
    this.#oldest = Math.max(this.#oldest, oldest);
  }
}
