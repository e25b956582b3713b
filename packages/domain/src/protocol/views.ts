import { z } from 'zod';

/** Milliseconds since 1970-01-01T00:00:00Z, by the bridge's clock. */
export const instant = z.number().int().nonnegative();

/** What the person at the seat is doing. 示闲 ready, 示忙 busy, 小休 rest, 预占 reserved, 振铃 ringing, 通话 talking, 整理 wrapping, 签出 signed-out. */
export const seatActivityView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-out'), since: instant }),
  z.object({ kind: z.literal('ready'), since: instant }),
  z.object({
    kind: z.literal('busy'),
    since: instant,
    because: z.enum(['asked', 'signed-in', 'no-answer', 'rejected', 'unreachable']),
  }),
  z.object({ kind: z.literal('rest'), since: instant, reason: z.string() }),
  z.object({ kind: z.literal('reserved'), since: instant, callId: z.string() }),
  z.object({ kind: z.literal('ringing'), since: instant, callId: z.string() }),
  z.object({ kind: z.literal('talking'), since: instant, callId: z.string() }),
  z.object({ kind: z.literal('wrapping'), since: instant, callId: z.string(), until: instant }),
]);
export type SeatActivityView = z.infer<typeof seatActivityView>;

/** What a person can ask their seat to be. During a call it takes effect after it. */
export const seatWish = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('busy') }),
  z.object({ kind: z.literal('rest'), reason: z.string().min(1).max(32) }),
]);
export type SeatWish = z.infer<typeof seatWish>;

/** Health of the seat's devices, apart from the person's state. */
export const deviceView = z.object({
  registered: z.boolean(),
  media: z.enum(['unknown', 'ok', 'microphone-refused', 'no-microphone', 'one-way']),
});
export type DeviceView = z.infer<typeof deviceView>;

export const seatView = z.object({
  seatId: z.string(),
  personName: z.string(),
  role: z.enum(['agent', 'leader', 'specialist']),
  skills: z.array(z.string()),
  activity: seatActivityView,
  /** Takes effect when the call under way is over; null when nothing was asked. */
  after: seatWish.nullable(),
  device: deviceView,
});
export type SeatView = z.infer<typeof seatView>;

export const legView = z.object({
  legId: z.string(),
  role: z.enum(['caller', 'seat']),
  /** Masked number for a caller, seat id for a seat. */
  label: z.string(),
  state: z.enum(['dialling', 'ringing', 'in-room']),
  hears: z.boolean(),
  speaks: z.boolean(),
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

export const callView = z.object({
  callId: z.string(),
  state: z.enum(['offered', 'ringing', 'talking', 'wrapping', 'ended']),
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

/** A rate never travels without its raw counts and its definition. */
export const rateView = z.object({
  numerator: z.number().int().nonnegative(),
  denominator: z.number().int().nonnegative(),
  /** Key of the definition, e.g. `service-level-3`; the interface prints its words. */
  definition: z.string(),
  target: z.number().nullable(),
});
export type RateView = z.infer<typeof rateView>;

export const queueFiguresView = z.object({
  queueId: z.string(),
  queueName: z.string(),
  /** Start of the range these figures cover. */
  from: instant,
  thresholdMs: z.number().int().positive(),
  offered: z.number().int().nonnegative(),
  answered: z.number().int().nonnegative(),
  abandoned: z.number().int().nonnegative(),
  waiting: z.number().int().nonnegative(),
  longestWaitingSince: instant.nullable(),
  averageAnswerMs: z.number().nonnegative().nullable(),
  connection: rateView,
  serviceLevels: z.array(rateView),
  readySeats: z.number().int().nonnegative(),
});
export type QueueFiguresView = z.infer<typeof queueFiguresView>;

export const myDayView = z.object({
  from: instant,
  signedInMs: z.number().int().nonnegative(),
  offered: z.number().int().nonnegative(),
  answered: z.number().int().nonnegative(),
  missed: z.number().int().nonnegative(),
  rejected: z.number().int().nonnegative(),
  talkMs: z.number().int().nonnegative(),
  wrapMs: z.number().int().nonnegative(),
  readyMs: z.number().int().nonnegative(),
  restMs: z.number().int().nonnegative(),
  busyMs: z.number().int().nonnegative(),
  ticketsFiled: z.number().int().nonnegative(),
  averageAnswerMs: z.number().nonnegative().nullable(),
  recentCalls: z.array(
    z.object({
      callId: z.string(),
      at: instant,
      numberMasked: z.string(),
      place: z.string().nullable(),
      talkMs: z.number().int().nonnegative(),
      answered: z.boolean(),
      ticketNo: z.string().nullable(),
    }),
  ),
});
export type MyDayView = z.infer<typeof myDayView>;

/** What the desk needs to know about the hotline itself. */
export const hotlineView = z.object({
  name: z.string(),
  /** IANA name of the hotline's own zone, in which the desk prints times of day; a bridge that is older does not say it. */
  timeZone: z.string().min(1).max(64).optional(),
  /** True while the PBX is the practice one: the desk says so on every screen. */
  practice: z.boolean(),
  pbx: z.enum(['live', 'away']),
  restReasons: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  ticketKinds: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  urgencies: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  categories: z.array(z.object({ code: z.string(), zh: z.string(), pinyin: z.string() })),
  skills: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
});
export type HotlineView = z.infer<typeof hotlineView>;

export const snapshot = z.object({
  hotline: hotlineView,
  seat: seatView,
  call: callView.nullable(),
  /** In the order of service, the first 50; how many there are stands in the figures. */
  waiting: z.array(waitingCallView),
  figures: z.array(queueFiguresView),
  myDay: myDayView,
});
export type Snapshot = z.infer<typeof snapshot>;
