/**
 * Seat ⇄ bridge over one WebSocket, JSON text frames.
 *
 *   seat                                   bridge
 *    │ hello {v, token, lastSeen?}            │
 *    │────────────────────────────────────────►│
 *    │        welcome {epoch, seq, snapshot}  │   a new connection, or the gap is too old
 *    │◄────────────────────────────────────────│   or: resumed {epoch, from}, then the missed events
 *    │        event {seq, …}  event {seq+1,…} │
 *    │◄────────────────────────────────────────│
 *    │ command {id, name, args}               │
 *    │────────────────────────────────────────►│
 *    │        answer {id, ok, …}              │   exactly one per id, also when the id comes twice
 *    │◄────────────────────────────────────────│
 *    │        superseded | refused            │   then the bridge closes
 *
 * With the first message and every `BEAT_EVERY_MS` the bridge also sends a `beat`: a page sees no ping of the WebSocket,
 * and would take a half-open connection for a quiet one.
 *
 * A seat never sends a command again after a reconnect: it reads the state first.
 * `epoch` names one run of the bridge; a different one means: numbers start anew, take the snapshot.
 */
import { z } from 'zod';
import { ticketDraft } from '../draft/index.ts';
import { callBackClosure } from '../ledger/index.ts';
import {
  brief,
  callBackView,
  callView,
  leaderMode,
  parkedCallView,
  purpose,
  waitingCallView,
} from './call-views.ts';
import { alarmView, myDayView, queueFiguresView, queueTrendView } from './figure-views.ts';
import { availabilityView, hotlineView } from './hotline-views.ts';
import { instant } from './instant.ts';
import { deviceView, seatBriefView, seatView, seatWish } from './seat-views.ts';
import { snapshot } from './snapshot.ts';

export * from './call-views.ts';
export * from './figure-views.ts';
export * from './hotline-views.ts';
export * from './instant.ts';
export * from './seat-views.ts';
export * from './snapshot.ts';
export * from './hall.ts';

/** 4: a missed call can be `closed`, and its list tells how many are open in all. */
export const PROTOCOL_VERSION = 4;
/** Largest message either side accepts, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** Time between two beats, ms; a seat that has heard nothing for `SILENCE_LIMIT_MS` takes a new connection. */
export const BEAT_EVERY_MS = 2_000;
export const SILENCE_LIMIT_MS = 5_000;

const id = z.string().min(1).max(64);

export const hello = z.object({
  type: z.literal('hello'),
  v: z.number().int(),
  token: z.string().min(1).max(256),
  lastSeen: z.object({ epoch: z.string().max(64), seq: z.number().int().nonnegative() }).optional(),
});
export type Hello = z.infer<typeof hello>;

const callId = z.object({ callId: id });
const ofLeg = z.object({ callId: id, legId: id });
export const wrapDraft = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('open') }),
  /** 暂存; `reason` is one of the hotline's `parkReasons`. */
  z.object({ kind: z.literal('parked'), reason: z.string().min(1).max(32) }),
  z.object({ kind: z.literal('discarded') }),
]);
export type WrapDraftReport = z.infer<typeof wrapDraft>;
/** Digits with an optional leading +, as a person types them: spaces, hyphens and brackets are taken out by the bridge. */
const dialledNumber = z.string().min(1).max(40);
const invitee = z.discriminatedUnion('kind', [
  /** An entry of the directory. */
  z.object({ kind: z.literal('entry'), id: z.string().min(1).max(64) }),
  z.object({ kind: z.literal('number'), number: dialledNumber }),
]);
export type Invitee = z.infer<typeof invitee>;

const one = <N extends string, A extends z.ZodType>(name: N, args: A) =>
  z.object({ type: z.literal('command'), id, name: z.literal(name), args });

