import type { Frame } from './frame.ts';

/** How a leg's audio is encoded on the wire, in the words of an ESL event's `Channel-Read-Codec-*`. */
export interface CodecInfo {
  readonly name: 'PCMA' | 'PCMU' | 'opus';
  readonly rate: number;
}

/** What arrived and left on a leg since it began. */
export interface VoiceCounts {
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly packetsSent: number;
}

/** One party's two-way audio as the room sees it, whatever the wire below: RTP, or WebRTC. */
export interface Voice {
  readonly codec: CodecInfo;
  /** The next 10 ms of what the party said; undefined when nothing has arrived, which the room takes as silence. */
  take(): Frame | undefined;
  /** The next 10 ms of what the party shall hear. */
  give(frame: Frame): void;
  /** Milliseconds since the last packet of the party (or since the start), for the media time-out. */
  silentForMs(): number;
  counts(): VoiceCounts;
  /** Called with each key the party presses; duration in 8 kHz samples, as in the ESL event DTMF. */
  onDtmf: ((digit: string, durationSamples: number) => void) | undefined;
  close(): void;
}
