/**
 * A call (通话) is a room of legs. The caller is put into the room and waits there; a seat is a leg that joins it and
 * is in charge; whoever it brings in are parties (party.ts).
 *
 *                 caller joins          offer              seat joins            the room closes
 *   ─► arriving ───────────────► waiting ─────► offered ───────────────► talking ─────────────► wrapping ─► ended
 *         │                       ▲ ▲ ▲ ▲          │                      ▲ │ │ │                (整理)        ▲
 *         │                       │ │ │ └──────────┘ no answer, …         │ │ │ └──► handed-over ─────────────┤
 *         │                       │ │ └───────── seat lost, to a queue ───┼─┘ │       (转出: with somebody    │
 *         │                       │ └─ time over, taken ── parked ◄───────┼───┘        outside alone)         │
 *         │                       │                        (挂起)          │                                  │
 *   ─► dialling (外呼) ────────────┼────────── the citizen answers ────────┘                                  │
 *         └───────────────────────┴── caller gone ────────────────────────────────────────────────────────────┘
 *
 * A seat that had the call and no longer has it wraps up while the call goes on with others: `wraps` stands beside the
 * call's own state. All times are milliseconds since 1970 UTC by the bridge's clock. A leg id is the channel's uuid on
 * the PBX, chosen by the bridge for the legs it dials (`origination_uuid`), so that an event of an earlier offer is
 * known as such.
 */
import type { EmergencyCase } from './emergency-case.ts';
import type { Brief, Party } from './party.ts';
import type { WrapDraft } from './wrap-draft.ts';

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
  readonly direction: 'in' | 'out';
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

/** 整理: a seat that has had the call writes it up. */
export type Wrap = {
  readonly seatId: string;
  readonly since: number;
  readonly until: number;
  readonly extensions: number;
  readonly draft: WrapDraft;
};

/** Why something that was asked for did not come about: shown to the seat until its next step. */
export type Trouble = {
  readonly at: number;
  readonly code:
    | 'no-answer'
    | 'busy'
    | 'rejected'
    | 'unreachable'
    | 'unknown-number'
    | 'dial-failed'
    | 'left'
    | 'cancelled'
    | 'emergency-failed'
    | 'emergency-left'
    | 'returned'
    | 'seat-was-lost'
    | 'caller-dropped'
    | 'call-back-failed'
    | 'recording-missing'
    | 'leg-rebuilt'
    | 'leg-not-rebuilt';
  /** Whom it concerns; '' for nobody. */
  readonly who: string;
};

/** The seat that should have the call next: it alone until `until`, anybody after. */
export type Wanted = { readonly seatId: string; readonly until: number };

type Queued = Identity & {
  /** Never changes: a call that comes back to the queue keeps its place and its waiting time. */
  readonly queuedAt: number;
  readonly passedBy: readonly Passed[];
  /** Talk with earlier seats, ms; not zero only after the loss of a seat or a transfer. */
  readonly talkedMs: number;
  /** Everybody else in the room or on the way into it, in the order in which they were asked. */
  readonly parties: readonly Party[];
  readonly wraps: readonly Wrap[];
  readonly emergencies: readonly EmergencyCase[];
  readonly trouble: Trouble | null;
  readonly recording: 'off' | 'on' | 'paused' | 'missing';
  /** From the seat that sent the call on, for the one that gets it. */
  readonly brief: Brief | null;
};

type Attempt = { readonly offeredAt: number; readonly ringUntil: number };

/** The citizen's line dropped while the room goes on: others talk in it, or the citizen is called back. */
export type Absent = {
  readonly since: number;
  readonly by: EndedBy;
  readonly cause: string;
  readonly callBack: { readonly attempt: number; readonly of: number } | null;
};

