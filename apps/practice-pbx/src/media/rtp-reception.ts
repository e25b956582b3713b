import { SAMPLE_RATE } from './frame.ts';
import type { RtpPacket } from './rtp-packet.ts';

export interface ReceptionReport {
  /** Of the present stream. */
  readonly received: number;
  /** Of all streams that came one after the other. */
  readonly total: number;
  /** Expected minus received, never below 0: RFC 3550 A.3. */
  readonly lost: number;
  /** Interarrival jitter in milliseconds: RFC 3550 A.8. */
  readonly jitterMs: number;
}

/** Counts what arrived, what is missing and how unevenly it came, of one RTP stream. */
export class RtpReception {
  #ssrc: number | undefined;
  #base = 0;
  #highest = 0;
  #cycles = 0;
  #received = 0;
  #receivedBefore = 0;
  #lostBefore = 0;
  #transit: number | undefined;
  #jitter = 0;

  /** Arrival in milliseconds of any steady clock. */
  count(packet: RtpPacket, arrivalMs: number): void {
    if (packet.ssrc !== this.#ssrc) {
      this.#lostBefore = this.report().lost;
      this.#receivedBefore += this.#received;
      this.#ssrc = packet.ssrc;
      this.#base = packet.sequence;
      this.#highest = packet.sequence;
      this.#cycles = 0;
      this.#received = 0;
      this.#transit = undefined;
    }
    const ahead = (packet.sequence - this.#highest) & 0xffff;
    if (ahead > 0 && ahead < 0x8000) {
      if (packet.sequence < this.#highest) this.#cycles += 0x10000;
      this.#highest = packet.sequence;
    }
    this.#received++;
    const transit = arrivalMs * (SAMPLE_RATE / 1000) - packet.timestamp;
    if (this.#transit !== undefined) {
      this.#jitter += (Math.abs(transit - this.#transit) - this.#jitter) / 16;
    }
    this.#transit = transit;
  }

  report(): ReceptionReport {
    const expected = this.#ssrc === undefined ? 0 : this.#cycles + this.#highest - this.#base + 1;
    return {
      received: this.#received,
      total: this.#receivedBefore + this.#received,
      lost: this.#lostBefore + Math.max(0, expected - this.#received),
      jitterMs: this.#jitter / (SAMPLE_RATE / 1000),
    };
  }
}
