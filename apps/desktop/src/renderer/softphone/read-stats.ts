/** What `RTCPeerConnection.getStats()` says about one audio leg (W3C webrtc-stats), as plain figures. */
import type { MediaSample } from './media-watch.ts';
import type { SoftphoneStats } from './softphone.ts';
import { estimateMos } from './voice-quality.ts';

/** Cumulative counts at one moment. Times in ms. */
export type StatsReading = {
  readonly at: number;
  readonly received: {
    readonly packets: number;
    readonly lost: number;
    readonly jitterMs: number;
    readonly level: number;
    readonly bufferMs: number;
    readonly emitted: number;
  };
  readonly sent: { readonly packets: number; readonly level: number };
  /** The PBX's view of what we send, from its RTCP receiver reports. */
  readonly remote: {
    readonly reportAt: number;
    readonly fractionLost: number;
    readonly jitterMs: number;
    readonly roundTripMs: number | null;
  } | null;
};

type Entry = Readonly<Record<string, unknown>>;

export async function readStats(connection: RTCPeerConnection, at: number): Promise<StatsReading> {
  const entries: Entry[] = [];
  (await connection.getStats()).forEach((entry: Entry) => entries.push(entry));
  return readingOf(entries, at);
}

export function readingOf(entries: readonly Entry[], at: number): StatsReading {
  const first = (type: string) =>
    entries.find((entry) => entry['type'] === type && (entry['kind'] ?? 'audio') === 'audio');
  const inbound = first('inbound-rtp');
  const outbound = first('outbound-rtp');
  const source = first('media-source');
  const report = first('remote-inbound-rtp');
  return {
    at,
    received: {
      packets: figure(inbound, 'packetsReceived'),
      lost: figure(inbound, 'packetsLost'),
      jitterMs: 1000 * figure(inbound, 'jitter'),
      level: figure(inbound, 'audioLevel'),
      bufferMs: 1000 * figure(inbound, 'jitterBufferDelay'),
      emitted: figure(inbound, 'jitterBufferEmittedCount'),
    },
    sent: { packets: figure(outbound, 'packetsSent'), level: figure(source, 'audioLevel') },
    remote:
      report === undefined
        ? null
        : {
            reportAt: figure(report, 'timestamp'),
            fractionLost: figure(report, 'fractionLost'),
            jitterMs: 1000 * figure(report, 'jitter'),
            roundTripMs:
              typeof report['roundTripTime'] === 'number' ? 1000 * report['roundTripTime'] : null,
          },
  };
}

function figure(entry: Entry | undefined, name: string): number {
  const value = entry?.[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

export function sampleOf(reading: StatsReading): MediaSample {
  return {
    at: reading.at,
    packetsReceived: reading.received.packets,
    packetsSent: reading.sent.packets,
    remote: reading.remote,
  };
}

/** Packet time of every codec the hotline uses. */
const PACKET_MS = 20;
/** A jitter buffer that holds this many times the jitter lets nearly nothing come too late; the PBX does not tell its own. */
const BUFFER_OF_JITTER = 2;

/** Figures of the stretch between two readings; `before` about 5 s older, or the call's first. */
export function statsBetween(before: StatsReading, now: StatsReading): SoftphoneStats {
  const got = Math.max(0, now.received.packets - before.received.packets);
  const lost = Math.max(0, now.received.lost - before.received.lost);
  const emitted = now.received.emitted - before.received.emitted;
  // jitterBufferDelay is a sum over emitted samples (webrtc-stats, 8.4).
  const buffer = emitted > 0 ? (now.received.bufferMs - before.received.bufferMs) / emitted : 0;
  const lossRatio = got + lost === 0 ? 0 : lost / (got + lost);
  const roundTripMs = now.remote?.roundTripMs ?? null;
  return {
    received: {
      packets: now.received.packets,
      lossRatio,
      jitterMs: now.received.jitterMs,
      level: now.received.level,
    },
    sent: {
      packets: now.sent.packets,
      lossRatio: now.remote?.fractionLost ?? 0,
      jitterMs: now.remote?.jitterMs ?? 0,
      level: now.sent.level,
    },
    roundTripMs,
    mos:
      now.received.packets === 0
        ? null
        : estimateMos(lossRatio, (roundTripMs ?? 0) / 2 + buffer + PACKET_MS),
    sentMos: sentMos(now.remote),
  };
}

function sentMos(report: StatsReading['remote']): number | null {
  if (report === null) return null;
  const { fractionLost, jitterMs, roundTripMs } = report;
  return estimateMos(
    fractionLost,
    (roundTripMs ?? 0) / 2 + BUFFER_OF_JITTER * jitterMs + PACKET_MS,
  );
}
