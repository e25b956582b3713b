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
  /** Numbers the event. `at` in ms. */
  push(at: number, event: SeatEventMessage): void;
  /** The messages after `seq` in order, as UTF-8 JSON, or null when they are not all here. */
  after(seq: number): readonly Buffer[] | null;
};

type Kept = { readonly at: number; readonly event: Buffer };

export function createSeatFeed(capacity = KEPT_EVENTS): SeatFeed {
  const ring: Kept[] = [];
  let newest = 0;
  const message = (seq: number): Buffer => {
    const kept = ring[seq % capacity];
    if (kept === undefined) throw new Error(`event ${seq} is not kept`);
    return Buffer.concat([
      Buffer.from(`{"type":"event","seq":${seq},"at":${kept.at},"event":`),
      kept.event,
      end,
    ]);
  };
  return {
    get seq() {
      return newest;
    },
    push(at, event) {
      newest += 1;
      ring[newest % capacity] = { at, event: encoded(event) };
    },
    after(seq) {
      if (seq > newest || seq < newest - capacity || seq < 0) return null;
      return Array.from({ length: newest - seq }, (_, index) => message(seq + 1 + index));
    },
  };
}

const end = Buffer.from('}');

/** An event that goes to many seats is one object: it is turned into bytes once, and all rings keep the same bytes. */
const bytes = new WeakMap<SeatEventMessage, Buffer>();

function encoded(event: SeatEventMessage): Buffer {
  const known = bytes.get(event);
  if (known !== undefined) return known;
  const made = Buffer.from(JSON.stringify(event));
  bytes.set(event, made);
  return made;
}