export type ArrivingCall = Identity & { readonly kind: 'arriving' };
export type WaitingCall = Queued & {
  readonly kind: 'waiting';
  /** Not offered before: the PBX, not a seat, failed the last attempt. */
  readonly notBefore: number;
  readonly wanted: Wanted | null;
  /** Sent to a queue by this seat: it gets the call back, as it was, when nobody of the queue has taken it by then. */
  readonly returns: {
    readonly seatId: string;
    readonly at: number;
    readonly skills: readonly string[];
  } | null;
};
export type OfferedCall = Queued &
  Attempt & {
    readonly kind: 'offered';
    readonly seat: SeatLeg;
    /** The person asked for it, or had it a moment ago: the desk answers by itself. */
    readonly auto: boolean;
    readonly wanted: Wanted | null;
    readonly returns: WaitingCall['returns'];
  };
/** 外呼: the seat's leg first, then the citizen's. */
export type DiallingCall = Queued &
  Attempt & { readonly kind: 'dialling'; readonly seat: SeatLeg; readonly callRingMs: number };
export type TalkingCall = Queued &
  Attempt & {
    readonly kind: 'talking';
    readonly seat: SeatLeg;
    readonly answeredAt: number;
    /** The citizen hears music, nobody hears the citizen. */
    readonly held: boolean;
    readonly muted: boolean;
    /** A second leg of the same seat on its way, to replace one that has lost its audio. */
    readonly spare: Leg | null;
    readonly absent: Absent | null;
  };
export type ParkedCall = Queued & {
  readonly kind: 'parked';
  readonly slot: string;
  readonly bySeat: string;
  readonly parkedAt: number;
  readonly until: number;
};
export type HandedOverCall = Queued & {
  readonly kind: 'handed-over';
  readonly bySeat: string;
  readonly handedAt: number;
};
export type WrappingCall = Queued & {
  readonly kind: 'wrapping';
  readonly endedAt: number;
  readonly endedBy: EndedBy;
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
  | DiallingCall
  | TalkingCall
  | ParkedCall
  | HandedOverCall
  | WrappingCall
  | EndedCall;

/** A call whose room is open and that has been in a queue or at a seat. */
export type RoomCall =
  | WaitingCall
  | OfferedCall
  | DiallingCall
  | TalkingCall
  | ParkedCall
  | HandedOverCall;

/** Limits of the queue the call is in; all in ms but the counts. */
export type CallRules = {
  readonly ringMs: number;
  readonly wrapMs: number;
  readonly wrapExtendMs: number;
  readonly wrapExtensionsMax: number;
  /** How long a seat that passed a call is not asked for the same call again. */
  readonly setAsideMs: number;
  /** Pause after an attempt that the PBX itself failed (congestion), so that it is not hammered. */
  readonly retryMs: number;
  /** How long a call waits for the seat it came from: lost, or parked it. */
  readonly returnMs: number;
  readonly parkMs: number;
  /** A call sent to a queue comes back after this; null: never. */
  readonly queueReturnMs: number | null;
  /** 满意度: the citizen is asked after the talk. */
  readonly asksSatisfaction: boolean;
  readonly callBack: {
    readonly attempts: number;
    readonly ringMs: number;
    readonly pauseMs: number;
  };
};

export function moveLeg<L extends Leg>(leg: L, state: LegState, now: number): L {
  return { ...leg, state, since: now };
}

/** What a call is before anything has happened to it. */
export const untouched = {
  passedBy: [],
  talkedMs: 0,
  parties: [],
  wraps: [],
  emergencies: [],
  trouble: null,
  recording: 'off',
  brief: null,
} as const satisfies Partial<Queued>;

/** The part of a call that all states of an open room share. */
export function queuedOf(call: RoomCall): Queued {
  const {
    callId,
    direction,
    number,
    queueId,
    skills,
    optionalSkills,
    priority,
    mode,
    arrivedAt,
    caller,
    queuedAt,
    passedBy,
    talkedMs,
    parties,
    wraps,
    emergencies,
    trouble,
    recording,
    brief,
  } = call;
  return {
    callId,
    direction,
    number,
    queueId,
    skills,
    optionalSkills,
    priority,
    mode,
    arrivedAt,
    caller,
    queuedAt,
    passedBy,
    talkedMs,
    parties,
    wraps,
    emergencies,
    trouble,
    recording,
    brief,
  };
}
