import type { CallMode, LeaderMode, LegEndBy, Purpose } from '@hotline/domain/call';

/** Stands where the PBX could not say which seat took a call while the bridge was away. */
export const UNKNOWN_SEAT = 'unknown';

/** A seat to be dialled into the call's room. */
export type SeatDial = {
  readonly callId: string;
  /** uuid of the new leg, chosen by the desk (`origination_uuid`). */
  readonly leg: string;
  /** Seat id, which is its SIP user. */
  readonly seat: string;
  readonly role: 'seat' | 'guest' | 'leader';
  /** Shown at the seat's telephone; '' when withheld. */
  readonly callerNumber: string;
  readonly ringForMs: number;
  /** Replaces a leg of the same seat that has lost its audio. */
  readonly isRebuild: boolean;
  /** Hears nobody until what follows from its coming is done: a leader is there, and must not be heard by it. */
  readonly joinsDeaf?: true;
  readonly party: PartyNote | null;
};

/** Somebody outside: a department, 110, or a citizen who is called. */
export type OutsideDial = {
  readonly callId: string;
  readonly leg: string;
  readonly role: 'guest' | 'emergency' | 'caller';
  /** Of the PBX. */
  readonly gateway: string;
  readonly number: string;
  /** Shown at the far end, and in P-Asserted-Identity; '' when withheld. */
  readonly callerNumber: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ringForMs: number;
  /** As of a seat. */
  readonly joinsDeaf?: true;
  readonly party: PartyNote | null;
};

/** What a leg is for: kept on its channel for a bridge without memory. */
export type PartyNote = {
  readonly purpose: Purpose | 'emergency' | LeaderMode;
  /** Seat that asked for it. */
  readonly by: string;
  /** Entry of the directory or emergency target; null for a seat or a typed number. */
  readonly entryId: string | null;
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
      /** Of a citizen who was asked for their satisfaction: what the PBX noted on the channel (see Surveys). */
      readonly survey?: string | undefined;
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
  /** Somebody was heard to begin speaking: a hint. */
  | { readonly kind: 'leg-heard'; readonly leg: string; readonly callId: string | null }
  | { readonly kind: 'leg-quiet'; readonly leg: string }
  | { readonly kind: 'key-pressed'; readonly leg: string; readonly key: string }
  /** 110, called in by a seat's telephone and not by us, is in the room. */
  | {
      readonly kind: 'emergency-joined';
      readonly leg: string;
      readonly callId: string;
      readonly seat: string | null;
      readonly targetId: string;
    }
  | { readonly kind: 'recording-started'; readonly leg: string; readonly path: string }
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
  readonly direction: 'in' | 'out';
  /** Seat in charge, as it was noted. */
  readonly owner: string | null;
  readonly isHeld: boolean;
  /** Being recorded into this file. */
  readonly recording: string | null;
};

/** Any other leg of a call of ours. */
export type FoundLeg = {
  readonly callId: string;
  readonly leg: string;
  readonly role: 'seat' | 'guest' | 'leader' | 'emergency';
  readonly seat: string | null;
  /** Number that was dialled, of somebody outside. */
  readonly number: string | null;
  readonly purpose: string | null;
  readonly by: string | null;
  readonly entryId: string | null;
  readonly mode: CallMode;
  readonly state: 'dialling' | 'ringing' | 'answered' | 'in-room';
  readonly isHeld: boolean;
  /** By its own key, or a leader who listens. */
  readonly isMuted: boolean;
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
  readonly legs: readonly FoundLeg[];
  /** Calls whose citizen is being asked for their satisfaction: over, but for that. */
  readonly surveyed: readonly string[];
  /** Seats whose telephone is registered now. */
  readonly registered: readonly string[];
  readonly missed: readonly MissedCall[];
  /** The PBX says of itself that it is the practice one. */
  readonly isPractice: boolean;
};

/** Who is there at all, for a look at whether what is believed is still so. */
export type PbxPresence = {
  /** Every channel. */
  readonly legs: ReadonlySet<string>;
  /** Of the calls' rooms. */
  readonly members: readonly { readonly leg: string; readonly callId: string }[];
  readonly registered: readonly string[];
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
  dialOutside(dial: OutsideDial): void;
  /** The leg hears music (or the ring-back tone) and nothing else, and is not heard. Of legs in a room. */
  hold(leg: string, hears: 'music' | 'ring-back'): void;
  retrieve(leg: string): void;
  mute(leg: string, muted: boolean): void;
  /** For good, before its end. Whoever is retrieved behind this comes off hold when it has left the room. */
  silence(leg: string): void;
  /** `hiddenFrom`: legs that must not hear a whisper. `was` null: it has just joined, muted. */
  setLeaderMode(change: {
    readonly leg: string;
    readonly hiddenFrom: readonly string[];
    readonly mode: LeaderMode;
    readonly was: LeaderMode | null;
  }): void;
  /** A leg that rings already joins as if it had been dialled with `joinsDeaf`. */
  joinDeaf(leg: string): void;
  /** A file in the PBX's folder of prompts, to one leg alone. */
  play(leg: string, file: string): void;
  /** Takes the citizen out of the room and asks for their satisfaction; the PBX ends the leg. */
  survey(leg: string): void;
  sendKeys(leg: string, keys: string): void;
  startRecording(leg: string, path: string): void;
  /** What is said meanwhile is not in the file. */
  pauseRecording(leg: string, path: string, isPaused: boolean): void;
  /** Who is in charge of the citizen's call, kept on their channel. */
  noteOwner(callerLeg: string, seat: string | null): void;
  /** null while the PBX is away, or does not answer. */
  readPresence(): Promise<PbxPresence | null>;
  /** Calls a number through a gateway and hangs up after the answer: `answered`, or the cause. */
  tryRoute(gateway: string, number: string, ringForMs: number): Promise<string>;
  hangUp(leg: string, cause: 'NORMAL_CLEARING' | 'ORIGINATOR_CANCEL'): void;
  /** "The bridge is alive": by the PBX's own clock. */
  beat(): void;
  /** Whom the PBX rings by itself when the beat stops. */
  nameReadySeats(seats: readonly string[]): void;
  /** The missed call is on the ledger now. */
  forgetMissed(callId: string): void;
  /** Ends the telephone's registration, at log-out. Resolves when the PBX has done it, or cannot be asked. */
  flushRegistration(seat: string): Promise<void>;
};
