/**
 * A seat (坐席): what its person is doing, what they wish, and whether their devices work. Three things that never mix.
 *
 *   signed-out ──sign-in──► busy(signed-in) ◄──ask──► ready ◄──ask──► rest(reason)
 *    (签出)                  (示忙)                     (示闲)             (小休)
 *                              ▲                         │ reserve
 *                              │ no-answer, rejected,    ▼
 *                              │ unreachable          reserved ──► ringing ──► talking ──► wrapping ──► ready, or the wish
 *                              └───────────────────── (预占)        (振铃)       (通话)       (整理)        asked meanwhile
 *
 * A wish asked during a call is kept in `after`. A lost registration changes nothing here but `device`: the person is
 * still ready, only nobody offers them a call (`isOfferable`).
 */

import type { Brief } from '../call/index.ts';

export type BusyBecause =
  | 'asked'
  | 'signed-in'
  | 'no-answer'
  | 'rejected'
  | 'unreachable'
  | 'leader';

export type SeatActivity =
  | { readonly kind: 'signed-out'; readonly since: number }
  | { readonly kind: 'ready'; readonly since: number }
  | { readonly kind: 'busy'; readonly since: number; readonly because: BusyBecause }
  | { readonly kind: 'rest'; readonly since: number; readonly reason: string }
  | { readonly kind: 'reserved'; readonly since: number; readonly callId: string }
  | { readonly kind: 'ringing'; readonly since: number; readonly callId: string }
  | { readonly kind: 'talking'; readonly since: number; readonly callId: string }
  | {
      readonly kind: 'wrapping';
      readonly since: number;
      readonly callId: string;
      readonly until: number;
    };

export type SeatWish =
  | { readonly kind: 'ready' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'rest'; readonly reason: string };

export type SeatMedia =
  | 'unknown'
  | 'ok'
  | 'microphone-refused'
  | 'no-microphone'
  | 'one-way'
  /** The seat itself says that it cannot reach the PBX; the PBX may still take it for registered. */
  | 'phone-lost';
export type SeatDevice = { readonly registered: boolean; readonly media: SeatMedia };

export type SeatPerson = {
  readonly person: string;
  readonly name: string;
  readonly role: 'agent' | 'leader' | 'specialist';
  readonly skills: readonly string[];
};

/** `leader`: 班长 signed the seat out. */
export type SignOutWhy = 'asked' | 'superseded' | 'expired' | 'bridge' | 'leader';

/** 举手: the person asks for their leader. What the draft said so far comes with it. */
export type RaisedHand = {
  readonly since: number;
  readonly callId: string | null;
  readonly brief: Brief;
};

/** 便条: what a leader wrote to the seat, until it is read. */
export type SeatNote = {
  readonly noteId: string;
  readonly at: number;
  /** Seat of the leader, and their name. */
  readonly from: string;
  readonly fromName: string;
  readonly text: string;
};

/** More than anybody reads at once; the oldest unread one goes. */
export const MOST_NOTES = 20;

export type Seat = {
  readonly seatId: string;
  /** Null while signed out. */
  readonly person: SeatPerson | null;
  readonly activity: SeatActivity;
  readonly after: SeatWish | null;
  /** A sign-out asked for during a call; it happens when the call lets go. */
  readonly leaving: SignOutWhy | null;
  readonly device: SeatDevice;
  /** The desk program has its WebSocket to the bridge; without it there is nowhere to show the call. */
  readonly connected: boolean;
  /** Since when this seat has had no call, for "longest idle first"; an offer that came to nothing does not touch it. */
  readonly idleSince: number;
  readonly hand: RaisedHand | null;
  /** Unread, the oldest first. */
  readonly notes: readonly SeatNote[];
};

export function signedOutSeat(seatId: string, now: number): Seat {
  return {
    seatId,
    person: null,
    activity: { kind: 'signed-out', since: now },
    after: null,
    leaving: null,
    device: { registered: false, media: 'unknown' },
    connected: false,
    idleSince: now,
    hand: null,
    notes: [],
  };
}

/** The call this seat has in hand, else null. */
export function callOf(seat: Seat): string | null {
  return 'callId' in seat.activity ? seat.activity.callId : null;
}

const CANNOT_TALK: ReadonlySet<SeatMedia> = new Set([
  'microphone-refused',
  'no-microphone',
  'phone-lost',
]);

/** Could a call reach this person: telephone registered, microphone there, desk connected. */
export function isReachable(seat: Seat): boolean {
  const { registered, media } = seat.device;
  return registered && seat.connected && !CANNOT_TALK.has(media);
}

/** May this seat be offered a call now. */
export function isOfferable(seat: Seat): boolean {
  return seat.activity.kind === 'ready' && isReachable(seat);
}

/** May this seat be given a call that its person asked for: 示忙 and 小休 do not stand against it. */
export function isTakeable(seat: Seat): boolean {
  const { kind } = seat.activity;
  return (
    seat.person !== null &&
    (kind === 'ready' || kind === 'busy' || kind === 'rest') &&
    isReachable(seat)
  );
}
