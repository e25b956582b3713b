import type { CallMode } from './call.ts';

/**
 * Who ended a leg: the other side (BYE, CANCEL or a refusal received), the PBX on somebody's word, or nobody
 * (media time-out, transport failure, found gone).
 */
export type LegEndBy = 'peer' | 'pbx' | 'network';

/** What a citizen's call brings along when the PBX has answered it. */
export type Arrival = {
  readonly callId: string;
  readonly callerLeg: string;
  readonly number: string;
  readonly queueId: string;
  readonly skills: readonly string[];
  readonly optionalSkills: readonly string[];
  readonly priority: number;
  readonly mode: CallMode;
};

export type CallEvent =
  /** The arrival again; the first one is `arrive`. */
  | { readonly kind: 'caller-arrived' }
  /** CHANNEL_PROGRESS. */
  | { readonly kind: 'leg-ringing'; readonly leg: string }
  /** CHANNEL_ANSWER, or the originate's job said +OK, whichever comes first. */
  | { readonly kind: 'leg-answered'; readonly leg: string }
  /** conference::maintenance add-member. */
  | { readonly kind: 'leg-joined'; readonly leg: string }
  /** del-member. */
  | { readonly kind: 'leg-left'; readonly leg: string }
  /** CHANNEL_HANGUP_COMPLETE with its Hangup-Cause. */
  | {
      readonly kind: 'leg-ended';
      readonly leg: string;
      readonly cause: string;
      readonly by: LegEndBy;
    }
  /** The originate's job said -ERR. */
  | { readonly kind: 'dial-failed'; readonly leg: string; readonly cause: string }
  /**
   * Found together: while the bridge was away the PBX connected caller and seat directly, without the room; or the seat
   * joined the room while the line to the PBX was cut.
   */
  | { readonly kind: 'bridged'; readonly seat: string; readonly leg: string }
  | { readonly kind: 'offer'; readonly seat: string; readonly leg: string }
  /** The ring timer of that leg. */
  | { readonly kind: 'offer-expired'; readonly leg: string }
  | { readonly kind: 'reject'; readonly seat: string }
  /** The seat is leaving: whatever it was offered goes to another. */
  | { readonly kind: 'withdraw'; readonly seat: string }
  | { readonly kind: 'hang-up'; readonly seat: string }
  /** The seat cannot be reached any more although its leg has not ended. */
  | { readonly kind: 'seat-lost'; readonly seat: string; readonly why: string }
  | { readonly kind: 'wrap-expired' }
  | { readonly kind: 'wrap-finished'; readonly seat: string; readonly by: 'seat' | 'sign-out' }
  | { readonly kind: 'wrap-extended'; readonly seat: string };
