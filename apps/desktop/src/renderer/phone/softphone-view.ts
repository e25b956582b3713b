import { assertNever } from '@hotline/domain/result';
import type { CallView, SeatView, Snapshot } from '@hotline/domain/protocol';
import type { NoticeKind, PhoneControls, SeatTrouble } from '@hotline/ui';
import type { Link, LinkPhase } from '../connection/link-state.ts';
import type { Microphone, SoftphoneCall, SoftphoneState } from '../softphone/softphone.ts';

/** What is wrong with the phone, the gravest first; null when a call can come and be heard. */
export function phoneTrouble(phone: SoftphoneState): SeatTrouble | null {
  if (phone.call.kind === 'in-call') {
    if (phone.call.media === 'nothing-received') return 'nothing-received';
    if (phone.call.media === 'nothing-sent') return 'nothing-sent';
  }
  if (phone.microphone === 'refused') return 'microphone-refused';
  if (phone.microphone === 'none') return 'no-microphone';
  switch (phone.registration.kind) {
    case 'lost':
      return 'phone-lost';
    case 'none':
    case 'connecting':
      return 'phone-connecting';
    case 'registered':
      return null;
    default:
      return assertNever(phone.registration);
  }
}

/** The word of `device.report`. */
export function mediaReport(phone: SoftphoneState): SeatView['device']['media'] {
  if (phone.microphone === 'refused') return 'microphone-refused';
  if (phone.microphone === 'none') return 'no-microphone';
  if (phone.registration.kind === 'lost') return 'phone-lost';
  if (phone.call.kind === 'in-call' && phone.call.media.startsWith('nothing-')) return 'one-way';
  return phone.microphone === 'unknown' ? 'unknown' : 'ok';
}

/** A call on the phone that the bridge has said nothing about: it was put through while the bridge was away. */
export type DirectCall = {
  readonly from: string;
  readonly talking: boolean;
  readonly callId: string | null;
};
export function directCall(phone: SoftphoneCall, call: CallView | null): DirectCall | null {
  if (phone.kind === 'none') return null;
  if (call !== null && belongs(phone, call)) return null;
  return {
    from: phone.kind === 'ringing' ? phone.from : '',
    talking: phone.kind === 'in-call',
    callId: phone.callId,
  };
}

type Told = {
  readonly link: Pick<Link, 'data'>;
  readonly phone: Pick<SoftphoneState, 'call'>;
};
/** The bridge's call; null while a call past it is on the phone, so that nobody's data is taken for another's. */
export function callShown({ link, phone }: Told): CallView | null {
  const call = link.data?.call ?? null;
  return directCall(phone.call, call) === null ? call : null;
}
export const calling = (told: Told): CallView['caller'] | null => callShown(told)?.caller ?? null;

/** Without a call's id it can only be one that is not over; a second ring is never the call that is being talked on. */
function belongs(phone: Exclude<SoftphoneCall, { kind: 'none' }>, call: CallView): boolean {
  if (phone.callId !== null) return phone.callId === call.callId;
  const asked = call.state === 'offered' || call.state === 'ringing';
  return asked || (call.state === 'talking' && phone.kind !== 'ringing');
}

/**
 * Which keys act now. 接听 is open from the pop on: pressed before the INVITE is there it is kept (`armed`) and acts
 * when the phone rings for that same call.
 */
export function phoneControls(
  phone: SoftphoneState,
  call: CallView | null,
  armed: boolean,
  link: Pick<LinkPhase, 'kind'>,
): PhoneControls {
  const talking = phone.call.kind === 'in-call';
  // Once it is answered here, the bridge's word may come late or, while it is away, not at all.
  const offered = !talking && (call?.state === 'offered' || call?.state === 'ringing');
  const ringing = phone.call.kind === 'ringing';
  const onPhone = talking || phone.call.kind === 'answering';
  // Of a call that is somebody else's, or of one that 110 has not taken yet, the phone alone ends nothing.
  const known = call !== null && directCall(phone.call, call) === null ? call : null;
  const mayEnd =
    known === null || link.kind !== 'live' || isBehind(known) || known.may.includes('hang-up');
  return {
    canAnswer: ringing || offered,
    answering: phone.call.kind === 'answering' || (armed && (ringing || offered)),
    canReject: ringing || offered,
    canHangUp: mayEnd && (onPhone || call?.state === 'talking' || call?.state === 'dialling'),
    canMute: talking,
    muted: phone.call.kind === 'in-call' && phone.call.muted,
  };
}

/** The phone has answered, the bridge has not said so yet. */
const isBehind = ({ state }: CallView) => state === 'offered' || state === 'ringing';

/** The one notice the call bar has room for. A party that is not heard goes before all else while a call is on. */
export function notice(
  link: LinkPhase,
  pbx: Snapshot['hotline']['pbx'] | null,
  trouble: SeatTrouble | null,
  ringBlocked: boolean,
  microphone: Microphone,
): NoticeKind | null {
  if (trouble === 'nothing-received') return 'nothingReceived';
  if (trouble === 'nothing-sent') return 'nothingSent';
  // Nobody reconnects: only the call that is being talked keeps this screen.
  if (link.kind === 'refused') return 'signInOver';
  if (link.kind !== 'live') return 'bridgeAway';
  if (trouble === 'microphone-refused') return 'microphoneRefused';
  if (trouble === 'no-microphone') return 'noMicrophone';
  if (pbx === 'away') return 'pbxAway';
  if (trouble === 'phone-lost') return 'phoneLost';
  if (ringBlocked) return 'ringBlocked';
  if (microphone === 'silent') return 'practiceSilence';
  return trouble === 'phone-connecting' ? 'phoneConnecting' : null;
}

/**
 * The seat as it is shown. While the bridge is away its last word may be wrong: the phone knows whether there is a call.
 * `since` is when the phone's call last changed, by the desk's clock.
 */
export function shownSeat(
  seat: SeatView,
  linkLive: boolean,
  phone: SoftphoneCall,
  direct: DirectCall | null,
  since: number,
): SeatView {
  if (direct !== null) {
    const kind = direct.talking ? 'talking' : 'ringing';
    return { ...seat, activity: { kind, since, callId: direct.callId ?? '' } };
  }
  if (!linkLive && phone.kind === 'none' && isOnCall(seat.activity)) {
    return { ...seat, activity: { kind: 'busy', since, because: 'unreachable' } };
  }
  const { activity } = seat;
  if (!linkLive && phone.kind === 'in-call' && isOnCall(activity) && activity.kind !== 'talking') {
    return { ...seat, activity: { kind: 'talking', since, callId: phone.callId ?? '' } };
  }
  return seat;
}

const isOnCall = (activity: SeatView['activity']) =>
  activity.kind === 'ringing' || activity.kind === 'talking' || activity.kind === 'reserved';

/** Does what the bridge says mean that the phone's call is over? The PBX's BYE may never come (architecture, 7). */
export function bridgeEndsCall(phone: SoftphoneState, snapshot: Snapshot): boolean {
  const { call } = phone;
  if (call.kind === 'none' || call.callId === null) return false;
  const told = snapshot.call;
  if (told?.callId === call.callId) return told.state === 'wrapping' || told.state === 'ended';
  // Not the bridge's call: it may not have read it back yet. Only when nothing is heard either is it surely gone.
  return (
    snapshot.hotline.pbx === 'live' && call.kind === 'in-call' && call.media === 'nothing-received'
  );
}
