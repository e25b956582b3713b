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
 * A seat never sends a command again after a reconnect: it reads the state first.
 * `epoch` names one run of the bridge; a different one means: numbers start anew, take the snapshot.
 */
import { z } from 'zod';
import { ticketDraft } from '../draft/index.ts';
import {
  callView,
  deviceView,
  hotlineView,
  instant,
  myDayView,
  queueFiguresView,
  seatView,
  seatWish,
  snapshot,
  waitingCallView,
} from './views.ts';

export * from './views.ts';

export const PROTOCOL_VERSION = 1;
/** Largest message either side accepts, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

const id = z.string().min(1).max(64);

export const hello = z.object({
  type: z.literal('hello'),
  v: z.number().int(),
  token: z.string().min(1).max(256),
  lastSeen: z.object({ epoch: z.string().max(64), seq: z.number().int().nonnegative() }).optional(),
});
export type Hello = z.infer<typeof hello>;

export const command = z.discriminatedUnion('name', [
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('seat.set'),
    args: z.object({ to: seatWish }),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('seat.sign-out'),
    args: z.object({}),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('device.report'),
    args: z.object({ media: deviceView.shape.media }),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('call.reject'),
    args: z.object({ callId: id }),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('call.hang-up'),
    args: z.object({ callId: id }),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('wrap.finish'),
    args: z.object({ callId: id }),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('wrap.extend'),
    args: z.object({ callId: id }),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('caller.reveal'),
    args: z.object({ callId: id }),
  }),
  z.object({
    type: z.literal('command'),
    id,
    name: z.literal('ticket.file'),
    /** Filing the same idempotency key twice files one ticket and answers with its number twice. */
    args: z.object({ idempotencyKey: id, draft: ticketDraft }),
  }),
]);
export type Command = z.infer<typeof command>;
export type CommandName = Command['name'];

export const refusalCode = z.enum([
  'malformed',
  'unknown-command',
  'not-your-call',
  'no-such-call',
  'call-not-in-state',
  'not-allowed-now',
  'unreachable',
  'pbx-away',
  'too-large',
  'internal',
]);
export type RefusalCode = z.infer<typeof refusalCode>;

/** Result of a command by its name; commands not named here answer `{}`. */
export const commandResults = {
  'caller.reveal': z.object({ number: z.string() }),
  'ticket.file': z.object({ ticketNo: z.string() }),
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
    why: z.enum(['abandoned', 'no-answer', 'rejected', 'dial-failed', 'wrapped', 'moved', 'lost']),
  }),
  z.object({ kind: z.literal('waiting-changed'), waiting: z.array(waitingCallView) }),
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
export const logInAnswer = z.object({
  token: z.string(),
  expiresAt: instant,
  seatId: z.string(),
  personName: z.string(),
  role: seatView.shape.role,
  sip: z.object({
    uri: z.string(),
    password: z.string(),
    /** ws: or wss: address of the PBX. */
    server: z.string(),
    domain: z.string(),
  }),
});
export type LogInAnswer = z.infer<typeof logInAnswer>;
/** Body of a refused log-in, with HTTP 401, 423 (locked) or 429. */
export const logInRefusal = z.object({
  code: z.enum(['wrong-password', 'locked', 'too-many', 'malformed']),
  retryAfterMs: z.number().int().nonnegative().optional(),
  triesLeft: z.number().int().nonnegative().optional(),
});
export type LogInRefusal = z.infer<typeof logInRefusal>;
