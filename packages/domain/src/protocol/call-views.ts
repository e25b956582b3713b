/** A call with everybody in its room, and calls that wait for somebody. */
import { z } from 'zod';
import { callBackClosure } from '../ledger/index.ts';
import { instant } from './instant.ts';

/** What the first seat tells whoever it brings in: why, which language, and what the draft says so far. */
export const brief = z.object({
  reason: z.string().max(500),
  language: z.string().max(64).nullable(),
  title: z.string().max(500),
  text: z.string().max(20_000),
});
export type Brief = z.infer<typeof brief>;

/** What brought a leg into the room: 释放转 blind, 成功转 attended, 咨询转 consult, 三方转 conference, 口译 interpret. */
export const purpose = z.enum(['blind', 'attended', 'consult', 'conference', 'interpret']);
/** 班长: 监听 listen, 耳语 whisper, 强插 barge. */
export const leaderMode = z.enum(['listen', 'whisper', 'barge']);

export const legView = z.object({
  legId: z.string(),
  role: z.enum(['caller', 'seat', 'colleague', 'specialist', 'outside', 'emergency', 'leader']),
  /** Masked number for a caller, seat id for a seat, the directory's name or a masked number for somebody outside. */
  label: z.string(),
  state: z.enum(['dialling', 'ringing', 'in-room']),
  /** Hears the others, and is heard by them. A held leg does neither and hears music. */
  hears: z.boolean(),
  speaks: z.boolean(),
  held: z.boolean(),
  muted: z.boolean(),
  /** Of those invited, else null. */
  purpose: purpose.nullable(),
  mode: leaderMode.nullable(),
  /** While it rings; null after. */
  ringUntil: instant.nullable(),
  since: instant,
});
export type LegView = z.infer<typeof legView>;

export const earlierCallView = z.object({
  callId: z.string(),
  at: instant,
  queueName: z.string(),
  seatId: z.string().nullable(),
  outcome: z.enum(['answered', 'abandoned', 'under-way']),
  talkMs: z.number().int().nonnegative(),
});
export const ticketBriefView = z.object({
  ticketNo: z.string(),
  at: instant,
  title: z.string(),
  kind: z.string(),
  state: z.string(),
  seatId: z.string().nullable(),
});
export type EarlierCallView = z.infer<typeof earlierCallView>;
export type TicketBriefView = z.infer<typeof ticketBriefView>;

/** What is known about who is calling. The number is masked; the whole one is the answer of `caller.reveal`, which is on the ledger. */
export const callerView = z.object({
  numberMasked: z.string(),
  numberKind: z.enum(['mobile', 'fixed', 'service', 'emergency', 'foreign', 'withheld', 'unknown']),
  /** Name of the place in Chinese, or null where it cannot be known (mobile prefixes are portable). */
  place: z.string().nullable(),
  local: z.boolean().nullable(),
  name: z.string().nullable(),
  specialGroup: z.string().nullable(),
  contactPreference: z.enum(['any', 'voice', 'text-only']),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  /** Calls from this number within the last 30 days, this one included. */
  callsIn30Days: z.number().int().positive(),
  earlierCalls: z.array(earlierCallView),
  tickets: z.array(ticketBriefView),
});
export type CallerView = z.infer<typeof callerView>;

export const emergencyStep = z.enum([
  'started',
  'dialled',
  'ringing',
  'answered',
  'number-sent',
  'summary-sent',
  'summary-received',
  'summary-failed',
  'no-summary-target',
  'caller-heard',
  'target-heard',
  'acknowledged',
  'route-failed',
  'failed',
  'cancelled',
  'target-left',
  'caller-dropped',
  'call-back',
  'caller-back',
  'call-back-failed',
  'seat-left',
  'overridden',
]);
export type EmergencyStep = z.infer<typeof emergencyStep>;

/** One hand-over to 110, 119, 120 or 122, with its time-line. */
export const emergencyView = z.object({
  caseId: z.string(),
  targetId: z.string(),
  state: z.enum([
    'dialling',
    'ringing',
    'answered',
    'acknowledged',
    'failed',
    'cancelled',
    'ended',
  ]),
  bySeat: z.string(),
  startedAt: instant,
  /** Which of the target's routes is under way, from 0, and how many there are. */
  route: z.number().int().nonnegative(),
  routes: z.number().int().positive(),
  acknowledgedBy: z.enum(['target-key', 'agent']).nullable(),
  /** The agent's confirming key: the target has answered and both sides were heard. */
  mayAcknowledge: z.boolean(),
  steps: z.array(z.object({ at: instant, step: emergencyStep, detail: z.string().nullable() })),
});
export type EmergencyView = z.infer<typeof emergencyView>;

