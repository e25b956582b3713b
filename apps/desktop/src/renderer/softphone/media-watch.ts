/** Tells from packet counts whether audio flows both ways. Pure: samples in, state out. */
import type { MediaState } from './softphone.ts';

const SILENT_AFTER_MS = 2_000;
/** Samples come every half second; after a longer pause the machine was asleep, and the packets deserve their 2 s anew. */
const ASLEEP_AFTER_MS = 3_000;
const ALL = 0.99;

export type MediaSample = {
  readonly at: number;
  readonly packetsReceived: number;
  readonly packetsSent: number;
  /**
   * Our packets that the PBX says it lost and got, from its last RTCP report (RFC 3550, 6.4.1); null before the first.
   * `reportAt` tells one report from the next.
   */
  readonly remote: { readonly reportAt: number; readonly fractionLost: number } | null;
};

export type MediaWatch = {
  readonly state: MediaState;
  readonly at: number;
  readonly packetsReceived: number;
  readonly packetsSent: number;
  /** When each count last grew; the call's beginning at first. */
  readonly receivedAt: number;
  readonly sentAt: number;
  /** Reports in a row that say everything was lost. */
  readonly allLost: number;
  /** A report has said that something arrives. Before the first such, one bad report may be the call's first moment. */
  readonly wasHeard: boolean;
  readonly reportAt: number | null;
};

export function beginWatch(now: number): MediaWatch {
  return {
    state: 'starting',
    at: now,
    packetsReceived: 0,
    packetsSent: 0,
    receivedAt: now,
    sentAt: now,
    allLost: 0,
    wasHeard: false,
    reportAt: null,
  };
}

export function watchMedia(before: MediaWatch, sample: MediaSample): MediaWatch {
  const grewIn = sample.packetsReceived > before.packetsReceived;
  const grewOut = sample.packetsSent > before.packetsSent;
  const wasAsleep = sample.at - before.at > ASLEEP_AFTER_MS;
  const receivedAt = grewIn || wasAsleep ? sample.at : before.receivedAt;
  const sentAt = grewOut || wasAsleep ? sample.at : before.sentAt;
  const isNewReport = sample.remote !== null && sample.remote.reportAt !== before.reportAt;
  const isAllLost = (sample.remote?.fractionLost ?? 0) >= ALL;
  const allLost = !isNewReport ? before.allLost : isAllLost ? before.allLost + 1 : 0;
  const wasHeard = before.wasHeard || (isNewReport && !isAllLost);
  const watched = {
    at: sample.at,
    packetsReceived: sample.packetsReceived,
    packetsSent: sample.packetsSent,
    receivedAt,
    sentAt,
    allLost,
    wasHeard,
    reportAt: sample.remote?.reportAt ?? before.reportAt,
  };
  if (sample.at - receivedAt >= SILENT_AFTER_MS) return { ...watched, state: 'nothing-received' };
  if (sample.at - sentAt >= SILENT_AFTER_MS || allLost >= (wasHeard ? 1 : 2)) {
    return { ...watched, state: 'nothing-sent' };
  }
  const flowing = sample.packetsReceived > 0 && sample.packetsSent > 0;
  return { ...watched, state: flowing ? 'flowing' : 'starting' };
}
