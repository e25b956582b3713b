import { assertNever } from '@hotline/domain/result';
import type { Headers } from 'sip';
import type { Channel } from '../channels/channel.ts';
import { isHangupCause, type HangupCause } from '../channels/hangup-cause.ts';
import type { PbxCore } from '../core.ts';
import { RtpLeg } from '../media/rtp-leg.ts';
import { parseAudio, writeAudio } from '../media/sdp.ts';
import { WebRtcLeg } from '../media/webrtc-leg.ts';
import type { SipCall } from '../sip/call.ts';
import type { SipLink } from '../sip/link.ts';
import { quoted, readUri } from '../sip/message.ts';
import { isRefused } from '../sip/refusal.ts';
import { wireCall } from './wire-call.ts';
import { codecsToOffer } from './codec-choice.ts';
import type { DialLeg } from './dial-string.ts';

export interface Calling {
  /** Undefined when the leg failed before it became one. */
  readonly channel: Channel | undefined;
  /** The leg once it is answered and heard, or why it was not. */
  readonly outcome: Promise<{ readonly answered: Channel } | { readonly failed: HangupCause }>;
}

/** Where to send the INVITE, and as what the leg is known. */
interface Route {
  readonly endpoint: PbxCore['seats']['endpoint'];
  readonly link: SipLink;
  readonly requestUri: string;
  readonly channelName: string;
  readonly profile: 'internal' | 'trunk';
  readonly calleeNumber: string;
  readonly presenceId?: string;
  readonly destination: string;
}

function routeTo(core: PbxCore, leg: DialLeg): Route | HangupCause {
  const { target } = leg;
  const { seats, trunk } = core;
  switch (target.kind) {
    case 'error':
      return isHangupCause(target.cause) ? target.cause : 'NORMAL_UNSPECIFIED';
    case 'seat': {
      const registration = seats.registrar.find(target.user);
      if (!registration) return 'USER_NOT_REGISTERED';
      const contact = readUri(registration.contactUri);
      return {
        endpoint: seats.endpoint,
        link: registration.link,
        requestUri: registration.contactUri,
        // A WebSocket contact's user is random: the channel's name does not name the seat.
        channelName: `sofia/internal/${contact?.user ?? target.user}@${contact?.host ?? core.domain}`,
        profile: 'internal',
        calleeNumber: contact?.user ?? target.user,
        presenceId: `${target.user}@${core.domain}`,
        destination: contact?.user ?? target.user,
      };
    }
    case 'gateway': {
      const address = trunk.gateways[target.gateway];
      const [host, port] = address?.split(':') ?? [];
      if (!host) return 'INVALID_GATEWAY';
      return trunkRoute(core, target.number, host, Number(port ?? 5060));
    }
    case 'address':
      return trunkRoute(core, target.number, target.host, target.port);
    default:
      return assertNever(target);
  }
}

function trunkRoute(core: PbxCore, number: string, host: string, port: number): Route {
  return {
    endpoint: core.trunk.endpoint,
    link: core.trunk.linkTo(host, port),
    requestUri: `sip:${number}@${host}:${port}`,
    channelName: `sofia/trunk/${number}@${host}:${port}`,
    profile: 'trunk',
    calleeNumber: number,
    destination: number,
  };
}

/** Variables `sip_h_X-…` become headers of the INVITE. */
function extensionHeaders(variables: Readonly<Record<string, string>>): Headers {
  const headers: Headers = {};
  for (const [name, value] of Object.entries(variables)) {
    const header = /^sip_h_([\w-]+)$/.exec(name)?.[1];
    if (header) headers[header.toLowerCase()] = value.replace(/[\r\n]/g, ' ');
  }
  return headers;
}

