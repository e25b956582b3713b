import type { Channel } from '../channels/channel.ts';
import type { PbxCore } from '../core.ts';
import { nowMicroseconds } from '../esl/event-bus.ts';
import { RtpLeg } from '../media/rtp-leg.ts';
import { ANSWERING_DIRECTION, parseAudio, writeAudio } from '../media/sdp.ts';
import type { SipCall } from '../sip/call.ts';
import type { SipLink } from '../sip/link.ts';
import { displayName, readUri, textHeader, type SipRequest } from '../sip/message.ts';
import { bridgeIsAway, waitForSeats } from './fallback.ts';
import { wireCall } from './wire-call.ts';

/** What a carrier may send as the hotline's number: 12345, with an area code or in international form. */
const HOTLINE_NUMBER = /^(?:(?:\+|00)?86)?(?:0?[1-9]\d{1,2})?12345$/;
const CALLING_NUMBER = /^\+?\d{2,24}$/;
/** Plain words only: the value ends up in commands. */
const SKILL = /^[a-z-]{1,32}(?:,[a-z-]{1,32})*$/;

const isLoopback = (address: string): boolean => address.startsWith('127.') || address === '::1';

export interface CitizenCallOptions {
  /** Calls from other machines too; otherwise only from this one. */
  readonly fromAnywhere: boolean;
  readonly recordings: string | undefined;
}

/** The dialplan's context `citizen`: an INVITE from the trunk becomes a channel, alone in a room of its own. */
export function onCitizenInvite(
  core: PbxCore,
  options: CitizenCallOptions,
  call: SipCall,
  request: SipRequest,
  link: SipLink,
): void {
  if (!options.fromAnywhere && !isLoopback(link.remoteAddress)) {
    call.refuse(403);
    return;
  }
  const dialled = readUri(request.uri)?.user ?? '';
  if (!HOTLINE_NUMBER.test(dialled)) {
    call.refuse(404);
    return;
  }
  const offer = parseAudio(request.content);
  const codec = offer?.codecs[0];
  if (!offer || !codec) {
    call.refuse(488);
    return;
  }
  void (async () => {
    const media = await RtpLeg.open(core.mediaHost);
    if (call.state === 'ended') {
      media.close();
      return;
    }
    const channel = openChannel(core, request, link, dialled);
    channel.voice = media;
    channel.set('switch_r_sdp', request.content);
    wireCall(channel, call, media);
    channel.created();
    setHotlineVariables(channel, request, dialled);
    media.connect(offer, codec);
    const away = bridgeIsAway(core);
    channel.set('hotline_mode', away ? 'fallback' : 'bridge');
    channel.set('current_application', 'answer');
    const sdp = writeAudio({
      address: core.mediaHost,
      port: media.localPort,
      codecs: [codec],
      dtmfPayload: offer.dtmfPayload,
      direction: ANSWERING_DIRECTION[offer.direction],
    });
    channel.setAll(mediaVariables(media, codec, offer, sdp, core.mediaHost));
    channel.answer();
    call.answer(sdp);
    if (away) void waitForSeats(core, channel, options.recordings);
    else
      core.rooms.join(channel, {
        name: `room-${channel.uuid}`,
        profile: 'hotline',
        flags: new Set(),
      });
  })().catch((cause: unknown) => {
    core.log.error({ cause }, 'a citizen could not be taken in');
    call.hangUp({ refusal: 503 });
  });
}

function openChannel(core: PbxCore, request: SipRequest, link: SipLink, dialled: string): Channel {
  const from = readUri(request.headers.from.uri);
  const number = from?.user ?? 'anonymous';
  const name = displayName(request.headers.from) ?? number;
  const host = from?.host ?? link.remoteAddress;
  const channel = core.channels.open({
    bus: core.bus,
    name: `sofia/trunk/${number}@${host}`,
    direction: 'inbound',
    profile: {
      username: number,
      dialplan: 'XML',
      callerIdName: name,
      callerIdNumber: number,
      origCallerIdName: name,
      origCallerIdNumber: number,
      networkAddress: link.remoteAddress,
      ani: number,
      destination: dialled,
      source: 'mod_sofia',
      context: 'citizen',
    },
  });
  channel.mediaTimeoutMs = core.trunkMediaTimeoutMs;
  const toHost = readUri(request.headers.to.uri)?.host ?? '';
  channel.setAll({
    sip_from_user: number,
    sip_from_uri: `${number}@${host}`,
    sip_from_host: host,
    sip_from_tag: request.headers.from.params['tag'] ?? '',
    sip_call_id: request.headers['call-id'],
    sip_network_ip: link.remoteAddress,
    sip_network_port: String(link.remotePort),
    sip_received_ip: link.remoteAddress,
    sip_received_port: String(link.remotePort),
    sip_via_protocol: 'udp',
    sofia_profile_name: 'trunk',
    recovery_profile_name: 'trunk',
    sofia_profile_url: `sip:mod_sofia@${core.trunk.host}:${core.trunk.port}`,
    sip_req_user: dialled,
    sip_req_uri: `${dialled}@${toHost}`,
    sip_to_user: dialled,
    sip_to_uri: `${dialled}@${toHost}`,
    sip_to_host: toHost,
    max_forwards: textHeader(request.headers, 'max-forwards') ?? '70',
  });
  for (const header of Object.keys(request.headers)) {
    const value = header.startsWith('x-') ? textHeader(request.headers, header) : undefined;
    if (value !== undefined) channel.set(`sip_h_${headerCase(header)}`, value);
  }
  return channel;
}

/** `x-hotline-skill` as its sender wrote it, X-Hotline-Skill: the parser only keeps it in lower case. */
const headerCase = (name: string): string =>
  name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());

function setHotlineVariables(channel: Channel, request: SipRequest, dialled: string): void {
  const number = channel.profile.callerIdNumber;
  const entered = nowMicroseconds();
  channel.setAll({
    DP_MATCH: dialled,
    hotline_call_id: channel.uuid,
    hotline_role: 'caller',
    hotline_queue: 'default',
    hotline_dialled: dialled,
    hotline_entered: String(Math.floor(entered / 1_000_000)),
    hotline_entered_us: String(entered),
    hotline_number: CALLING_NUMBER.test(number) ? number : 'anonymous',
  });
  const skill = textHeader(request.headers, 'x-hotline-skill')?.trim();
  if (skill && SKILL.test(skill)) channel.set('hotline_skill', skill);
}

function mediaVariables(
  media: RtpLeg,
  codec: string,
  remote: { address: string; port: number; dtmfPayload: number | undefined },
  sdp: string,
  host: string,
): Record<string, string> {
  const payload = codec === 'PCMA' ? '8' : '0';
  return {
    rtp_use_codec_name: codec,
    rtp_use_codec_rate: '8000',
    rtp_use_codec_ptime: '20',
    rtp_use_codec_channels: '1',
    rtp_use_pt: payload,
    rtp_audio_recv_pt: payload,
    rtp_use_ssrc: String(media.ssrc),
    ...(remote.dtmfPayload === undefined
      ? {}
      : {
          dtmf_type: 'rfc2833',
          rtp_2833_send_payload: String(remote.dtmfPayload),
          rtp_2833_recv_payload: String(remote.dtmfPayload),
        }),
    read_codec: codec,
    read_rate: '8000',
    write_codec: codec,
    write_rate: '8000',
    local_media_ip: host,
    local_media_port: String(media.localPort),
    advertised_media_ip: host,
    remote_media_ip: remote.address,
    remote_media_port: String(remote.port),
    rtp_local_sdp_str: sdp,
  };
}
