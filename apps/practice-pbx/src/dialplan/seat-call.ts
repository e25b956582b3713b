import type { PbxCore } from '../core.ts';
import { WebRtcLeg } from '../media/webrtc-leg.ts';
import { isWebRtc } from '../media/webrtc-sdp.ts';
import type { SipCall } from '../sip/call.ts';
import type { SipLink } from '../sip/link.ts';
import { readUri, type SipRequest } from '../sip/message.ts';
import type { Channel } from '../channels/channel.ts';
import { startEcho } from './echo.ts';
import { callEmergency, readEmergencyCode, type EmergencyRequest } from './emergency-code.ts';
import { wireCall } from './wire-call.ts';

/** A line check does not last. */
const LINE_CHECK_MS = 60_000;

/**
 * The dialplan's context `seat`: a seat is called, it does not call. Left are a line check before the shift and, while
 * the bridge is away, 110 and its like for the call that the seat is in.
 */
export function onSeatInvite(
  core: PbxCore,
  call: SipCall,
  request: SipRequest,
  link: SipLink,
): void {
  const registered = core.seats.registrar.all().find((registration) => registration.link === link);
  const dialled = readUri(request.uri)?.user ?? '';
  if (!registered) {
    call.refuse(403);
    return;
  }
  const { user } = registered;
  const emergency = readEmergencyCode(core, user, dialled, request);
  if (typeof emergency === 'number' || (!emergency && dialled !== 'line-check')) {
    call.refuse(typeof emergency === 'number' ? emergency : 403);
    return;
  }
  if (!isWebRtc(request.content)) {
    call.refuse(488);
    return;
  }
  void (async () => {
    const channel = await answerSeat(core, call, request, { user, dialled });
    if (!channel) return;
    if (emergency) await takeEmergency(core, channel, user, emergency);
    else checkLine(channel);
  })().catch((cause: unknown) => {
    core.log.error({ cause }, 'a seat could not be answered');
    call.hangUp({ refusal: 503 });
  });
}

/** Undefined when it could not be answered; the seat has been told. */
async function answerSeat(
  core: PbxCore,
  call: SipCall,
  request: SipRequest,
  { user, dialled }: { readonly user: string; readonly dialled: string },
): Promise<Channel | undefined> {
  const media = new WebRtcLeg();
  let answer: string;
  try {
    answer = await media.answer(request.content);
  } catch {
    media.close();
    call.refuse(488);
    return undefined;
  }
  // Given up while its answer was made.
  if (call.state === 'ended') {
    media.close();
    return undefined;
  }
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
      networkAddress: call.dialog.link.remoteAddress,
      ani: user,
      destination: dialled,
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
  return channel;
}

function checkLine(channel: Channel): void {
  startEcho(channel);
  const timer = setTimeout(() => channel.hangUp('ALLOTTED_TIMEOUT'), LINE_CHECK_MS);
  channel.whenGone(() => clearTimeout(timer));
}

async function takeEmergency(
  core: PbxCore,
  channel: Channel,
  user: string,
  request: EmergencyRequest,
): Promise<void> {
  try {
    await callEmergency(core, channel, user, request);
  } catch (cause) {
    core.log.error({ cause }, 'an emergency could not be called');
    channel.hangUp('NORMAL_TEMPORARY_FAILURE');
  }
}
