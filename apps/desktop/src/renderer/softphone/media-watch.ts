/** Tells from packet counts whether audio flows both ways. Pure: samples in, state out. */
import type { MediaState } from './softphone.ts';

const SILENT_AFTER_MS = 2_000;

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
  readonly packetsReceived: number;
  readonly packetsSent: number;
  /** When each count last grew; the call's beginning at first. */
  readonly receivedAt: number;
  readonly sentAt: number;
  /** Reports in a row that say everything was lost; one alone may be the call's first moment. */
  readonly allLost: number;
  readonly reportAt: number | null;
};

export function beginWatch(now: number): MediaWatch {
  return {
    state: 'starting',
    packetsReceived: 0,
    packetsSent: 0,
    receivedAt: now,
    sentAt: now,
    allLost: 0,
    reportAt: null,
  };
}

export function watchMedia(before: MediaWatch, sample: MediaSample): MediaWatch {
  const grewIn = sample.packetsReceived > before.packetsReceived;
  const grewOut = sample.packetsSent > before.packetsSent;
  const receivedAt = grewIn ? sample.at : before.receivedAt;
  const sentAt = grewOut ? sample.at : before.sentAt;
  const isNewReport = sample.remote !== null && sample.remote.reportAt !== before.reportAt;
  const allLost = !isNewReport
    ? before.allLost
    : (sample.remote?.fractionLost ?? 0) >= 0.99
      ? before.allLost + 1
      : 0;
  const watched = {
    packetsReceived: sample.packetsReceived,
    packetsSent: sample.packetsSent,
    receivedAt,
    sentAt,
    allLost,
    reportAt: sample.remote?.reportAt ?? before.reportAt,
  };
  if (sample.at - receivedAt >= SILENT_AFTER_MS) return { ...watched, state: 'nothing-received' };
  if (sample.at - sentAt >= SILENT_AFTER_MS || allLost >= 2) {
    return { ...watched, state: 'nothing-sent' };
  }
  const flowing = sample.packetsReceived > 0 && sample.packetsSent > 0;
  return { ...watched, state: flowing ? 'flowing' : 'starting' };
}
