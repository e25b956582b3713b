import type { VoiceCounts } from '../media/voice.ts';
import { FRAME_MS } from '../media/frame.ts';

const PACKET_MS = 2 * FRAME_MS;

/** switch_core_media_set_stats: what a leg's RTP has been, as variables; they stay as they are until set again. */
export function mediaStatVariables(counts: VoiceCounts): Record<string, string> {
  const { packetsReceived, packetsLost, packetsSent } = counts;
  const expected = packetsReceived + packetsLost;
  const quality = expected === 0 ? 100 : (100 * packetsReceived) / expected;
  // The real one squares what this one measures in milliseconds.
  const variance = counts.jitterMs ** 2;
  const variables: Record<string, string> = {
    in_raw_bytes: String(counts.bytesReceived),
    in_media_bytes: String(counts.bytesReceived),
    in_packet_count: String(packetsReceived),
    in_media_packet_count: String(packetsReceived - counts.keyPacketsReceived),
    in_skip_packet_count: String(packetsLost),
    in_jitter_packet_count: '0',
    in_dtmf_packet_count: String(counts.keyPacketsReceived),
    in_cng_packet_count: '0',
    in_flush_packet_count: '0',
    in_largest_jb_size: '0',
    in_jitter_min_variance: variance.toFixed(2),
    in_jitter_max_variance: variance.toFixed(2),
    in_jitter_loss_rate: '0.00',
    in_jitter_burst_rate: '0.00',
    in_mean_interval: PACKET_MS.toFixed(2),
    in_flaw_total: String(packetsLost),
    in_quality_percentage: quality.toFixed(2),
    in_mos: meanOpinionScore(Math.floor(quality)).toFixed(2),
    out_raw_bytes: String(counts.bytesSent),
    out_media_bytes: String(counts.bytesSent),
    out_packet_count: String(packetsSent),
    out_media_packet_count: String(packetsSent - counts.keyPacketsSent),
    out_skip_packet_count: '0',
    out_dtmf_packet_count: String(counts.keyPacketsSent),
    out_cng_packet_count: '0',
  };
  const named = Object.entries(variables).map(([name, value]) => [`rtp_audio_${name}`, value]);
  return {
    ...Object.fromEntries(named),
    rtp_audio_rtcp_packet_count: '0',
    rtp_audio_rtcp_octet_count: '0',
  };
}

/** switch_rtp.c, do_mos: the E-model with only lost packets in it; 4.50 is as good as it gets. */
function meanOpinionScore(r: number): number {
  if (r < 0 || r > 100) return 1;
  return 1 + 0.035 * r + 0.000007 * r * (r - 60) * (100 - r);
}
