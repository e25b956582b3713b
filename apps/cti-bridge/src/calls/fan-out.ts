/**
 * Lists and figures for everybody, at most four times a second: at once when it was quiet, else at the end of the
 * interval. An event is built once and goes to all seats as the same object, a slice of seats at a time, so that a pop
 * never waits behind five hundred of them.
 */
import type { SeatEventMessage } from '@hotline/domain/protocol';
import type { DeskClock } from './desk-clock.ts';

const EVERY_MS = 250;
const SLICE = 40;

type Topic = 'waiting' | 'parked' | 'callBacks' | 'availability' | 'figures';

export type FanOutSource = Readonly<Record<Topic, () => SeatEventMessage>> & {
  /** For leaders only. */
  readonly seatBriefs: () => SeatEventMessage;
  readonly leaders: () => readonly string[];
  readonly myDay: (seatId: string) => SeatEventMessage;
  /** Seats with somebody to show it to. */
  readonly seats: () => readonly string[];
  readonly send: (seatId: string, event: SeatEventMessage) => void;
};

export class FanOut {
  readonly #clock: DeskClock;
  readonly #source: FanOutSource;
  readonly #topics = new Set<Topic>();
  #seats = false;
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
    this.changed('waiting');
    this.changed('availability');
  }

  figuresChanged(): void {
    this.changed('figures');
  }

  /** Who is free, and who is in which call. */
  seatsChanged(): void {
    this.#seats = true;
    this.changed('availability');
  }

  changed(topic: Topic): void {
    this.#topics.add(topic);
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
    const topics = [...this.#topics];
    this.#topics.clear();
    const shared = topics.map((topic) => this.#source[topic]());
    if (this.#seats) {
      this.#seats = false;
      const event = this.#source.seatBriefs();
      for (const leader of this.#source.leaders()) this.#source.send(leader, event);
    }
    const days = new Set(this.#days);
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
