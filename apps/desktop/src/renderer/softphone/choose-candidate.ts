/**
 * One host candidate for the PBX. Two can lose the caller's audio: Chromium re-nominates the pair after DTLS, and
 * FreeSWITCH since 1.11.2 then drops the seat's RTP as an injection. VPN and virtual adapters make a second one likely.
 */
import ipaddr from 'ipaddr.js';
import SDPUtils, { type SDPIceCandidate } from 'sdp';

export type CandidateChoice = {
  readonly sdp: string;
  /** Address that is offered; a `.local` name where the browser hides addresses (RFC draft mdns-ice-candidates). */
  readonly address: string;
};

/**
 * Keeps the candidate whose interface reaches the PBX and makes it the default one (RFC 8839, 4.2.1.2).
 * `pbxAddress` is where the PBX wants its media (see `mediaAddress`), null when unknown; `failed` are addresses that
 * carried no audio before, tried last. null: the SDP holds no UDP host candidate at all.
 */
export function chooseCandidate(
  sdp: string,
  pbxAddress: string | null,
  failed: ReadonlySet<string> = new Set(),
): CandidateChoice | null {
  const [session = '', ...media] = SDPUtils.splitSections(sdp);
  const usable = media
    .flatMap((section) => SDPUtils.matchPrefix(section, 'a=candidate:'))
    .map((line) => ({ line, candidate: SDPUtils.parseCandidate(line) }))
    .filter(({ candidate }) => isUsable(candidate));
  const pbx = pbxAddress === null ? null : parseAddress(pbxAddress);
  const [best] = usable.sort(
    (a, b) =>
      compare(rank(a.candidate, pbx, failed), rank(b.candidate, pbx, failed)) ||
      b.candidate.priority - a.candidate.priority,
  );
  if (best === undefined) return null;
  const kept = media.map((section) => keepOnly(section, best.candidate));
  return { sdp: session + kept.join(''), address: best.candidate.address };
}

/** Where the other side wants its audio: its `c=` line, or the session's. null: none, or a name. */
export function mediaAddress(sdp: string): string | null {
  const [session = '', ...media] = SDPUtils.splitSections(sdp);
  const audio = media.find((section) => SDPUtils.getKind(section) === 'audio') ?? '';
  for (const part of [audio, session]) {
    const address = SDPUtils.matchPrefix(part, 'c=')[0]?.split(' ')[2]?.split('/')[0];
    if (address !== undefined && parseAddress(address) !== null) return address;
  }
  return null;
}

function isUsable(candidate: SDPIceCandidate): boolean {
  return (
    candidate.type === 'host' &&
    candidate.protocol.toLowerCase() === 'udp' &&
    (candidate.component === 'rtp' || candidate.component === 1)
  );
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

function parseAddress(text: string): Address | null {
  return ipaddr.isValid(text) ? ipaddr.process(text) : null;
}

/** Smaller is better, first difference decides: failed before · kind of address · bits not shared with the PBX. */
function rank(
  candidate: SDPIceCandidate,
  pbx: Address | null,
  failed: ReadonlySet<string>,
): readonly number[] {
  const own = parseAddress(candidate.address);
  const failedBefore = failed.has(candidate.address) ? 1 : 0;
  // A hidden (.local) address may be the right interface, but nobody can tell: after every real one that fits.
  if (own === null) return [failedBefore, 2, 0];
  if (pbx === null) return [failedBefore, own.range() === 'unicast' || isPrivate(own) ? 0 : 1, 0];
  if (own.kind() !== pbx.kind()) return [failedBefore, 4, 0];
  const pbxIsHere = pbx.range() === 'loopback';
  const reach =
    own.range() === 'loopback'
      ? pbxIsHere
        ? 0
        : 5
      : own.range() === 'linkLocal' && pbx.range() !== 'linkLocal'
        ? 3
        : pbxIsHere
          ? 1
          : 0;
  return [failedBefore, reach, -sharedBits(own, pbx)];
}

function isPrivate(address: Address): boolean {
  const range = address.range();
  return range === 'private' || range === 'uniqueLocal' || range === 'carrierGradeNat';
}

/** Length of the common prefix, counted only from a /16 on (IPv6: /48): below it says nothing about a route. */
function sharedBits(a: Address, b: Address): number {
  const [left, right] = [a.toByteArray(), b.toByteArray()];
  let bits = 0;
  for (const [at, byte] of left.entries()) {
    const difference = byte ^ (right[at] ?? 0);
    if (difference !== 0) {
      bits += Math.clz32(difference) - 24;
      break;
    }
    bits += 8;
  }
  return bits >= (a.kind() === 'ipv4' ? 16 : 48) ? bits : 0;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const difference = value - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function keepOnly(section: string, chosen: SDPIceCandidate): string {
  const family = ipaddr.IPv6.isValid(chosen.address) ? 'IP6' : 'IP4';
  // A name is no connection address: 0.0.0.0 is what browsers write there (RFC draft mdns-ice-candidates, 3.1.2.3).
  const connection = ipaddr.isValid(chosen.address) ? chosen.address : '0.0.0.0';
  const rejected = SDPUtils.isRejected(section);
  return section
    .split('\r\n')
    .filter((line) => !line.startsWith('a=candidate:') || isLine(line, chosen))
    .map((line) => {
      if (rejected) return line;
      if (line.startsWith('m=')) return line.replace(/^(m=\S+) \d+ /u, `$1 ${chosen.port} `);
      if (line.startsWith('c=')) return `c=IN ${family} ${connection}`;
      return line;
    })
    .join('\r\n');
}

function isLine(line: string, chosen: SDPIceCandidate): boolean {
  const { address, port, protocol, component } = SDPUtils.parseCandidate(line);
  return (
    address === chosen.address &&
    port === chosen.port &&
    protocol === chosen.protocol &&
    component === chosen.component
  );
}
