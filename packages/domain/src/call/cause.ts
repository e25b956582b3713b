import type { OfferFailure } from '../ledger/index.ts';
import type { LegEndBy } from './event.ts';
import type { LegState, EndedBy } from './call.ts';

/**
 * FreeSWITCH hang-up causes of a seat's leg that was never answered. SIP 603/403 → CALL_REJECTED, 480 →
 * NO_USER_RESPONSE (what JsSIP sends when a ringing call is declined), 486 → USER_BUSY, 408 → RECOVERY_ON_TIMER_EXPIRE
 * (`switch_core_media`/mod_sofia's table). What is not here is the PBX's own trouble: `dial-failed`.
 */
const byCause: Readonly<Record<string, OfferFailure>> = {
  NO_ANSWER: 'no-answer',
  ALLOTTED_TIMEOUT: 'no-answer',
  PROGRESS_TIMEOUT: 'unreachable',
  CALL_REJECTED: 'rejected',
  NO_USER_RESPONSE: 'rejected',
  USER_BUSY: 'busy',
  USER_NOT_REGISTERED: 'unreachable',
  SUBSCRIBER_ABSENT: 'unreachable',
  RECOVERY_ON_TIMER_EXPIRE: 'unreachable',
  DESTINATION_OUT_OF_ORDER: 'unreachable',
  NETWORK_OUT_OF_ORDER: 'unreachable',
  UNALLOCATED_NUMBER: 'unreachable',
  NO_ROUTE_DESTINATION: 'unreachable',
  INCOMPATIBLE_DESTINATION: 'unreachable',
  GATEWAY_DOWN: 'unreachable',
  MEDIA_TIMEOUT: 'unreachable',
  GONE: 'unreachable',
};

export function failureOfDial(cause: string): OfferFailure {
  return Object.hasOwn(byCause, cause) ? (byCause[cause] ?? 'dial-failed') : 'dial-failed';
}

/** Why an offer failed whose leg has ended. After the answer and before the room, hanging up is a refusal. */
export function failureOfLeg(state: LegState, cause: string, by: LegEndBy): OfferFailure {
  if (state === 'dialling' || state === 'ringing') return failureOfDial(cause);
  return by === 'peer' ? 'rejected' : 'unreachable';
}

/** Who ended the conversation when the caller's leg is the one that ended. */
export const enderOfCaller: Readonly<Record<LegEndBy, EndedBy>> = {
  peer: 'caller',
  network: 'network',
  pbx: 'system',
};
