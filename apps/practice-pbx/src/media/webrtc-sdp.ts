/** Codecs a seat is offered, in the order of `inbound-codec-prefs` PCMA,PCMU,OPUS, and the keys beside them. */
const OFFERED = [
  /^PCMA\/8000/i,
  /^PCMU\/8000/i,
  /^opus\/48000/i,
  /^telephone-event\/(48000|8000)/i,
];

/**
 * Cuts a description of libwebrtc's down to what the PBX means: its audio codecs, and UDP candidates of IPv4 host
 * addresses. A browser then has two or three pairs to try instead of twenty.
 */
export function narrowAudioSdp(sdp: string): string {
  const lines = sdp.split(/\r?\n/);
  const named = lines.flatMap((line) => {
    const [, payload, encoding] = /^a=rtpmap:(\d+) (.*)$/.exec(line) ?? [];
    return payload === undefined || encoding === undefined ? [] : [{ payload, encoding }];
  });
  const kept = new Set(
    OFFERED.flatMap((codec) =>
      named.filter(({ encoding }) => codec.test(encoding)).map(({ payload }) => payload),
    ),
  );
  return lines
    .filter((line) => {
      const payload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /.exec(line)?.[1];
      if (payload !== undefined) return kept.has(payload);
      if (line.startsWith('a=candidate:'))
        return / udp .* \d+\.\d+\.\d+\.\d+ \d+ typ host/i.test(line);
      return true;
    })
    .map((line) => {
      const media = /^(m=audio \d+ \S+) /.exec(line);
      return media ? `${media[1]} ${[...kept].join(' ')}` : line;
    })
    .join('\r\n');
}

export interface WebRtcCodec {
  readonly name: 'opus' | 'PCMA' | 'PCMU';
  /** Hz at which the PBX decodes it; in SDP Opus always says 48000 (RFC 7587 §4.1). */
  readonly rate: number;
}

/** The codec a description names first. */
export function firstCodec(sdp: string): WebRtcCodec {
  const first = /^m=audio \d+ \S+ (\d+)/m.exec(sdp)?.[1];
  const name = new RegExp(`^a=rtpmap:${first} ([\\w-]+)/(\\d+)`, 'm').exec(sdp)?.[1]?.toUpperCase();
  if (name === 'PCMA' || first === '8') return { name: 'PCMA', rate: 8000 };
  if (name === 'PCMU' || first === '0') return { name: 'PCMU', rate: 8000 };
  return { name: 'opus', rate: 48000 };
}

export const isWebRtc = (sdp: string): boolean => /^m=audio \d+ UDP\/TLS\/RTP\/SAVPF /m.test(sdp);