/** Calls one leg. Its channel exists, and its CHANNEL_CREATE has been fired, when this returns one. */
export function callLeg(
  core: PbxCore,
  leg: DialLeg,
  common: Readonly<Record<string, string>>,
  otherLeg?: string,
): Calling {
  const route = routeTo(core, leg);
  if (typeof route === 'string')
    return { channel: undefined, outcome: Promise.resolve({ failed: route }) };
  const variables = { ...common, ...leg.variables };
  const callerNumber = variables['origination_caller_id_number'] ?? '0000000000';
  const callerName =
    variables['origination_caller_id_name'] ?? (variables['origination_caller_id_number'] || '');
  const uuid = variables['origination_uuid'];
  if (uuid !== undefined && core.channels.get(uuid)) {
    return { channel: undefined, outcome: Promise.resolve({ failed: 'DESTINATION_OUT_OF_ORDER' }) };
  }
  const channel = core.channels.open({
    bus: core.bus,
    name: route.channelName,
    direction: 'outbound',
    ...(uuid ? { uuid } : {}),
    ...(route.presenceId ? { presenceId: route.presenceId } : {}),
    profile: {
      callerIdName: callerName,
      callerIdNumber: callerNumber,
      origCallerIdName: callerName,
      origCallerIdNumber: callerNumber,
      calleeIdName: 'Outbound Call',
      calleeIdNumber: route.calleeNumber,
      ani: callerNumber,
      destination: route.destination,
      source: 'src/switch_ivr_originate.c',
      context: 'default',
    },
  });
  channel.otherLeg = otherLeg;
  channel.setAll(variables);
  channel.setAll({
    sip_profile_name: route.profile,
    sofia_profile_name: route.profile,
    sip_destination_url: route.requestUri,
    sip_req_uri: route.requestUri.replace(/^sips?:/, ''),
    originate_endpoint: 'sofia',
    ...(leg.target.kind === 'seat'
      ? {
          dialed_user: leg.target.user,
          dialed_domain: core.domain,
          presence_id: `${leg.target.user}@${core.domain}`,
        }
      : {}),
  });
  channel.mediaTimeoutMs =
    route.profile === 'internal' ? core.seatMediaTimeoutMs : core.trunkMediaTimeoutMs;
  channel.created();
  return { channel, outcome: place(core, channel, route, variables, { callerName, callerNumber }) };
}

type Caller = { readonly callerName: string; readonly callerNumber: string };

/** Settles in any case: a leg that cannot even be sent is over. */
function place(
  core: PbxCore,
  channel: Channel,
  route: Route,
  variables: Readonly<Record<string, string>>,
  caller: Caller,
): Calling['outcome'] {
  return new Promise((settle) => {
    channel.whenGone((hangup) => settle({ failed: hangup.cause }));
    invite(core, channel, route, variables, caller, () => settle({ answered: channel })).catch(
      (cause: unknown) => {
        // Its media were closed under it: it was killed while it made its offer.
        if (channel.ended) return;
        core.log.error({ cause }, 'a leg could not be called');
        channel.hangUp('DESTINATION_OUT_OF_ORDER');
      },
    );
  });
}

async function invite(
  core: PbxCore,
  channel: Channel,
  route: Route,
  variables: Readonly<Record<string, string>>,
  caller: Caller,
  onAnswered: () => void,
): Promise<void> {
  const webRtc = route.link.transport !== 'UDP';
  const media = webRtc ? new WebRtcLeg() : await RtpLeg.open(core.mediaHost);
  channel.voice = media;
  if (channel.ended) {
    media.close();
    return;
  }
  const codecs = codecsToOffer(variables['absolute_codec_string']);
  const offer =
    media instanceof WebRtcLeg
      ? await media.offer()
      : writeAudio({
          address: core.mediaHost,
          port: media.localPort,
          codecs,
          dtmfPayload: 101,
          direction: 'sendrecv',
        });
  // Killed while it gathered its candidates.
  if (channel.ended) return;

  const from = `sip:${caller.callerNumber}@${core.domain}`;
  const call: SipCall = route.endpoint.invite(route.link, {
    requestUri: route.requestUri,
    from: { name: quoted(caller.callerName || caller.callerNumber), uri: from, params: {} },
    to: { uri: route.requestUri, params: {} },
    headers: {
      'p-asserted-identity': `${quoted(caller.callerName || caller.callerNumber)} <${from}>`,
      privacy: 'none',
      ...extensionHeaders(variables),
    },
    sdp: offer,
  });
  channel.set('sip_call_id', call.dialog.callId);
  wireCall(channel, call, media);
  if (!webRtc) void failIfRefused(call, route.link);
  call.handlers.onRinging = () => {
    channel.profile.networkAddress = route.link.remoteAddress;
    channel.ringing();
  };
  call.handlers.onAnswered = (sdp) => {
    void (async () => {
      try {
        await connectMedia(media, sdp);
      } catch {
        channel.hangUp('INCOMPATIBLE_DESTINATION');
        return;
      }
      if (channel.ended) return;
      channel.profile.networkAddress = route.link.remoteAddress;
      channel.answer();
      onAnswered();
    })();
  };
}

/** A gateway that is not there: NORMAL_TEMPORARY_FAILURE at once, not after the time-out. */
async function failIfRefused(call: SipCall, link: SipLink): Promise<void> {
  const refused = await isRefused(link.remoteAddress, link.remotePort);
  if (refused && call.state === 'calling') call.lost();
}

async function connectMedia(media: WebRtcLeg | RtpLeg, sdp: string): Promise<void> {
  if (media instanceof WebRtcLeg) {
    await media.accept(sdp);
    return;
  }
  const remote = parseAudio(sdp);
  const codec = remote?.codecs[0];
  if (!remote || !codec) throw new Error('no codec in common');
  media.connect(remote, codec);
}
