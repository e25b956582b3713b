import type { PbxCore } from '../core.ts';
import { WebRtcLeg } from '../media/webrtc-leg.ts';
import { isWebRtc } from '../media/webrtc-sdp.ts';
import type { SipCall } from '../sip/call.ts';
import type { SipLink } from '../sip/link.ts';
import { readUri, type SipRequest } from '../sip/message.ts';
import { startEcho } from './echo.ts';
import { wireCall } from './wire-call.ts';

/** A line check does not last. */
const LINE_CHECK_MS = 60_000;

/** The dialplan's context `seat`: a seat is called, it does not call. Left is a line check before the shift. */
export function onSeatInvite(
  core: PbxCore,
  call: SipCall,
  request: SipRequest,
  link: SipLink,
): void {
  const registered = core.seats.registrar.all().find((registration) => registration.link === link);
  if (!registered || readUri(request.uri)?.user !== 'line-check') {
    call.refuse(403);
    return;
  }
  if (!isWebRtc(request.content)) {
    call.refuse(488);
    return;
  }
  void (async () => {
    const media = new WebRtcLeg();
    let answer: string;
    try {
      answer = await media.answer(request.content);
    } catch {
      media.close();
      call.refuse(488);
      return;
    }
    const { user } = registered;
    const channel = core.channels.open({
      bus: core.bus,
      name: `sofia/internal/${user}@${core.domain}`,
      direction: 'inbound',
      profile: {
        username: user,
        dialplan: 'XML',
        callerIdName: user,
        callerIdNumber: user,
        origCallerIdName: user,
        origCallerIdNumber: user,
        networkAddress: link.remoteAddress,
        ani: user,
        destination: 'line-check',
        source: 'mod_sofia',
        context: 'seat',
      },
    });
    channel.voice = media;
    channel.mediaTimeoutMs = core.seatMediaTimeoutMs;
    wireCall(channel, call, media);
    channel.created();
    channel.answer();
    call.answer(answer);
    startEcho(channel);
    const timer = setTimeout(() => channel.hangUp('ALLOTTED_TIMEOUT'), LINE_CHECK_MS);
    channel.whenGone(() => clearTimeout(timer));
  })();
}
