import type { CallMode } from './call.ts';
import type { EmergencyRoute } from './emergency-case.ts';
import type { Brief, LeaderMode, PartyTarget, Purpose } from './party.ts';
import type { WrapDraft } from './wrap-draft.ts';

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

/** What the PBX reports. */
export type PbxCallEvent =
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
  /** start-talking: a hint that this leg was heard, never an acknowledgement. */
  | { readonly kind: 'leg-heard'; readonly leg: string }
  /** DTMF of this leg. */
  | { readonly kind: 'key-pressed'; readonly leg: string; readonly key: string }
  /**
   * Found together: while the bridge was away the PBX connected caller and seat directly, without the room; or the seat
   * joined the room while the line to the PBX was cut.
   */
  | { readonly kind: 'bridged'; readonly seat: string; readonly leg: string }
  /** A 110 that the seat called in by its telephone while the bridge was away. */
  | {
      readonly kind: 'emergency-found';
      readonly seat: string;
      readonly leg: string;
      readonly targetId: string;
      readonly label: string;
      readonly acknowledgeKey: string | null;
    }
  /** RECORD_START; or it did not come. */
  | { readonly kind: 'recording-seen'; readonly isThere: boolean };

/** What routing and the clock say. */
export type DeskCallEvent =
  | {
      readonly kind: 'offer';
      readonly seat: string;
      readonly leg: string;
      /** The desk answers by itself: the person asked for this call. */
      readonly auto?: boolean;
    }
  /** The ring timer of that leg. */
  | { readonly kind: 'offer-expired'; readonly leg: string }
  | { readonly kind: 'party-expired'; readonly leg: string }
  | { readonly kind: 'park-expired' }
  | { readonly kind: 'return-due' }
  | { readonly kind: 'call-back-due'; readonly leg: string }
  /** The seat is leaving: whatever it was offered goes to another. */
  | { readonly kind: 'withdraw'; readonly seat: string }
  /** The seat cannot be reached any more although its leg has not ended. */
  | { readonly kind: 'seat-lost'; readonly seat: string; readonly why: string }
  | { readonly kind: 'wrap-expired'; readonly seat: string }
  /** The push of the summary came to something, or to nothing. */
  | {
      readonly kind: 'summary-pushed';
      readonly caseId: string;
      readonly outcome: 'sent' | 'received' | 'failed' | 'no-target';
      readonly detail: string | null;
    };

/** What a person at a seat asks for. */
export type SeatCallEvent =
  | { readonly kind: 'reject'; readonly seat: string }
  /** Ends the call for everybody. */
  | { readonly kind: 'hang-up'; readonly seat: string }
  /** Only this seat goes. */
  | { readonly kind: 'leave'; readonly seat: string; readonly override: boolean }
  | { readonly kind: 'hold'; readonly seat: string }
  | { readonly kind: 'retrieve'; readonly seat: string }
  | { readonly kind: 'mute'; readonly seat: string; readonly muted: boolean }
  | { readonly kind: 'send-keys'; readonly seat: string; readonly keys: string }
  | {
      readonly kind: 'invite';
      readonly seat: string;
      readonly leg: string;
      readonly purpose: Purpose;
      readonly target: PartyTarget;
      readonly ringForMs: number;
      readonly brief: Brief | null;
    }
  | { readonly kind: 'cancel-invite'; readonly seat: string; readonly leg: string }
  /** 咨询转 → 完成. */
  | { readonly kind: 'complete'; readonly seat: string; readonly leg: string }
  /** → 三方. */
  | { readonly kind: 'merge'; readonly seat: string }
  | { readonly kind: 'swap'; readonly seat: string; readonly leg: string }
  /** Ends a leg that was brought in; → 收回. */
  | { readonly kind: 'drop'; readonly seat: string; readonly leg: string }
  | { readonly kind: 'park'; readonly seat: string; readonly slot: string }
  /** A parked call, or one that rings at a colleague's (代接). */
  | { readonly kind: 'take'; readonly seat: string; readonly leg: string }
  | {
      readonly kind: 'to-queue';
      readonly seat: string;
      readonly skills: readonly string[];
      readonly brief: Brief | null;
    }
  | { readonly kind: 'rebuild'; readonly seat: string; readonly leg: string }
  | { readonly kind: 'pause-recording'; readonly seat: string; readonly paused: boolean }
  | {
      readonly kind: 'emergency';
      readonly seat: string;
      readonly caseId: string;
      readonly targetId: string;
      readonly label: string;
      readonly routes: readonly EmergencyRoute[];
      readonly acknowledgeKey: string | null;
    }
  | { readonly kind: 'cancel-emergency'; readonly seat: string; readonly caseId: string }
  | { readonly kind: 'acknowledge'; readonly seat: string; readonly caseId: string }
  | {
      readonly kind: 'monitor';
      readonly seat: string;
      readonly leg: string;
      readonly mode: LeaderMode;
      readonly ringForMs: number;
    }
  | { readonly kind: 'leader-mode'; readonly seat: string; readonly mode: LeaderMode }
  | { readonly kind: 'take-over'; readonly seat: string }
  | { readonly kind: 'force-end'; readonly seat: string }
  | { readonly kind: 'wrap-finished'; readonly seat: string; readonly by: 'seat' | 'sign-out' }
  /** 班长 ends the wrap-up of `seat`, also with a draft that is still open. */
  | {
      readonly kind: 'wrap-finished';
      readonly seat: string;
      readonly by: 'leader';
      readonly leader: string;
    }
  | { readonly kind: 'wrap-draft'; readonly seat: string; readonly draft: WrapDraft }
  | { readonly kind: 'wrap-extended'; readonly seat: string };

export type CallEvent = PbxCallEvent | DeskCallEvent | SeatCallEvent;
export type EventOf<K extends CallEvent['kind']> = Extract<CallEvent, { readonly kind: K }>;
