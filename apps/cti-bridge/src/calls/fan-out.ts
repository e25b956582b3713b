/**
 * Lists and figures for everybody, at most four times a second: at once when it was quiet, else at the end of the
 * interval. An event is built once and goes to all seats as the same object, a slice of seats at a time, so that a pop
 * never waits behind five hundred of them. Leaders are few and watch: theirs comes up to ten times a second.
 */
import type { SeatEventMessage } from '@hotline/domain/protocol';
import type { DeskClock } from './desk-clock.ts';
import { Rhythm } from './rhythm.ts';

const EVERY_MS = 250;
const LEADERS_EVERY_MS = 100;
const SLICE = 40;

type Topic = 'waiting' | 'parked' | 'callBacks' | 'availability' | 'figures';
/** What leaders are told in their own rhythm. */
type LeaderTopic = 'seatBriefs' | 'trends' | 'alarms' | 'waiting' | 'figures';

/** `null`: nothing that they do not know. */
export type FanOutSource = Readonly<Record<Topic | LeaderTopic, () => SeatEventMessage | null>> & {
  readonly leaders: () => readonly string[];
  readonly myDay: (seatId: string) => SeatEventMessage;
  /** Seats with somebody to show it to, leaders among them. */
  readonly seats: () => readonly string[];
  readonly send: (seatId: string, event: SeatEventMessage) => void;
};

export class FanOut {
  readonly #clock: DeskClock;
  readonly #source: FanOutSource;
  readonly #topics = new Set<Topic>();
  readonly #leaderTopics = new Set<LeaderTopic>();
  readonly #days = new Set<string>();
  readonly #everybody: Rhythm;
  readonly #leaders: Rhythm;
  #stopped = false;

  constructor(clock: DeskClock, source: FanOutSource) {
    this.#clock = clock;
    this.#source = source;
    this.#everybody = new Rhythm(clock, EVERY_MS, () => this.#tellEverybody());
    this.#leaders = new Rhythm(clock, LEADERS_EVERY_MS, () => this.#tellLeaders());
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
    this.changedForLeaders('seatBriefs');
    this.changed('availability');
  }

  changedForLeaders(topic: LeaderTopic): void {
    this.#leaderTopics.add(topic);
    this.#leaders.due();
  }

  changed(topic: Topic): void {
    this.#topics.add(topic);
    this.#everybody.due();
    if (isForLeadersSooner(topic)) this.changedForLeaders(topic);
  }

  myDayChanged(seatId: string): void {
    this.#days.add(seatId);
    this.#everybody.due();
  }

  stop(): void {
    this.#stopped = true;
    this.#everybody.stop();
    this.#leaders.stop();
  }

  #tellLeaders(): void {
    const events = [...this.#leaderTopics].flatMap((topic) => this.#source[topic]() ?? []);
    this.#leaderTopics.clear();
    for (const leader of this.#source.leaders())
      for (const event of events) this.#source.send(leader, event);
  }

  #tellEverybody(): void {
    const topics = [...this.#topics];
    this.#topics.clear();
    const shared = topics.flatMap((topic) => {
      const event = this.#source[topic]();
      return event === null ? [] : [{ event, isKnownToLeaders: isForLeadersSooner(topic) }];
    });
    const days = new Set(this.#days);
    this.#days.clear();
    const seats = shared.length > 0 ? this.#source.seats() : [...days];
    this.#sendSlice({ seats, from: 0, shared, days, leaders: new Set(this.#source.leaders()) });
  }

  #sendSlice(slice: Slice): void {
    if (this.#stopped) return;
    const { seats, from, shared, days, leaders } = slice;
    for (const seatId of seats.slice(from, from + SLICE)) {
      for (const { event, isKnownToLeaders } of shared)
        if (!isKnownToLeaders || !leaders.has(seatId)) this.#source.send(seatId, event);
      if (days.has(seatId)) this.#source.send(seatId, this.#source.myDay(seatId));
    }
    if (from + SLICE < seats.length)
      this.#clock.soon(() => this.#sendSlice({ ...slice, from: from + SLICE }));
  }
}

type Slice = {
  readonly seats: readonly string[];
  readonly from: number;
  readonly shared: readonly {
    readonly event: SeatEventMessage;
    readonly isKnownToLeaders: boolean;
  }[];
  readonly days: ReadonlySet<string>;
  readonly leaders: ReadonlySet<string>;
};

const isForLeadersSooner = (topic: Topic): topic is 'waiting' | 'figures' =>
  topic === 'waiting' || topic === 'figures';