export const command = z.discriminatedUnion('name', [
  one('seat.set', z.object({ to: seatWish })),
  one('seat.sign-out', z.object({})),
  one('device.report', z.object({ media: deviceView.shape.media })),
  one('call.reject', callId),
  /** Ends the call for everybody. */
  one('call.hang-up', callId),
  /** Only this seat goes; the others stay together. `override`: also before an emergency hand-over is acknowledged. */
  one('call.leave', z.object({ callId: id, override: z.boolean().default(false) })),
  one('call.hold', callId),
  one('call.retrieve', callId),
  one('call.mute', z.object({ callId: id, muted: z.boolean() })),
  /** Keys to whoever is outside (a menu of a department's exchange), else to the citizen. */
  one('call.dtmf', z.object({ callId: id, digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) })),
  one('call.invite', z.object({ callId: id, purpose, target: invitee, brief: brief.nullable() })),
  /** Takes back an invitation that still rings. */
  one('call.cancel', ofLeg),
  /** 咨询转 → 完成: the third has the call, this seat leaves. */
  one('call.complete', ofLeg),
  /** → 三方: everybody hears everybody. */
  one('call.merge', callId),
  /** The held one and the other change places. */
  one('call.swap', ofLeg),
  /** Ends one leg that was brought in; → 收回. */
  one('call.drop', ofLeg),
  one('call.park', callId),
  /** A parked call, or one that rings at a colleague's (代接). */
  one('call.take', callId),
  one(
    'call.to-queue',
    z.object({ callId: id, skill: z.string().min(1).max(64), brief: brief.nullable() }),
  ),
  /**
   * Calls a citizen: a number that was typed, or whoever made the call `callBackOf`, or whom the ticket is about (回访);
   * of those two the bridge knows the number.
   */
  one(
    'call.dial',
    z.object({
      number: dialledNumber.nullable().default(null),
      callBackOf: id.nullable().default(null),
      ticketNo: id.nullable().default(null),
    }),
  ),
  one('call.rebuild', callId),
  one('recording.pause', z.object({ callId: id, paused: z.boolean() })),
  one('emergency.start', z.object({ callId: id, targetId: id, summary: brief })),
  one('emergency.cancel', z.object({ callId: id, caseId: id })),
  one('emergency.acknowledge', z.object({ callId: id, caseId: id })),
  /** The sealed time-line, for printing. */
  one('emergency.sealed', callId),
  one('monitor.start', z.object({ callId: id, mode: leaderMode })),
  one('monitor.mode', z.object({ callId: id, mode: leaderMode })),
  one('monitor.take-over', callId),
  /** 强拆. */
  one('monitor.force-end', callId),
  one('wrap.finish', callId),
  one('wrap.extend', callId),
  /** What has become of what was written about this call; that a ticket was filed, the bridge knows by itself. */
  one('wrap.draft', z.object({ callId: id, draft: wrapDraft })),
  /** 班长 ends the wrap-up of a seat, also with a draft that is still open. */
  one('wrap.force', z.object({ callId: id, seatId: id })),
  /** 举手, also to change its words; and down again. */
  one('hand.raise', z.object({ callId: id.nullable(), brief })),
  one('hand.lower', z.object({})),
  one('note.read', z.object({ noteId: id })),
  /** 班长 on a seat: what it shall be, after a call that is under way; signed out; a note; going to a raised hand. */
  one('leader.set-seat', z.object({ seatId: id, to: seatWish })),
  one('leader.sign-out', z.object({ seatId: id })),
  one(
    'leader.note',
    z.object({ seatIds: z.array(id).min(1).max(1_000), text: z.string().trim().min(1).max(500) }),
  ),
  /** Lowers the hand, and listens to the seat's call when it has one. */
  one('leader.answer-hand', z.object({ seatId: id })),
  one('alarm.acknowledge', z.object({ alarmId: id, note: z.string().max(200).default('') })),
  /** 认领 of a missed call; one that is claimed is called back by nobody else. */
  one('call-back.claim', z.object({ callId: id })),
  /** By its seat, or by a leader. */
  one('call-back.release', z.object({ callId: id })),
  /**
   * 关闭 of a missed call and of the same citizen's others: by the seat that has claimed it, or by a leader. What was done
   * instead has to be said in words.
   */
  one(
    'call-back.close',
    z
      .object({ callId: id, reason: callBackClosure, note: z.string().trim().max(200).default('') })
      .refine(({ reason, note }) => reason !== 'dealt-with' || note.length >= 2, {
        path: ['note'],
        message: 'dealt with how?',
      }),
  ),
  one('caller.reveal', callId),
  /**
   * Filing the same idempotency key twice files one ticket and answers with its number twice. When it was filed with other
   * words the answer says so, and changes nothing unless `over` is the version that the person has seen.
   */
  one(
    'ticket.file',
    z.object({
      idempotencyKey: id,
      draft: ticketDraft,
      over: z.number().int().min(1).nullable().default(null),
    }),
  ),
]);
export type Command = z.infer<typeof command>;
export type CommandName = Command['name'];

