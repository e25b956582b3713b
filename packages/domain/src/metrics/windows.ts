import { add, emptyTally, type Tally } from './tally.ts';

const MINUTE = 60_000;
/** Kept: the longest day there can be (a changed day boundary), and the 24 hours before. */
const KEPT_MINUTES = 3 * 1_440;

/** Tallies by the minute in which a call's clock started. Adding is O(1), wherever in the past it falls. */
export class Minutes {
  readonly #slots = new Map<number, Tally>();
  readonly #sums = new Map<string, { from: number; to: number; sum: Tally }>();

  /** `at` in ms. Calls of one minute are taken away again with `sign` -1. */
  add(at: number, tally: Tally, sign: 1 | -1 = 1): void {
    const minute = Math.floor(at / MINUTE);
    const slot = this.#slots.get(minute);
    this.#slots.set(minute, add(slot ?? emptyTally, tally, sign));
    for (const kept of this.#sums.values())
      if (minute >= kept.from && minute < kept.to) kept.sum = add(kept.sum, tally, sign);
    if (slot === undefined && this.#slots.size > 2 * KEPT_MINUTES) this.#forget();
  }

  /**
   * From the minute of `from` to that of `to`, both included. `window` names it: as it moves on, only the minutes that
   * come in and go out are added and taken away.
   */
  sum(window: string, from: number, to: number): Tally {
    const wanted = { from: Math.floor(from / MINUTE), to: Math.floor(to / MINUTE) + 1 };
    let kept = this.#sums.get(window);
    const isNear =
      kept !== undefined &&
      wanted.from >= kept.from &&
      wanted.to >= kept.to &&
      wanted.from < kept.to &&
      wanted.to - kept.to < KEPT_MINUTES;
    if (kept === undefined || !isNear) {
      // The first time, and when the clock has jumped.
      kept = { ...wanted, sum: emptyTally };
      for (const [minute, slot] of this.#slots)
        if (minute >= wanted.from && minute < wanted.to) kept.sum = add(kept.sum, slot);
      this.#sums.set(window, kept);
      return kept.sum;
    }
    for (let minute = kept.from; minute < wanted.from; minute += 1) this.#move(kept, minute, -1);
    for (let minute = kept.to; minute < wanted.to; minute += 1) this.#move(kept, minute, 1);
    kept.from = wanted.from;
    kept.to = wanted.to;
    return kept.sum;
  }

  #move(kept: { sum: Tally }, minute: number, sign: 1 | -1): void {
    const slot = this.#slots.get(minute);
    if (slot !== undefined) kept.sum = add(kept.sum, slot, sign);
  }

  /** By count and not by the clock: a clock that jumped ahead and back has lost nothing. */
  #forget(): void {
    const minutes = [...this.#slots.keys()].sort((a, b) => a - b);
    for (const minute of minutes.slice(0, -KEPT_MINUTES)) this.#slots.delete(minute);
    this.#sums.clear();
  }
}
