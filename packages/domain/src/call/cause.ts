import type { OfferFailure } from '../ledger/index.ts';
import type { LegEndBy } from './event.ts';
import type { LegState, EndedBy } from './call.ts';

/** Why somebody who was dialled did not come. */
export type DialFailure =
  | 'no-answer'
  | 'busy'
  | 'rejected'
  | 'unreachable'
  | 'unknown-number'
  | 'dial-failed';

/**
 * What each of FreeSWITCH's hang-up causes (`switch_types.h`, ITU-T Q.850 and its own above 127) says about a leg that
 * was never answered. A SIP status comes as a cause by mod_sofia's table: 404 UNALLOCATED_NUMBER, 480 NO_USER_RESPONSE,
 * 486 USER_BUSY, 600 BUSY_EVERYWHERE, 603 CALL_REJECTED or DECLINE, 408 RECOVERY_ON_TIMER_EXPIRE, 503
 * NORMAL_TEMPORARY_FAILURE. Who says 480 is "temporarily unavailable" (RFC 3261, 21.4.18): nobody has refused.
 * `dial-failed` is the PBX's or the carrier's own trouble: the same call may go through a moment later.
 */
export const failureByCause = {
  NO_ANSWER: 'no-answer',
  ALLOTTED_TIMEOUT: 'no-answer',
  NO_PICKUP: 'no-answer',

  USER_BUSY: 'busy',
  BUSY_EVERYWHERE: 'busy',

  CALL_REJECTED: 'rejected',
  DECLINE: 'rejected',
  REJECT_ALL: 'rejected',
  UNWANTED: 'rejected',
  INCOMING_CALL_BARRED: 'rejected',

  UNALLOCATED_NUMBER: 'unknown-number',
  NO_ROUTE_DESTINATION: 'unknown-number',
  NUMBER_CHANGED: 'unknown-number',
  INVALID_NUMBER_FORMAT: 'unknown-number',
  DOES_NOT_EXIST_ANYWHERE: 'unknown-number',

  NO_USER_RESPONSE: 'unreachable',
  SUBSCRIBER_ABSENT: 'unreachable',
  USER_NOT_REGISTERED: 'unreachable',
  PROGRESS_TIMEOUT: 'unreachable',
  RECOVERY_ON_TIMER_EXPIRE: 'unreachable',
  DESTINATION_OUT_OF_ORDER: 'unreachable',
  NETWORK_OUT_OF_ORDER: 'unreachable',
  INCOMPATIBLE_DESTINATION: 'unreachable',
  NOT_ACCEPTABLE: 'unreachable',
  GATEWAY_DOWN: 'unreachable',
  MEDIA_TIMEOUT: 'unreachable',
  SRTP_READ_ERROR: 'unreachable',
  GONE: 'unreachable',

  NONE: 'dial-failed',
  NO_ROUTE_TRANSIT_NET: 'dial-failed',
  CHANNEL_UNACCEPTABLE: 'dial-failed',
  CALL_AWARDED_DELIVERED: 'dial-failed',
  NORMAL_CLEARING: 'dial-failed',
  REDIRECTION_TO_NEW_DESTINATION: 'dial-failed',
  EXCHANGE_ROUTING_ERROR: 'dial-failed',
  FACILITY_REJECTED: 'dial-failed',
  RESPONSE_TO_STATUS_ENQUIRY: 'dial-failed',
  NORMAL_UNSPECIFIED: 'dial-failed',
  NORMAL_CIRCUIT_CONGESTION: 'dial-failed',
  NORMAL_TEMPORARY_FAILURE: 'dial-failed',
  SWITCH_CONGESTION: 'dial-failed',
  ACCESS_INFO_DISCARDED: 'dial-failed',
  REQUESTED_CHAN_UNAVAIL: 'dial-failed',
  PRE_EMPTED: 'dial-failed',
  FACILITY_NOT_SUBSCRIBED: 'dial-failed',
  OUTGOING_CALL_BARRED: 'dial-failed',
  BEARERCAPABILITY_NOTAUTH: 'dial-failed',
  BEARERCAPABILITY_NOTAVAIL: 'dial-failed',
  SERVICE_UNAVAILABLE: 'dial-failed',
  BEARERCAPABILITY_NOTIMPL: 'dial-failed',
  CHAN_NOT_IMPLEMENTED: 'dial-failed',
  FACILITY_NOT_IMPLEMENTED: 'dial-failed',
  SERVICE_NOT_IMPLEMENTED: 'dial-failed',
  INVALID_CALL_REFERENCE: 'dial-failed',
  INVALID_MSG_UNSPECIFIED: 'dial-failed',
  MANDATORY_IE_MISSING: 'dial-failed',
  MESSAGE_TYPE_NONEXIST: 'dial-failed',
  WRONG_MESSAGE: 'dial-failed',
  IE_NONEXIST: 'dial-failed',
  INVALID_IE_CONTENTS: 'dial-failed',
  WRONG_CALL_STATE: 'dial-failed',
  MANDATORY_IE_LENGTH_ERROR: 'dial-failed',
  PROTOCOL_ERROR: 'dial-failed',
  INTERWORKING: 'dial-failed',
  SUCCESS: 'dial-failed',
  ORIGINATOR_CANCEL: 'dial-failed',
  CRASH: 'dial-failed',
  SYSTEM_SHUTDOWN: 'dial-failed',
  LOSE_RACE: 'dial-failed',
  MANAGER_REQUEST: 'dial-failed',
  BLIND_TRANSFER: 'dial-failed',
  ATTENDED_TRANSFER: 'dial-failed',
  USER_CHALLENGE: 'dial-failed',
  PICKED_OFF: 'dial-failed',
  INVALID_GATEWAY: 'dial-failed',
  INVALID_URL: 'dial-failed',
  INVALID_PROFILE: 'dial-failed',
  BOWOUT: 'dial-failed',
  NO_IDENTITY: 'dial-failed',
  BAD_IDENTITY_INFO: 'dial-failed',
  UNSUPPORTED_CERTIFICATE: 'dial-failed',
  INVALID_IDENTITY: 'dial-failed',
  STALE_DATE: 'dial-failed',
} as const satisfies Readonly<Record<string, DialFailure>>;

/** Also of a cause that a newer FreeSWITCH invents: its own trouble until it stands above. */
export function failureOfDial(cause: string): DialFailure {
  const known: Readonly<Record<string, DialFailure>> = failureByCause;
  return Object.hasOwn(known, cause) ? (known[cause] ?? 'dial-failed') : 'dial-failed';
}

/** Why a leg that was dialled is no party. After the answer and before the room, hanging up is a refusal. */
export function failureOfLeg(state: LegState, cause: string, by: LegEndBy): DialFailure {
  if (state === 'dialling' || state === 'ringing') return failureOfDial(cause);
  return by === 'peer' ? 'rejected' : 'unreachable';
}

/** The same of a seat: a seat that the PBX does not know is one that cannot be reached, whatever its number. */
export const failureOfOffer = (failure: DialFailure): OfferFailure =>
  failure === 'unknown-number' ? 'unreachable' : failure;

/** Who ended the conversation when the caller's leg is the one that ended. */
export const enderOfCaller: Readonly<Record<LegEndBy, EndedBy>> = {
  peer: 'caller',
  network: 'network',
  pbx: 'system',
};
