import type { Frame } from './frame.ts';

/** How a leg's audio is encoded on the wire, in the words of an ESL event's `Channel-Read-Codec-*`. */
export interface CodecInfo {
  readonly name: 'PCMA' | 'PCMU' | 'opus';
  readonly rate: number;
}

/** What arrived and left on a leg since it began; packets of keys are among the packets. */
export interface VoiceCounts {
  readonly packetsReceived: number;
  readonly keyPacketsReceived: number;
  readonly bytesReceived: number;
  readonly packetsLost: number;
  readonly jitterMs: number;
  readonly packetsSent: number;
  readonly keyPacketsSent: number;
  readonly bytesSent: number;
}

export const NOTHING_COUNTED: VoiceCounts = {
  packetsReceived: 0,
  keyPacketsReceived: 0,
  bytesReceived: 0,
  packetsLost: 0,
  jitterMs: 0,
  packetsSent: 0,
  keyPacketsSent: 0,
  bytesSent: 0,
};

/** One party's two-way audio as the room sees it, whatever the wire below: RTP, or WebRTC. */
export interface Voice {
  readonly codec: CodecInfo;
  /** The next 10 ms of what the party said; undefined when nothing has arrived, which the room takes as silence. */
  take(): Frame | undefined;
  /** The next 10 ms of what the party shall hear. */
  give(frame: Frame): void;
  /** Milliseconds since the last packet of the party (or since the start), for the media time-out. */
  silentForMs(): number;
  /** As last counted: at once, and up to a second old. */
  counts(): VoiceCounts;
  /** Counted anew. */
  countNow(): Promise<VoiceCounts>;
  /** Presses a key on the wire, after those still waiting; false when this leg cannot, or it is no key. */
  sendDtmf(digit: string, ms?: number): boolean;
  /** Between two keys. */
  pauseDtmf(ms: number): void;
  /** Called with each key the party presses; duration in 8 kHz samples, as in the ESL event DTMF. */
  onDtmf: ((digit: string, durationSamples: number) => void) | undefined;
  close(): void;
}
