/**
 * A call (通话) is a room of legs. The caller is put into the room and waits there; a seat is a leg that joins it.
 *
 *                 caller joins          offer              seat joins              caller or seat hangs up
 *   ─► arriving ───────────────► waiting ─────► offered ───────────────► talking ───────────────────────► wrapping ─► ended
 *         │                       │  ▲            │ │                       │                              (整理)        ▲
 *         │                       │  └────────────┘ │                       │                                           │
 *         │                       │  ▲ no answer,   │ caller gone           │                                           │
 *         │                       │  │ rejected, …  │                       │                                           │
 *         │                       │  └──────────────┼───────────────────────┘ seat lost: place and waiting time stay    │
 *         └───────────────────────┴─────────────────┴───────────────────────────────────────────────────────────────────┘
 *                                                       caller gone
 *
 * All times are milliseconds since 1970 UTC by the bridge's clock. A leg id is the channel's uuid on the PBX, chosen by
 * the bridge for the seats' legs (`origination_uuid`), so that an event of an earlier offer is known as such.
 */

/**
 * `answered`: 200 OK was sent, the room is not reached yet. `left`: out of the room, the end of the leg is still to come
 * (FreeSWITCH reports `del-member` before CHANNEL_HANGUP_COMPLETE, and only the latter says who hung up).
 */
export type LegState = 'dialling' | 'ringing' | 'answered' | 'in-room' | 'left';

export type Leg = {
  readonly legId: string;
  readonly state: LegState;
  /** Start of `state`. */
  readonly since: number;
};
export type SeatLeg = Leg & { readonly seatId: string };

export type EndedBy = 'caller' | 'seat' | 'network' | 'system';

/** `fallback`: the PBX rang the seats by itself because the bridge was away. */
export type CallMode = 'bridge' | 'fallback';

type Identity = {
  readonly callId: string;
  /** Normalised calling number, '' when withheld. */
  readonly number: string;
  readonly queueId: string;
  /** All of them are needed. */
  readonly skills: readonly string[];
  /** Wanted, and given up after a while (see routing). */
  readonly optionalSkills: readonly string[];
  /** Higher goes first. */
  readonly priority: number;
  readonly mode: CallMode;
  /** When the PBX answered the trunk. */
  readonly arrivedAt: number;
  readonly caller: Leg;
};

/** A seat that did not take this call, and until when it is not asked again. */
export type Passed = { readonly seatId: string; readonly until: number };

type Queued = Identity & {
  /** Never changes: a call that comes back to the queue keeps its place and its waiting time. */
  readonly queuedAt: number;
  readonly passedBy: readonly Passed[];
  /** Talk with earlier seats, ms; not zero only after the loss of a seat. */
  readonly talkedMs: number;
};

type Attempt = { readonly offeredAt: number; readonly ringUntil: number };

export type ArrivingCall = Identity & { readonly kind: 'arriving' };
export type WaitingCall = Queued & {
  readonly kind: 'waiting';
  /** Not offered before: the PBX, not a seat, failed the last attempt. */
  readonly notBefore: number;
};
export type OfferedCall = Queued & Attempt & { readonly kind: 'offered'; readonly seat: SeatLeg };
export type TalkingCall = Queued &
  Attempt & { readonly kind: 'talking'; readonly seat: SeatLeg; readonly answeredAt: number };
export type WrappingCall = Queued &
  Attempt & {
    readonly kind: 'wrapping';
    readonly seatId: string;
    readonly answeredAt: number;
    readonly endedAt: number;
    readonly endedBy: EndedBy;
    readonly until: number;
    readonly extensions: number;
  };
export type EndedCall = {
  readonly kind: 'ended';
  readonly callId: string;
  readonly queueId: string;
  readonly endedAt: number;
  readonly endedBy: EndedBy;
};

export type Call =
  | ArrivingCall
  | WaitingCall
  | OfferedCall
  | TalkingCall
  | WrappingCall
  | EndedCall;

/** Limits of the queue the call is in; all in ms but the count. */
export type CallRules = {
  readonly ringMs: number;
  readonly wrapMs: number;
  readonly wrapExtendMs: number;
  readonly wrapExtensionsMax: number;
  /** How long a seat that passed a call is not asked for the same call again. */
  readonly setAsideMs: number;
  /** Pause after an attempt that the PBX itself failed (congestion), so that it is not hammered. */
  readonly retryMs: number;
};

export function moveLeg<L extends Leg>(leg: L, state: LegState, now: number): L {
  return { ...leg, state, since: now };
}
