import type { LedgerFact } from '../ledger/index.ts';
import type { Call } from './call.ts';
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
  | 'lost';

/** What a call tells a seat; the seat's own machine and the desk at the seat both listen. */
export type CallNews =
  | { readonly kind: 'offered' }
  | { readonly kind: 'ringing' }
  | { readonly kind: 'talking' }
  | { readonly kind: 'wrapping'; readonly until: number }
  | { readonly kind: 'released'; readonly why: Release };

/** `ring` runs exactly while a call is offered, `wrap` exactly while it is wrapped up. */
export type CallTimer = 'ring' | 'wrap';

/** What the shell does for a call, in this order. FreeSWITCH hang-up causes by their names. */
export type CallEffect =
  | {
      readonly kind: 'dial-seat';
      readonly seat: string;
      readonly leg: string;
      readonly ringForMs: number;
    }
  | {
      readonly kind: 'hang-up-leg';
      readonly leg: string;
      readonly cause: 'NORMAL_CLEARING' | 'ORIGINATOR_CANCEL';
    }
  /** Replaces a running timer of that name. `leg` goes back into the event of the ring timer. */
  | {
      readonly kind: 'start-timer';
      readonly timer: CallTimer;
      readonly at: number;
      readonly leg: string | null;
    }
  | { readonly kind: 'stop-timer'; readonly timer: CallTimer }
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
    | 'no-more-extensions';
};

export type Step<C extends Call = Call> = {
  readonly call: C;
  readonly effects: readonly CallEffect[];
};
export type Outcome = Result<Step, CallRefusal>;
