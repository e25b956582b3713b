import type { LedgerFact } from '../ledger/index.ts';
import type { Call, EndedBy } from './call.ts';
import type { LeaderMode } from './party.ts';
import type { Result } from '../result/index.ts';

/** Why a seat no longer has a call. `wrapped` is the ordinary end. */
export type Release =
  | 'wrapped'
  | 'abandoned'
  | 'no-answer'
  | 'rejected'
  | 'unreachable'
  | 'dial-failed'
  | 'withdrawn'
  | 'lost'
  /** A guest or a leader went, or the call ended around them. */
  | 'left'
  /** Somebody else took it: 代接. */
  | 'picked-up'
  /** 强拆 */
  | 'forced';

/** What a call tells a seat; the seat's own machine and the desk at the seat both listen. */
export type CallNews =
  /** `own`: the person asked for it, so it does not matter whether they are ready. */
  | { readonly kind: 'offered'; readonly own: boolean }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'talking' }
  | { readonly kind: 'wrapping'; readonly until: number }
  | { readonly kind: 'released'; readonly why: Release };

/**
 * `ring` by leg: exactly while a seat or a citizen of an outbound call is dialled. `party` by leg: while somebody
 * invited is on the way. `wrap` by seat. `park`, `return` and `call-back` by the call.
 */
export type CallTimer = 'ring' | 'party' | 'wrap' | 'park' | 'return' | 'call-back';

export type Prompt = 'transfer-wait' | 'seat-lost' | 'emergency-wait' | 'parked' | 'call-back';

/** What the shell does for a call, in this order. FreeSWITCH hang-up causes by their names. */
export type CallEffect =
  | {
      readonly kind: 'dial-seat';
      readonly seat: string;
      readonly leg: string;
      readonly ringForMs: number;
      readonly role: 'seat' | 'guest' | 'leader';
      /** Of a leader: how it joins. */
      readonly mode: LeaderMode | null;
    }
  | {
      readonly kind: 'dial-outside';
      readonly leg: string;
      readonly role: 'guest' | 'emergency' | 'caller';
      readonly number: string;
      /** Entry of the directory, or the emergency target; null for a number that was typed. */
      readonly entryId: string | null;
      readonly route: number;
      readonly ringForMs: number;
    }
  | {
      readonly kind: 'hang-up-leg';
      readonly leg: string;
      readonly cause: 'NORMAL_CLEARING' | 'ORIGINATOR_CANCEL';
    }
  /** 满意度: the PBX asks the citizen, alone and without us, and ends the leg itself. */
  | { readonly kind: 'survey-leg'; readonly leg: string }
  /** Hears music (or the ring-back tone) and nothing else; is not heard. */
  | { readonly kind: 'hold-leg'; readonly leg: string; readonly hears: 'music' | 'ring-back' }
  | { readonly kind: 'retrieve-leg'; readonly leg: string }
  | { readonly kind: 'mute-leg'; readonly leg: string; readonly muted: boolean }
  /** For good, before its end: whoever is retrieved behind this comes off hold when it has left the room. */
  | { readonly kind: 'silence-leg'; readonly leg: string }
  /** From `was` to `mode` without a word of a whisper reaching anybody but the seat in charge. */
  | {
      readonly kind: 'set-leader-mode';
      readonly leg: string;
      /** Legs that must not hear a whisper. */
      readonly hiddenFrom: readonly string[];
      readonly mode: LeaderMode;
      /** Null: it has just joined, muted. */
      readonly was: LeaderMode | null;
    }
  /** Was dialled before the leader came: will hear nobody when it comes into the room until a whisper is hidden from it. */
  | { readonly kind: 'join-deaf'; readonly leg: string }
  | { readonly kind: 'play'; readonly leg: string; readonly prompt: Prompt }
  | { readonly kind: 'send-keys'; readonly leg: string; readonly keys: string }
  | {
      readonly kind: 'record-call';
      readonly leg: string;
      readonly action: 'start' | 'pause' | 'resume';
    }
  /** Kept on the citizen's channel: who is in charge, for a bridge without memory and for the PBX alone. */
  | { readonly kind: 'note-owner'; readonly leg: string; readonly seat: string | null }
  | { readonly kind: 'push-summary'; readonly caseId: string; readonly targetId: string }
  /** Replaces a running timer of that name and key. */
  | {
      readonly kind: 'start-timer';
      readonly timer: CallTimer;
      readonly key: string;
      readonly at: number;
    }
  | { readonly kind: 'stop-timer'; readonly timer: CallTimer; readonly key: string }
  | { readonly kind: 'record'; readonly at: number; readonly fact: LedgerFact }
  | { readonly kind: 'tell-seat'; readonly seat: string; readonly news: CallNews };

/** Nothing changed, and why. Counted; a person who asked is told. */
export type CallRefusal = {
  readonly code:
    | 'duplicate'
    /** True once, no longer: the call has gone on without it. */
    | 'late'
    | 'early'
    | 'not-in-state'
    | 'not-your-call'
    | 'already-offered'
    | 'no-more-extensions'
    /** What was written about the call is not dealt with yet. */
    | 'draft-open'
    | 'target-is-self'
    /** The target is in this call already. */
    | 'already-in-call'
    /** Not before the hand-over is acknowledged: `leave` with `override` asks once. */
    | 'emergency-unacknowledged'
    /** The call cannot be ended for everybody while 110 is in it. */
    | 'emergency-under-way'
    | 'not-heard-yet'
    | 'no-such-leg';
};

export type Step<C extends Call = Call> = {
  readonly call: C;
  readonly effects: readonly CallEffect[];
};
export type Outcome = Result<Step, CallRefusal>;

// What many transitions do, in one word each.

export const record = (at: number, fact: LedgerFact): CallEffect => ({ kind: 'record', at, fact });

export const release = (seat: string, why: Release): CallEffect => ({
  kind: 'tell-seat',
  seat,
  news: { kind: 'released', why },
});

export const hangUpLeg = (
  leg: string,
  cause: 'NORMAL_CLEARING' | 'ORIGINATOR_CANCEL' = 'NORMAL_CLEARING',
): CallEffect => ({ kind: 'hang-up-leg', leg, cause });

export const recordEnd = (
  call: { readonly callId: string },
  at: number,
  by: EndedBy,
  talkMs: number,
  cause: string,
): CallEffect => record(at, { kind: 'call-ended', callId: call.callId, by, talkMs, cause });
