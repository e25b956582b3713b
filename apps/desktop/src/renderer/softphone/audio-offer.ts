import SDPUtils from 'sdp';

/** The PBX's order of preference stays; telephone-event is DTMF (RFC 4733), CN comfort noise (RFC 3389). */
const CODECS = new Set(['opus', 'pcma', 'pcmu', 'telephone-event', 'cn']);
/** RFC 3551, 6: these need no rtpmap. */
const STATIC_PAYLOADS: Readonly<Record<string, string>> = { 0: 'pcmu', 8: 'pcma', 13: 'cn' };

/**
 * The offer as this telephone takes it: audio only, codecs of the hotline only. Video and other media are marked as
 * rejected (port 0, out of the BUNDLE group: RFC 3264, 6 and RFC 9143, 7.3.3), so the browser's answer rejects them too.
 * An offer without any codec of ours is left as it is: the browser's refusal (488) says more than an empty list.
 */
export function audioOnlyOffer(sdp: string): string {
  const [session = '', ...media] = SDPUtils.splitSections(sdp);
  const rejected = media.filter((section) => SDPUtils.getKind(section) !== 'audio');
  const mids = new Set(rejected.map((section) => SDPUtils.getMid(section)));
  const head = session
    .split('\r\n')
    .map((line) =>
      line.startsWith('a=group:BUNDLE')
        ? line
            .split(' ')
            .filter((mid) => !mids.has(mid))
            .join(' ')
        : line,
    )
    .join('\r\n');
  return (
    head +
    media
      .map((section) =>
        rejected.includes(section)
          ? section.replace(/^(m=\S+) \d+ /u, '$1 0 ')
          : onlyOurCodecs(section),
      )
      .join('')
  );
}

function onlyOurCodecs(section: string): string {
  const named = new Map(
    SDPUtils.matchPrefix(section, 'a=rtpmap:')
      .map((line) => SDPUtils.parseRtpMap(line))
      .map(({ payloadType, name }) => [String(payloadType), name.toLowerCase()]),
  );
  const payloads = SDPUtils.parseMLine(section).fmt?.split(' ') ?? [];
  const kept = payloads.filter((payload) =>
    CODECS.has(named.get(payload) ?? STATIC_PAYLOADS[payload] ?? ''),
  );
  if (kept.length === 0) return section;
  const keeps = new Set(kept);
  return section
    .split('\r\n')
    .filter((line) => {
      const payload = /^a=(?:rtpmap|fmtp|rtcp-fb):(\d+) /u.exec(line)?.[1];
      return payload === undefined || keeps.has(payload);
    })
    .map((line) =>
      line.startsWith('m=') ? `${line.split(' ').slice(0, 3).join(' ')} ${kept.join(' ')}` : line,
    )
    .join('\r\n');
}
