import type { Headers } from 'sip';
import { RtpLeg } from '../media/rtp-leg.ts';
import { parseAudio, writeAudio } from '../media/sdp.ts';
import { SipEndpoint } from '../sip/endpoint.ts';
import { quoted, readUri } from '../sip/message.ts';
import { openUdp } from '../sip/udp.ts';
import { silence, type Audio } from './audio.ts';
import { Party, type Codec } from './party.ts';

/** A BYE and its answer still have to travel after the call is over. */
const LINGER_MS = 500;

export interface PlaceCall {
  /** `sip:12345@127.0.0.1:5080`, always an IP address: names are not looked up. */
  readonly to: string;
  /** The calling number. */
  readonly from: string;
  readonly name?: string;
  /** Extension headers, for example X-Hotline-Skill. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is said once the call is up; silence unless told. */
  readonly audio?: Audio;
  /** PCMA unless told. */
  readonly codec?: Codec;
  readonly localHost?: string;
  /** SIP port; any free one unless told. */
  readonly localPort?: number;
}

/** A citizen on the telephone. */
export class Citizen extends Party {
  /** Gives up before anybody answers. */
  cancel(): void {
    this.hangUp();
  }
}

/**
 * Calls somebody: SIP and RTP over UDP, G.711, as a telephone company would bring it in. Returns at once; what becomes
 * of it is in `answered` and `ended`, which also tells when not even a socket could be opened.
 */
export function placeCall(options: PlaceCall): Citizen {
  let close: (() => void) | undefined;
  const citizen = new Citizen(options.audio ?? silence(), () => close?.());
  void setUp(citizen, options, (closer) => {
    close = closer;
    // Hung up while the sockets were being opened.
    if (citizen.state === 'ended') closer();
  }).catch(() => citizen.failed({ cause: 'NETWORK_OUT_OF_ORDER', by: 'us' }));
  return citizen;
}

async function setUp(
  citizen: Citizen,
  options: PlaceCall,
  onOpen: (close: () => void) => void,
): Promise<void> {
  const target = readUri(options.to);
  if (!target?.user) throw new Error(`not a SIP address: ${options.to}`);
  const host = options.localHost ?? '127.0.0.1';
  const endpoint = new SipEndpoint({
    userAgent: 'hotline citizen',
    contactUser: options.from,
    onInvite: (call) => call.refuse(486),
    onOdd: () => {},
  });
  const udp = await openUdp(host, options.localPort ?? 0, (link, data) =>
    endpoint.receive(link, data),
  );
  let media: RtpLeg | undefined;
  onOpen(() => {
    media?.close();
    setTimeout(() => {
      endpoint.close();
      void udp.close();
    }, LINGER_MS);
  });
  if (citizen.state === 'ended') return;
  media = await RtpLeg.open(host);
  if ((citizen.state as string) === 'ended') {
    media.close();
    return;
  }
  const rtp = media;
  const extra: Headers = {};
  for (const [name, value] of Object.entries(options.headers ?? {}))
    extra[name.toLowerCase()] = value;
  const call = endpoint.invite(udp.linkTo(target.host, target.port ?? 5060), {
    requestUri: options.to,
    from: {
      ...(options.name ? { name: quoted(options.name) } : {}),
      uri: `sip:${options.from}@${host}`,
      params: {},
    },
    to: { uri: options.to, params: {} },
    headers: extra,
    sdp: writeAudio({
      address: host,
      port: rtp.localPort,
      codecs: [options.codec ?? 'PCMA'],
      dtmfPayload: 101,
      direction: 'sendrecv',
    }),
  });
  citizen.attachCall(call);
  citizen.attachMedia(call, rtp);
  call.handlers.onAnswered = (sdp) => {
    const answer = parseAudio(sdp);
    const codec = answer?.codecs[0];
    if (!answer || !codec) {
      call.hangUp();
      citizen.failed({ cause: 'INCOMPATIBLE_DESTINATION', by: 'us' });
      return;
    }
    rtp.connect(answer, codec);
    citizen.connected();
  };
}
