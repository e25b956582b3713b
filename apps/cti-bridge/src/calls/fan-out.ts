/**
 * Lists and figures for everybody, at most four times a second: at once when it was quiet, else at the end of the
 * interval. An event is built once and goes to all seats as the same object, a slice of seats at a time, so that a pop
 * never waits behind five hundred of them.
 */
import type { SeatEventMessage } from '@hotline/domain/protocol';
import type { DeskClock } from './desk-clock.ts';

const EVERY_MS = 250;
const SLICE = 40;

export type FanOutSource = {
  readonly waiting: () => SeatEventMessage;
  readonly figures: () => SeatEventMessage;
  readonly myDay: (seatId: string) => SeatEventMessage;
  /** Seats with somebody to show it to. */
  readonly seats: () => readonly string[];
  readonly send: (seatId: string, event: SeatEventMessage) => void;
};

export class FanOut {
  readonly #clock: DeskClock;
  readonly #source: FanOutSource;
  #waiting = false;
  #figures = false;
  readonly #days = new Set<string>();
  #scheduled = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(clock: DeskClock, source: FanOutSource) {
    this.#clock = clock;
    this.#source = source;
  }

  waitingChanged(): void {
    this.#waiting = true;
    this.#schedule();
  }

  figuresChanged(): void {
    this.#figures = true;
    this.#schedule();
  }

  myDayChanged(seatId: string): void {
    this.#days.add(seatId);
    this.#schedule();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #schedule(): void {
    if (this.#scheduled || this.#stopped) return;
    this.#scheduled = true;
    const wait = this.#lastAt + EVERY_MS - this.#clock.now();
    if (wait <= 0) this.#clock.soon(() => this.#flush());
    else this.#cancel = this.#clock.after(wait, () => this.#flush());
  }

  #flush(): void {
    if (this.#stopped) return;
    this.#scheduled = false;
    this.#lastAt = this.#clock.now();
    const shared: SeatEventMessage[] = [];
    if (this.#waiting) shared.push(this.#source.waiting());
    if (this.#figures) shared.push(this.#source.figures());
    const days = new Set(this.#days);
    this.#waiting = false;
    this.#figures = false;
    this.#days.clear();
    const seats = shared.length > 0 ? this.#source.seats() : [...days];
    this.#sendSlice(seats, 0, shared, days);
  }

  #sendSlice(
    seats: readonly string[],
    from: number,
    shared: readonly SeatEventMessage[],
    days: ReadonlySet<string>,
  ): void {
    if (this.#stopped) return;
    for (const seatId of seats.slice(from, from + SLICE)) {
      for (const event of shared) this.#source.send(seatId, event);
      if (days.has(seatId)) this.#source.send(seatId, this.#source.myDay(seatId));
    }
    if (from + SLICE < seats.length)
      this.#clock.soon(() => this.#sendSlice(seats, from + SLICE, shared, days));
  }
}
