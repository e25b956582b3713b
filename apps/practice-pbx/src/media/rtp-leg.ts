import { createSocket, type Socket } from 'node:dgram';
import { randomInt } from 'node:crypto';
import { FRAME_SAMPLES, type Frame } from './frame.ts';
import { decodeG711, encodeG711, G711_PAYLOAD, type G711Name } from './g711.ts';
import { KeyPresses } from './key-presses.ts';
import { buildRtp, parseRtp, type RtpPacket } from './rtp-packet.ts';
import { RtpReception, type ReceptionReport } from './rtp-reception.ts';
import { SampleQueue } from './sample-queue.ts';
import type { AudioDescription } from './sdp.ts';
import { parseTelephoneEvent } from './telephone-event.ts';
import type { CodecInfo, Voice, VoiceCounts } from './voice.ts';

/** 20 ms a packet, as the whole telephone network does. */
const PACKET_SAMPLES = 2 * FRAME_SAMPLES;
/** Sound waits until this much is there, so that one late packet is not a hole… */
const START_SAMPLES = 4 * FRAME_SAMPLES;
/** …and never more than this, so that a burst does not become a lasting delay. */
const MOST_SAMPLES = 12 * FRAME_SAMPLES;

export interface RtpSettings {
  readonly codec: G711Name;
  readonly dtmfPayload: number | undefined;
}

/** Plain RTP with G.711 over UDP (RFC 3550, RFC 3551): the citizen's side of the world. */
export class RtpLeg implements Voice {
  onDtmf: ((digit: string, durationSamples: number) => void) | undefined;
  /** Each packet's sound as it arrives, before any queue: for measuring. Time in ms of `performance.now`. */
  onSound: ((samples: Int16Array, arrivalMs: number) => void) | undefined;

  readonly #socket: Socket;
  readonly #reception = new RtpReception();
  readonly #heard = new SampleQueue();
  readonly #toSend = new SampleQueue();
  readonly #ssrc = randomInt(1, 2 ** 32 - 1);
  #settings: RtpSettings = { codec: 'PCMA', dtmfPayload: 101 };
  #remote: { address: string; port: number } | undefined;
  #sequence = randomInt(0, 2 ** 15);
  #timestamp = randomInt(0, 2 ** 31);
  #marker = true;
  #primed = false;
  #sent = 0;
  #lastHeardAt = performance.now();
  #lastDtmfTimestamp: number | undefined;
  readonly #keys = new KeyPresses();
  #keysReceived = 0;
  #keysSent = 0;
  #bytesReceived = 0;
  #bytesSent = 0;
  #closed = false;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(data));
    // A peer that is gone answers with ICMP; the signalling tells us soon enough.
    socket.on('error', () => {});
  }

  /** Opens a UDP socket on any free port of `host`; rejects with the system's error. */
  static async open(host: string, port = 0): Promise<RtpLeg> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, host, () => {
        socket.off('error', reject);
        resolve();
      });
    });
    return new RtpLeg(socket);
  }

  get localPort(): number {
    return this.#socket.address().port;
  }

  get codec(): CodecInfo {
    return { name: this.#settings.codec, rate: 8000 };
  }

  get dtmfPayload(): number | undefined {
    return this.#settings.dtmfPayload;
  }

  get remotePort(): number | undefined {
    return this.#remote?.port;
  }

  get ssrc(): number {
    return this.#ssrc;
  }

  /** Where and how to send from now on: the other side's description, narrowed to one codec. */
  connect(remote: AudioDescription, codec: G711Name): void {
    this.#remote = { address: remote.address, port: remote.port };
    this.#settings = { codec, dtmfPayload: remote.dtmfPayload };
    this.#lastHeardAt = performance.now();
  }

  take(): Frame | undefined {
    if (!this.#primed) {
      if (this.#heard.length < START_SAMPLES) return undefined;
      this.#primed = true;
    }
    const frame = this.#heard.take(FRAME_SAMPLES);
    if (!frame) this.#primed = false;
    return frame;
  }

  give(frame: Frame): void {
    this.#toSend.push(frame);
    for (
      let samples = this.#toSend.take(PACKET_SAMPLES);
      samples;
      samples = this.#toSend.take(PACKET_SAMPLES)
    ) {
      this.#sendSound(samples);
    }
  }

  /** Presses one key, after those that are still being pressed. */
  sendDtmf(digit: string, ms = 120): boolean {
    if (this.#settings.dtmfPayload === undefined) return false;
    return this.#keys.press(digit, ms);
  }

  pauseDtmf(ms: number): void {
    this.#keys.pause(ms);
  }

  silentForMs(): number {
    return performance.now() - this.#lastHeardAt;
  }

  reception(): ReceptionReport {
    return this.#reception.report();
  }

  counts(): VoiceCounts {
    const { total, lost, jitterMs } = this.#reception.report();
    return {
      packetsReceived: total,
      keyPacketsReceived: this.#keysReceived,
      bytesReceived: this.#bytesReceived,
      packetsLost: lost,
      jitterMs,
      packetsSent: this.#sent,
      keyPacketsSent: this.#keysSent,
      bytesSent: this.#bytesSent,
    };
  }

  async countNow(): Promise<VoiceCounts> {
    return this.counts();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#socket.close();
  }

  #sendSound(samples: Int16Array): void {
    const { dtmfPayload } = this.#settings;
    const key = dtmfPayload === undefined ? undefined : this.#keys.next(this.#timestamp);
    if (key && dtmfPayload !== undefined) {
      this.#send({ payloadType: dtmfPayload, ...key });
      this.#keysSent++;
    } else {
      this.#send({
        payloadType: G711_PAYLOAD[this.#settings.codec],
        marker: this.#marker,
        timestamp: this.#timestamp,
        payload: encodeG711(this.#settings.codec, samples),
      });
      this.#marker = false;
    }
    this.#timestamp = (this.#timestamp + PACKET_SAMPLES) >>> 0;
  }

  #send(packet: Omit<RtpPacket, 'sequence' | 'ssrc'>): void {
    if (this.#closed || !this.#remote || this.#remote.port === 0) return;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    const data = buildRtp({ ...packet, sequence: this.#sequence, ssrc: this.#ssrc });
    this.#socket.send(data, this.#remote.port, this.#remote.address, () => {});
    this.#sent++;
    this.#bytesSent += data.length;
  }

  #receive(data: Buffer): void {
    const packet = parseRtp(data);
    if (!packet) return;
    const now = performance.now();
    this.#lastHeardAt = now;
    this.#reception.count(packet, now);
    this.#bytesReceived += data.length;
    if (packet.payloadType === this.#settings.dtmfPayload) {
      this.#keysReceived++;
      this.#receiveKey(packet);
      return;
    }
    const codec =
      packet.payloadType === G711_PAYLOAD.PCMA
        ? 'PCMA'
        : packet.payloadType === G711_PAYLOAD.PCMU
          ? 'PCMU'
          : undefined;
    if (!codec) return;
    const samples = decodeG711(codec, packet.payload);
    this.onSound?.(samples, now);
    this.#heard.push(samples);
    this.#heard.keepNewest(MOST_SAMPLES);
  }

  #receiveKey(packet: RtpPacket): void {
    const event = parseTelephoneEvent(packet.payload);
    // All packets of one key carry one timestamp; it counts once, at its first end.
    if (!event?.end || packet.timestamp === this.#lastDtmfTimestamp) return;
    this.#lastDtmfTimestamp = packet.timestamp;
    this.onDtmf?.(event.digit, event.duration);
  }
}
