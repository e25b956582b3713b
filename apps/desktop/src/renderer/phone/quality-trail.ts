import type { QualitySample } from '@hotline/ui';
import type { SoftphoneStats } from '../softphone/softphone.ts';

/** Two minutes. */
const KEPT_MS = 120_000;

/** One reading of both directions; `sent` is what the PBX reports of us (RTCP receiver reports, RFC 3550 6.4.1). */
export function qualitySample(stats: SoftphoneStats, at: number): QualitySample {
  const { received, sent } = stats;
  return {
    at,
    mos: stats.mos,
    sentMos: stats.sentMos,
    received: { lossRatio: received.lossRatio, jitterMs: received.jitterMs },
    sent: { lossRatio: sent.lossRatio, jitterMs: sent.jitterMs },
    roundTripMs: stats.roundTripMs,
  };
}

/** The trail with one sample more and without those that are too old. */
export function withSample(
  trail: readonly QualitySample[],
  sample: QualitySample,
): readonly QualitySample[] {
  return [...trail.filter(({ at }) => sample.at - at < KEPT_MS), sample];
}