export const refusalCode = z.enum([
  'malformed',
  'unknown-command',
  'not-your-call',
  'no-such-call',
  'call-not-in-state',
  /** What was written about the call is not filed, parked or refused yet. */
  'draft-open',
  'no-such-reason',
  'not-allowed-now',
  'unreachable',
  'emergency-unacknowledged',
  'emergency-under-way',
  'target-unavailable',
  'target-is-self',
  'no-such-target',
  'bad-number',
  'no-free-slot',
  'already',
  /** Not called back often enough to be closed as unreachable. */
  'too-few-tries',
  'no-such-seat',
  'no-such-alarm',
  'no-hand',
  'pbx-away',
  'too-large',
  'internal',
]);
export type RefusalCode = z.infer<typeof refusalCode>;

/** Result of a command by its name; commands not named here answer `{}`. */
export const commandResults = {
  'caller.reveal': z.object({ number: z.string() }),
  'ticket.file': z.object({
    ticketNo: z.string(),
    /** What the ticket says instead; `mayChange`: it has not gone its way yet. */
    differs: z
      .object({ version: z.number().int().min(1), mayChange: z.boolean(), draft: ticketDraft })
      .optional(),
  }),
  'call.park': z.object({ slot: z.string() }),
  'call.dial': z.object({ callId: z.string() }),
  'emergency.start': z.object({ caseId: z.string() }),
  /** `callId` null: the seat had no call to listen to, or the leader has one of their own. */
  'leader.answer-hand': z.object({ callId: z.string().nullable() }),
  /** Seats at which nobody is were left out. */
  'leader.note': z.object({ reached: z.array(z.string()) }),
  /** Hash chain of the ledger: each entry's hash covers the one before. */
  'emergency.sealed': z.object({
    entries: z.array(
      z.object({
        seq: z.number().int(),
        at: instant,
        fact: z.record(z.string(), z.unknown()),
        previous: z.string(),
        hash: z.string(),
      }),
    ),
  }),
} as const;

export const answer = z.discriminatedUnion('ok', [
  z.object({
    type: z.literal('answer'),
    id,
    ok: z.literal(true),
    result: z.record(z.string(), z.unknown()),
  }),
  z.object({
    type: z.literal('answer'),
    id: z.string(),
    ok: z.literal(false),
    error: z.object({ code: refusalCode, detail: z.string().optional() }),
  }),
]);
export type Answer = z.infer<typeof answer>;

