import { assertNever } from '@hotline/domain/result';
import type { Channel, Disposition } from '../channels/channel.ts';
import { CAUSES, causeOfStatus, type HangupCause } from '../channels/hangup-cause.ts';
import type { RtpLeg } from '../media/rtp-leg.ts';
import { ANSWERING_DIRECTION, parseAudio, writeAudio } from '../media/sdp.ts';
import { WebRtcLeg } from '../media/webrtc-leg.ts';
import type { CallEnd, SipCall } from '../sip/call.ts';

/** Q.850 text in a Reason header, as sofia writes it. */
const reasonHeader = (cause: HangupCause): string => `Q.850;cause=${CAUSES[cause]};text="${cause}"`;

/** The status with which an unanswered call is refused for a cause. */
const REFUSALS: Partial<Record<HangupCause, number>> = {
  UNALLOCATED_NUMBER: 404,
  USER_BUSY: 486,
  NO_USER_RESPONSE: 408,
  NO_ANSWER: 480,
  CALL_REJECTED: 603,
  INCOMPATIBLE_DESTINATION: 488,
  NORMAL_TEMPORARY_FAILURE: 503,
};

/** Ties a SIP call to its channel: whichever ends first ends the other, keys and re-INVITEs are passed on. */
export function wireCall(channel: Channel, call: SipCall, media: WebRtcLeg | RtpLeg): void {
  channel.release = (cause) => {
    const disposition = releaseDisposition(call);
    call.hangUp({ refusal: REFUSALS[cause] ?? 480, headers: { reason: reasonHeader(cause) } });
    return disposition;
  };
  call.handlers.onEnded = (end) => {
    if (end.by === 'them') channel.over(hangupOf(end));
  };
  channel.pressKey = (digit, ms) => {
    if (!(media instanceof WebRtcLeg)) return media.sendDtmf(digit, ms);
    call.sendInfo('application/dtmf-relay', `Signal=${digit}\r\nDuration=${ms}\r\n`);
    return true;
  };
  media.onDtmf = (digit, samples) => channel.dtmf(digit, samples);
  call.handlers.onInfo = (contentType, body) => {
    const key = keyOfInfo(contentType, body);
    if (key) channel.dtmf(key, 2000);
  };
  call.handlers.onOffer = async (sdp) => {
    channel.bus.fire({
      name: 'CUSTOM',
      subclass: 'sofia::reinvite',
      headers: { 'Unique-ID': channel.uuid },
    });
    const held = /^a=(sendonly|inactive)\s*$/m.test(sdp);
    if (held !== (channel.variables.get('sip_held') === 'true')) {
      channel.set('sip_held', String(held));
      channel.fire(held ? 'CHANNEL_HOLD' : 'CHANNEL_UNHOLD');
    }
    if (media instanceof WebRtcLeg) return media.answer(sdp);
    const offer = parseAudio(sdp);
    const codec = offer?.codecs[0];
    if (!offer || !codec) return undefined;
    media.connect(offer, codec);
    return writeAudio({
      address: call.dialog.link.localHost,
      port: media.localPort,
      codecs: [codec],
      dtmfPayload: offer.dtmfPayload,
      direction: ANSWERING_DIRECTION[offer.direction],
    });
  };
}

function releaseDisposition(call: SipCall): Disposition | undefined {
  switch (call.state) {
    case 'offered':
      return 'send_refuse';
    case 'calling':
    case 'ringing':
      return 'send_cancel';
    case 'answered':
      return 'send_bye';
    case 'ended':
      return undefined;
    default:
      return assertNever(call.state);
  }
}

function hangupOf(end: CallEnd): {
  cause: HangupCause;
  disposition?: Disposition;
  status?: number;
} {
  switch (end.how) {
    case 'bye':
      return { cause: 'NORMAL_CLEARING', disposition: 'recv_bye', status: 200 };
    case 'cancel':
      return { cause: 'ORIGINATOR_CANCEL', disposition: 'recv_cancel', status: 487 };
    case 'refuse': {
      const status = end.status ?? 480;
      return { cause: causeOfStatus(status), disposition: 'recv_refuse', status };
    }
    case 'gone':
      return { cause: 'NORMAL_TEMPORARY_FAILURE' };
    default:
      return assertNever(end.how);
  }
}

/** The key in an INFO of a browser's SIP stack: `application/dtmf-relay` (`Signal=5`) or `application/dtmf` (`5`). */
function keyOfInfo(contentType: string, body: string): string | undefined {
  if (contentType.startsWith('application/dtmf-relay'))
    return /^Signal\s*=\s*([0-9*#A-D])/im.exec(body)?.[1];
  if (contentType.startsWith('application/dtmf')) return /^\s*([0-9*#A-D])/.exec(body)?.[1];
  return undefined;
}
