import type { CallMode, LegEndBy } from '@hotline/domain/call';

/** A seat to be dialled into the call's room. */
export type SeatDial = {
  readonly callId: string;
  /** uuid of the new leg, chosen by the desk (`origination_uuid`). */
  readonly leg: string;
  /** Seat id, which is its SIP user. */
  readonly seat: string;
  /** Shown at the seat's telephone; '' when withheld. */
  readonly callerNumber: string;
  readonly ringForMs: number;
};

/** What the PBX says, as far as the desk is concerned. */
export type PbxEvent =
  | {
      readonly kind: 'caller-arrived';
      readonly callId: string;
      readonly leg: string;
      /** As the carrier sent it, or `anonymous`. */
      readonly number: string;
      readonly queue: string | null;
      readonly skill: string | null;
      readonly mode: CallMode;
    }
  /** A leg of a call; `callId` where the event says it, else the leg is looked up. */
  | {
      readonly kind: 'leg-ringing' | 'leg-answered' | 'leg-joined' | 'leg-left';
      readonly leg: string;
      readonly callId: string | null;
    }
  | {
      readonly kind: 'leg-ended';
      readonly leg: string;
      readonly callId: string | null;
      readonly cause: string;
      readonly by: LegEndBy;
    }
  /** The originate came to nothing, or was never taken by the PBX. */
  | {
      readonly kind: 'dial-failed';
      readonly leg: string;
      readonly callId: string;
      readonly cause: string;
    }
  /** Connected without a room, while the PBX did without us. `seat` where it is known. */
  | {
      readonly kind: 'bridged';
      readonly callerLeg: string;
      readonly seatLeg: string;
      readonly seat: string | null;
    }
  | { readonly kind: 'registered' | 'unregistered'; readonly seat: string };

export type FoundCaller = {
  readonly callId: string;
  readonly leg: string;
  readonly number: string;
  readonly queue: string | null;
  readonly skill: string | null;
  readonly mode: CallMode;
  /** ms since 1970 by the PBX's clock. */
  readonly enteredAt: number;
  readonly isInRoom: boolean;
};

export type FoundSeatLeg = {
  readonly callId: string;
  readonly leg: string;
  readonly seat: string | null;
  readonly mode: CallMode;
  readonly state: 'dialling' | 'ringing' | 'answered' | 'in-room';
  /** ms since 1970 by the PBX's clock; null before the answer. */
  readonly answeredAt: number | null;
  readonly createdAt: number;
};

/** A call that came and went while the bridge was away (`hash` realm hotline_away). Times in ms since 1970. */
export type MissedCall = {
  readonly callId: string;
  readonly number: string;
  readonly queue: string;
  readonly enteredAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number;
  readonly seat: string | null;
  readonly cause: string;
};

/** Everything that a bridge without memory needs to go on. */
export type PbxState = {
  readonly callers: readonly FoundCaller[];
  readonly seatLegs: readonly FoundSeatLeg[];
  /** Seats whose telephone is registered now. */
  readonly registered: readonly string[];
  readonly missed: readonly MissedCall[];
  /** The PBX says of itself that it is the practice one. */
  readonly isPractice: boolean;
};

export type PbxHandlers = {
  /** First after every (re)connection and after a loss of events; events that came meanwhile follow. */
  readonly resynced: (state: PbxState) => void;
  readonly event: (event: PbxEvent) => void;
  /** The line is cut: what was under way may or may not have happened. */
  readonly away: () => void;
};

/**
 * The PBX as the desk sees it. Commands are given once and never again; what became of them comes as an event, or with
 * the next state. Given while the PBX is away they are dropped.
 */
export type PbxPort = {
  start(handlers: PbxHandlers): void;
  stop(): void;
  dialSeat(dial: SeatDial): void;
  hangUp(leg: string, cause: 'NORMAL_CLEARING' | 'ORIGINATOR_CANCEL'): void;
  /** "The bridge is alive": by the PBX's own clock. */
  beat(): void;
  /** Whom the PBX rings by itself when the beat stops. */
  nameReadySeats(seats: readonly string[]): void;
  /** The missed call is on the ledger now. */
  forgetMissed(callId: string): void;
  /** Ends the telephone's registration, at log-out. */
  flushRegistration(seat: string): void;
};
