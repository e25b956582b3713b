import type { LedgerFact } from '../ledger/index.ts';
import type { Result } from '../result/index.ts';
import type { Release } from '../call/index.ts';
import type {
  RaisedHand,
  Seat,
  SeatMedia,
  SeatNote,
  SeatPerson,
  SeatWish,
  SignOutWhy,
} from './seat.ts';

export type SeatEvent =
  /** Also of somebody else, or of the same person at another machine: the newer one has the seat. */
  | {
      readonly kind: 'sign-in';
      readonly person: SeatPerson;
      readonly resume: SeatWish | null;
      /** What a bridge that was restarted knows of this person from before. */
      readonly attention?: Pick<Seat, 'hand' | 'notes'>;
    }
  | { readonly kind: 'sign-out'; readonly why: Exclude<SignOutWhy, 'leader'> }
  /** 班长 signs the seat out; during a call it happens after it. `leader`: their seat. */
  | { readonly kind: 'sign-out'; readonly why: 'leader'; readonly leader: string }
  /** `leader`: seat of whoever asks in the person's place. */
  | { readonly kind: 'ask'; readonly wish: SeatWish; readonly leader?: string }
  | { readonly kind: 'raise-hand'; readonly hand: Omit<RaisedHand, 'since'> }
  /** By the person, or by a leader who comes (`leader`: their seat). */
  | { readonly kind: 'lower-hand'; readonly leader: string | null }
  | { readonly kind: 'note'; readonly note: Omit<SeatNote, 'at'> }
  | { readonly kind: 'note-read'; readonly noteId: string }
  /** `own`: asked for by the person, so that 示忙 and 小休 do not stand against it. */
  | { readonly kind: 'reserve'; readonly callId: string; readonly own: boolean }
  | { readonly kind: 'ring'; readonly callId: string }
  | { readonly kind: 'talk'; readonly callId: string }
  /** Again with a later `until` when the wrap-up is extended. */
  | { readonly kind: 'wrap'; readonly callId: string; readonly until: number }
  | { readonly kind: 'release'; readonly callId: string; readonly why: Release }
  | { readonly kind: 'registered'; readonly registered: boolean }
  | { readonly kind: 'media'; readonly media: SeatMedia }
  | { readonly kind: 'connected'; readonly connected: boolean };

export type SeatEffect =
  | { readonly kind: 'record'; readonly at: number; readonly fact: LedgerFact }
  /** The person is leaving: their offer goes to another, their wrap-up is over. */
  | { readonly kind: 'give-up-offer'; readonly callId: string }
  | { readonly kind: 'finish-wrap'; readonly callId: string };

export type SeatRefusal = {
  readonly code:
    | 'signed-out'
    | 'not-ready'
    | 'other-call'
    | 'no-change'
    | 'no-hand'
    | 'no-such-note';
};

export type SeatOutcome = Result<
  { readonly seat: Seat; readonly effects: readonly SeatEffect[] },
  SeatRefusal
>;
