/**
 * A seat's events, numbered from 1 within one run of the bridge, the newest of them kept so that a seat whose
 * connection broke is told what it missed and nothing twice.
 */
import type { SeatEventMessage } from '@hotline/domain/protocol';

/** Two minutes of a busy seat (four list updates a second). Older gaps take the snapshot. */
const KEPT_EVENTS = 512;

export type SeatFeed = {
  /** Number of the newest event, 0 before the first. */
  readonly seq: number;
  /** Numbers the event and returns its message. `at` in ms. */
  push(at: number, event: SeatEventMessage): string;
  /** The messages after `seq` in order, or null when they are not all here. */
  after(seq: number): readonly string[] | null;
};

export function createSeatFeed(capacity = KEPT_EVENTS): SeatFeed {
  const ring: string[] = [];
  let newest = 0;
  return {
    get seq() {
      return newest;
    },
    push(at, event) {
      newest += 1;
      const message = `{"type":"event","seq":${newest},"at":${at},"event":${serialised(event)}}`;
      ring[newest % capacity] = message;
      return message;
    },
    after(seq) {
      if (seq > newest || seq < newest - capacity || seq < 0) return null;
      return Array.from(
        { length: newest - seq },
        (_, index) => ring[(seq + 1 + index) % capacity] ?? '',
      );
    },
  };
}

/** An event that goes to many seats is one object: it is turned into text once. */
const texts = new WeakMap<SeatEventMessage, string>();

function serialised(event: SeatEventMessage): string {
  const known = texts.get(event);
  if (known !== undefined) return known;
  const text = JSON.stringify(event);
  texts.set(event, text);
  return text;
}
