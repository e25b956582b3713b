import { SAMPLE_RATE } from './frame.ts';
import { buildTelephoneEvent } from './telephone-event.ts';

const PACKET_MS = 20;
const PACKET_SAMPLES = (SAMPLE_RATE * PACKET_MS) / 1000;
/** Between two keys, so that nobody takes two of the same for one. */
const GAP_PACKETS = 3;
/** RFC 4733 section 2.5.1.4. */
const TIMES_THE_END_IS_SENT = 3;

/** One packet of a key that goes out in the place of sound. */
export interface KeyPacket {
  readonly payload: Buffer;
  readonly marker: boolean;
  /** The same for all packets of one key. */
  readonly timestamp: number;
}

interface Press {
  readonly digit: string;
  readonly packets: number;
  sent: number;
  timestamp: number;
}

/** Keys waiting to be pressed, one after the other, in packets of 20 ms. */
export class KeyPresses {
  readonly #waiting: (Press | { readonly pausePackets: number })[] = [];
  #pause = 0;
  #pressing: Press | undefined;

  /** False for a character that is no key of a telephone. */
  press(digit: string, ms: number): boolean {
    if (!buildTelephoneEvent({ digit, end: true, duration: 0 })) return false;
    const packets = Math.max(1, Math.round(ms / PACKET_MS));
    this.#waiting.push({ digit, packets, sent: 0, timestamp: 0 });
    return true;
  }

  /** Nothing is pressed for so long. */
  pause(ms: number): void {
    this.#waiting.push({ pausePackets: Math.round(ms / PACKET_MS) });
  }

  /** What to send instead of the sound of this `timestamp`; undefined when it is the sound's turn. */
  next(timestamp: number): KeyPacket | undefined {
    if (this.#pause > 0) {
      this.#pause--;
      return undefined;
    }
    if (!this.#pressing) {
      const next = this.#waiting.shift();
      if (!next) return undefined;
      if ('pausePackets' in next) {
        this.#pause = Math.max(0, next.pausePackets - 1);
        return undefined;
      }
      next.timestamp = timestamp;
      this.#pressing = next;
    }
    const press = this.#pressing;
    press.sent++;
    const end = press.sent > press.packets;
    const payload = buildTelephoneEvent({
      digit: press.digit,
      end,
      duration: Math.min(press.sent, press.packets) * PACKET_SAMPLES,
    });
    if (press.sent === press.packets + TIMES_THE_END_IS_SENT) {
      this.#pressing = undefined;
      this.#pause = GAP_PACKETS;
    }
    return payload && { payload, marker: press.sent === 1, timestamp: press.timestamp };
  }
}