/** Why something that was asked for did not come about; the citizen and the seat are together all the same. */
export const troubleView = z.object({
  at: instant,
  code: z.enum([
    'no-answer',
    'busy',
    'rejected',
    'unreachable',
    'unknown-number',
    'dial-failed',
    'left',
    'cancelled',
    'emergency-failed',
    'emergency-left',
    'returned',
    'seat-was-lost',
    'caller-dropped',
    'call-back-failed',
    'recording-missing',
    'leg-rebuilt',
    'leg-not-rebuilt',
  ]),
  /** Whom it concerns, as on the legs; '' for nobody. */
  who: z.string(),
});
export type TroubleView = z.infer<typeof troubleView>;

/** What this seat may do to this call now: the desk enables exactly these. */
export const operation = z.enum([
  'answer',
  'reject',
  'hang-up',
  'leave',
  'hold',
  'retrieve',
  'mute',
  'dtmf',
  'invite',
  'cancel',
  'complete',
  'merge',
  'swap',
  'drop',
  'park',
  'to-queue',
  'emergency',
  'pause-recording',
  'rebuild',
  'leader-mode',
  'take-over',
  'force-end',
]);
export type Operation = z.infer<typeof operation>;

export const callView = z.object({
  callId: z.string(),
  /** 呼入 or 呼出. */
  direction: z.enum(['in', 'out']),
  /** `dialling`: the seat calls a citizen who has not answered yet. */
  state: z.enum(['offered', 'ringing', 'dialling', 'talking', 'wrapping', 'ended']),
  /** Owner: in charge of the call and its ticket. Guest: brought in. Leader: listens, whispers or speaks. */
  part: z.enum(['owner', 'guest', 'leader']),
  /** Seat in charge; null when nobody of ours is. */
  ownerSeat: z.string().nullable(),
  /** The person asked for this leg themselves: the desk answers it without another key. */
  autoAnswer: z.boolean(),
  queueId: z.string(),
  queueName: z.string(),
  skills: z.array(z.string()),
  priority: z.number().int(),
  /** Limit of the queue for answering, from `queuedAt`, in ms (GB/T 33358-2016: 15 s). */
  answerLimitMs: z.number().int().positive(),
  arrivedAt: instant,
  queuedAt: instant,
  offeredAt: instant,
  /** When the seat counts as "no answer". */
  ringUntil: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.enum(['caller', 'seat', 'network', 'system']).nullable(),
  wrapUntil: instant.nullable(),
  caller: callerView,
  legs: z.array(legView),
  /** The citizen is on hold. */
  held: z.boolean(),
  /** This seat's own microphone is muted in the room. */
  muted: z.boolean(),
  /** For a guest: why they were brought in. */
  brief: brief.nullable(),
  trouble: troubleView.nullable(),
  /** Blind transfer under way: the person is released and may write. */
  released: z.boolean(),
  recording: z.enum(['off', 'on', 'paused', 'missing']),
  /** The citizen's line dropped while the room goes on. */
  absent: z
    .object({
      since: instant,
      callBack: z.object({ attempt: z.number().int().positive(), of: z.number().int() }).nullable(),
    })
    .nullable(),
  emergencies: z.array(emergencyView),
  may: z.array(operation),
});
export type CallView = z.infer<typeof callView>;

export const waitingCallView = z.object({
  callId: z.string(),
  queueId: z.string(),
  queueName: z.string(),
  skills: z.array(z.string()),
  priority: z.number().int(),
  numberMasked: z.string(),
  place: z.string().nullable(),
  queuedAt: instant,
  answerLimitMs: z.number().int().positive(),
  /** Seat being offered the call now. */
  offeredTo: z.string().nullable(),
});
export type WaitingCallView = z.infer<typeof waitingCallView>;

/** 挂起: a call that waits under a number until somebody entitled takes it. */
export const parkedCallView = z.object({
  callId: z.string(),
  slot: z.string(),
  numberMasked: z.string(),
  place: z.string().nullable(),
  bySeat: z.string(),
  since: instant,
  until: instant,
});
export type ParkedCallView = z.infer<typeof parkedCallView>;

/** 漏接回拨: a call that was missed, until the citizen is reached. Its number stays with the bridge. */
export const callBackView = z.object({
  callId: z.string(),
  at: instant,
  numberMasked: z.string(),
  place: z.string().nullable(),
  queueName: z.string(),
  why: z.enum(['abandoned', 'lost']),
  state: z.enum(['open', 'under-way', 'reached', 'called-again', 'closed']),
  /** How long they waited before they gave up; null: they did not wait. */
  waitMs: z.number().nonnegative().nullable().default(null),
  attempts: z.number().int().nonnegative(),
  lastAttemptAt: instant.nullable(),
  /** Why the last attempt did not reach them: FreeSWITCH's hang-up cause; null: none was made, or one is under way. */
  lastCause: z.string().nullable().default(null),
  seatId: z.string().nullable(),
  /** 认领: this seat calls back, nobody else. */
  claim: z.object({ seatId: z.string(), at: instant }).nullable().default(null),
  /** 关闭: why nobody calls back any more. */
  closed: z
    .object({ seatId: z.string(), at: instant, reason: callBackClosure, note: z.string() })
    .nullable()
    .default(null),
});
export type CallBackView = z.infer<typeof callBackView>;
