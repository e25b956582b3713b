import { G711_PAYLOAD, type G711Name } from './g711.ts';

export type SdpDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** The audio line of an SDP as plain RTP needs it (RFC 4566, RFC 3264). */
export interface AudioDescription {
  readonly address: string;
  readonly port: number;
  /** G.711 variants in the offerer's order of preference. */
  readonly codecs: readonly G711Name[];
  /** Payload type of telephone-event/8000, when offered. */
  readonly dtmfPayload: number | undefined;
  readonly direction: SdpDirection;
}

/** Undefined when there is no audio line of RTP/AVP with an address. */
export function parseAudio(sdp: string): AudioDescription | undefined {
  let address: string | undefined;
  let port: number | undefined;
  let payloads: number[] = [];
  const names = new Map<number, string>();
  let direction: SdpDirection = 'sendrecv';
  let inAudio = false;
  let before = true;
  for (const line of sdp.split(/\r?\n/)) {
    const media = /^m=(\w+) (\d+)(?:\/\d+)? (\S+) (.*)$/.exec(line);
    if (media) {
      before = false;
      inAudio = media[1] === 'audio' && port === undefined && media[3] === 'RTP/AVP';
      if (inAudio) {
        port = Number(media[2]);
        payloads = (media[4] ?? '').split(' ').map(Number);
      }
      continue;
    }
    if (!before && !inAudio) continue;
    const connection = /^c=IN IP4 (\S+)/.exec(line);
    if (connection) address = connection[1];
    const map = /^a=rtpmap:(\d+) ([\w-]+)\/(\d+)/.exec(line);
    if (map) names.set(Number(map[1]), `${(map[2] ?? '').toUpperCase()}/${map[3]}`);
    const way = /^a=(sendrecv|sendonly|recvonly|inactive)$/.exec(line.trim());
    if (way) direction = way[1] as SdpDirection;
  }
  if (address === undefined || port === undefined || port > 65535) return undefined;
  const codecs = payloads.flatMap((payload): G711Name[] => {
    if (payload === G711_PAYLOAD.PCMA) return ['PCMA'];
    return payload === G711_PAYLOAD.PCMU ? ['PCMU'] : [];
  });
  const dtmfPayload = payloads.find((payload) => names.get(payload) === 'TELEPHONE-EVENT/8000');
  return { address, port, codecs, dtmfPayload, direction };
}

/** What the other side may do when one side only sends, only receives, or neither. */
export const ANSWERING_DIRECTION: Record<SdpDirection, SdpDirection> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
};

let descriptions = 1_700_000_000;

export function writeAudio(audio: AudioDescription): string {
  const payloads = audio.codecs.map((name) => G711_PAYLOAD[name]);
  const dtmf = audio.dtmfPayload;
  const version = descriptions++;
  return [
    'v=0',
    `o=FreeSWITCH ${version} ${version + 1} IN IP4 ${audio.address}`,
    's=FreeSWITCH',
    `c=IN IP4 ${audio.address}`,
    't=0 0',
    `m=audio ${audio.port} RTP/AVP ${[...payloads, ...(dtmf === undefined ? [] : [dtmf])].join(' ')}`,
    ...audio.codecs.map((name) => `a=rtpmap:${G711_PAYLOAD[name]} ${name}/8000`),
    ...(dtmf === undefined ? [] : [`a=rtpmap:${dtmf} telephone-event/8000`, `a=fmtp:${dtmf} 0-15`]),
    'a=ptime:20',
    `a=${audio.direction}`,
    '',
  ].join('\r\n');
}