export const seatEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seat-changed'), seat: seatView }),
  /** The screen-pop. Always sent before the seat's phone is dialled. */
  z.object({ kind: z.literal('call-offered'), call: callView }),
  z.object({ kind: z.literal('call-changed'), call: callView }),
  /** The call is no longer this seat's: withdrawn before the answer, or wrapped up. */
  z.object({
    kind: z.literal('call-gone'),
    callId: z.string(),
    why: z.enum([
      'abandoned',
      'no-answer',
      'rejected',
      'dial-failed',
      'wrapped',
      'moved',
      'lost',
      'left',
      'picked-up',
      'forced',
    ]),
  }),
  z.object({ kind: z.literal('waiting-changed'), waiting: z.array(waitingCallView) }),
  z.object({ kind: z.literal('parked-changed'), parked: z.array(parkedCallView) }),
  z.object({
    kind: z.literal('call-backs-changed'),
    callBacks: z.array(callBackView),
    callBacksOpen: z.number().int().nonnegative(),
  }),
  /** Those that changed; the others are as they were. */
  z.object({ kind: z.literal('availability-changed'), availability: z.array(availabilityView) }),
  /** To leaders: the seats that changed, each as a whole, and those at which nobody is any more. */
  z.object({
    kind: z.literal('seats-changed'),
    seats: z.array(seatBriefView),
    gone: z.array(z.string()),
  }),
  /** To leaders, once a minute. */
  z.object({ kind: z.literal('trends-changed'), trends: z.array(queueTrendView) }),
  /** To leaders. */
  z.object({ kind: z.literal('alarms-changed'), alarms: z.array(alarmView) }),
  z.object({ kind: z.literal('figures-changed'), figures: z.array(queueFiguresView) }),
  z.object({ kind: z.literal('my-day-changed'), myDay: myDayView }),
  z.object({ kind: z.literal('hotline-changed'), hotline: hotlineView }),
]);
export type SeatEventMessage = z.infer<typeof seatEvent>;

export const serverMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    v: z.number().int(),
    epoch: z.string(),
    seq: z.number().int().nonnegative(),
    /** Bridge's clock at sending, for the seat's timers. */
    now: instant,
    snapshot,
  }),
  z.object({
    type: z.literal('resumed'),
    epoch: z.string(),
    /** The seat's own `lastSeen.seq`: the next event sent has the number after it. */
    from: z.number().int().nonnegative(),
    now: instant,
  }),
  z.object({
    type: z.literal('event'),
    seq: z.number().int().positive(),
    at: instant,
    event: seatEvent,
  }),
  answer,
  /** The connection still carries something; nothing else. */
  z.object({ type: z.literal('beat') }),
  /** The bridge will close. `superseded`: the same person signed in elsewhere, the newer one has the seat. */
  z.object({
    type: z.literal('refused'),
    code: z.enum([
      'protocol-version',
      'bad-token',
      'superseded',
      'signed-out',
      'too-large',
      'malformed',
      'too-many',
    ]),
    /** Versions the bridge speaks, with `protocol-version`. */
    speaks: z.array(z.number().int()).optional(),
  }),
]);
export type ServerMessage = z.infer<typeof serverMessage>;

/** `POST /api/v1/log-in` */
export const logInRequest = z.object({
  person: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});
const granted = z.object({ token: z.string(), expiresAt: instant, personName: z.string() });
/** Of a person at a seat, with a telephone. */
export const seatLogInAnswer = granted.extend({
  seatId: z.string(),
  role: seatView.shape.role,
  sip: z.object({
    uri: z.string(),
    password: z.string(),
    /** ws: or wss: address of the PBX. */
    server: z.string(),
    domain: z.string(),
  }),
});
/** Of a person without a telephone (派单员, 经办人): tickets, and no connection of a seat. */
const officeLogInAnswer = granted.extend({ role: z.literal('office') });
/** Of a hall screen (大屏): it reads `/api/v1/hall` and nothing else. */
const hallLogInAnswer = granted.extend({ role: z.literal('hall') });
export const logInAnswer = z.discriminatedUnion('role', [
  seatLogInAnswer,
  officeLogInAnswer,
  hallLogInAnswer,
]);
export type SeatLogInAnswer = z.infer<typeof seatLogInAnswer>;
export type LogInAnswer = z.infer<typeof logInAnswer>;
/** Body of a refused log-in, with HTTP 401, 423 (locked) or 429. */
export const logInRefusal = z.object({
  code: z.enum(['wrong-password', 'locked', 'too-many', 'malformed']),
  retryAfterMs: z.number().int().nonnegative().optional(),
  triesLeft: z.number().int().nonnegative().optional(),
});
export type LogInRefusal = z.infer<typeof logInRefusal>;
