import { z } from 'zod';
import { alarmFigure, alarmSubject, callBackClosure } from '../ledger/index.ts';

/** Milliseconds since 1970-01-01T00:00:00Z, by the bridge's clock. */
export const instant = z.number().int().nonnegative();

/** What the person at the seat is doing. 示闲 ready, 示忙 busy, 小休 rest, 预占 reserved, 振铃 ringing, 通话 talking, 整理 wrapping, 签出 signed-out. */
export const seatActivityView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signed-out'), since: instant }),
  z.object({ kind: z.literal('ready'), since: instant }),
  z.object({
    kind: z.literal('busy'),
    since: instant,
    because: z.enum(['asked', 'signed-in', 'no-answer', 'rejected', 'unreachable', 'leader']),
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

/**
 * Health of the seat's devices, apart from the person's state. `registered` is the PBX's word; `media` the seat's own:
 * `phone-lost` while it cannot reach the PBX, which the PBX learns of much later.
 */
export const deviceView = z.object({
  registered: z.boolean(),
  media: z.enum(['unknown', 'ok', 'microphone-refused', 'no-microphone', 'one-way', 'phone-lost']),
});
export type DeviceView = z.infer<typeof deviceView>;

/** What the first seat tells whoever it brings in: why, which language, and what the draft says so far. */
export const brief = z.object({
  reason: z.string().max(500),
  language: z.string().max(64).nullable(),
  title: z.string().max(500),
  text: z.string().max(20_000),
});
export type Brief = z.infer<typeof brief>;

/** 举手: the seat asks for its leader; with it comes what the draft said so far. */
export const raisedHandView = z.object({
  since: instant,
  callId: z.string().nullable(),
  brief,
});
export type RaisedHandView = z.infer<typeof raisedHandView>;

/** 便条 of a leader, not read yet. */
export const seatNoteView = z.object({
  noteId: z.string(),
  at: instant,
  /** Seat of the leader, and their name. */
  from: z.string(),
  fromName: z.string(),
  text: z.string(),
});
export type SeatNoteView = z.infer<typeof seatNoteView>;

export const seatView = z.object({
  seatId: z.string(),
  personName: z.string(),
  role: z.enum(['agent', 'leader', 'specialist']),
  skills: z.array(z.string()),
  activity: seatActivityView,
  /** Takes effect when the call under way is over; null when nothing was asked. */
  after: seatWish.nullable(),
  device: deviceView,
  hand: raisedHandView.nullable().default(null),
  notes: z.array(seatNoteView).default([]),
});
export type SeatView = z.infer<typeof seatView>;

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

/** Results of the emergency routes' self-test, newest run. */
export const selfTestView = z.object({
  at: instant,
  routes: z.array(
    z.object({
      targetId: z.string(),
      route: z.number().int().nonnegative(),
      /** `answered`, or FreeSWITCH's hang-up cause. */
      outcome: z.string(),
    }),
  ),
});
export type SelfTestView = z.infer<typeof selfTestView>;

/** One entry of the directory (通讯录): whom a call can be taken to. */
export const directoryEntryView = z.object({
  id: z.string(),
  kind: z.enum(['seat', 'skill', 'expert', 'department', 'utility', 'sub-centre', 'outside']),
  zh: z.string(),
  en: z.string(),
  /** Public service numbers are shown whole; null for seats and skill groups. */
  number: z.string().nullable(),
  seat: z.string().nullable(),
  skill: z.string().nullable(),
  languages: z.array(z.string()),
  /** Open when now is within one of them, minutes of the hotline's local day; null: always. */
  hours: z
    .array(
      z.object({
        days: z.array(z.number().int().min(1).max(7)),
        from: z.number().int().min(0).max(1440),
        to: z.number().int().min(0).max(1440),
      }),
    )
    .nullable(),
  note: z.string().nullable(),
  /** Place among the ten most used, 1–10. */
  quick: z.number().int().min(1).max(10).nullable(),
  /** Pinyin initials of `zh`. */
  initials: z.string(),
});
export type DirectoryEntryView = z.infer<typeof directoryEntryView>;

/** How an entry of the directory stands now; those always reachable are not listed. */
export const availabilityView = z.object({
  id: z.string(),
  /** Seats free now, of those signed in. */
  free: z.number().int().nonnegative(),
  of: z.number().int().nonnegative(),
  waiting: z.number().int().nonnegative(),
  expectedWaitMs: z.number().int().nonnegative().nullable(),
});
export type AvailabilityView = z.infer<typeof availabilityView>;

/**
 * A seat's day until its present state began: a time that runs is counted by whoever shows it, so that nothing has to be
 * sent while nothing happens.
 */
export const seatTodayView = z.object({
  answered: z.number().int().nonnegative(),
  missed: z.number().int().nonnegative(),
  /** Sums of the calls counted today, ms; with `calls` they give the average handling time. */
  handledMs: z.number().nonnegative(),
  calls: z.number().int().nonnegative(),
  restMs: z.number().nonnegative(),
  busyMs: z.number().nonnegative(),
});

/** A seat as its leader sees it. */
export const seatBriefView = z.object({
  seatId: z.string(),
  personName: z.string(),
  role: z.enum(['agent', 'leader', 'specialist']),
  activity: seatActivityView,
  reachable: z.boolean(),
  skills: z.array(z.string()).default([]),
  /** 班组 */
  team: z.string().nullable().default(null),
  device: deviceView.nullable().default(null),
  /** Asked for, to be when the call under way is over; `signed-out`: the seat leaves then. */
  after: z.enum(['ready', 'busy', 'rest', 'signed-out']).nullable().default(null),
  hand: raisedHandView.nullable().default(null),
  unreadNotes: z.number().int().nonnegative().default(0),
  today: seatTodayView.nullable().default(null),
  call: z
    .object({
      callId: z.string(),
      numberMasked: z.string(),
      part: z.enum(['owner', 'guest', 'leader']),
    })
    .nullable(),
});
export type SeatBriefView = z.infer<typeof seatBriefView>;

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
  /** Id of the definition in force; a bridge that is older does not say it. */
  definitionId: z.string().optional(),
  thresholdMs: z.number().int().positive(),
  offered: z.number().int().nonnegative(),
  answered: z.number().int().nonnegative(),
  abandoned: z.number().int().nonnegative(),
  waiting: z.number().int().nonnegative(),
  longestWaitingSince: instant.nullable(),
  averageAnswerMs: z.number().nonnegative().nullable(),
  connection: rateView,
  serviceLevels: z.array(rateView),
  /** 漏接 of the same range: to be called back, of these talked with since, of the others closed with a reason. */
  callBacks: z.object({
    due: z.number().int().nonnegative(),
    done: z.number().int().nonnegative(),
    closed: z.number().int().nonnegative(),
  }),
  readySeats: z.number().int().nonnegative(),
});
export type QueueFiguresView = z.infer<typeof queueFiguresView>;

/** 未来半小时: what is expected, by which assumptions. Shares are 0…1. */
export const queueForecastView = z.object({
  from: instant,
  until: instant,
  calls: z.number().nonnegative(),
  /** Erlang. */
  load: z.number().nonnegative().nullable(),
  averageHandleMs: z.number().nonnegative().nullable(),
  /** At work for this queue: 示闲, in a call, in a wrap-up. Who serves several queues counts in each. */
  seats: z.number().int().nonnegative(),
  seatsNeeded: z.number().int().nonnegative().nullable(),
  withinShare: z.number().nullable(),
  averageWaitMs: z.number().nonnegative().nullable(),
  thresholdMs: z.number().int().positive(),
  target: z.number(),
  /** The moving average is made of so many steps, `stepMs` each. */
  steps: z.number().int().nonnegative(),
});
export type QueueForecastView = z.infer<typeof queueForecastView>;

/** The last two hours of a queue in steps, the oldest first; the last one is still under way. For leaders and halls. */
export const queueTrendView = z.object({
  queueId: z.string(),
  from: instant,
  stepMs: z.number().int().positive(),
  offered: z.array(z.number().int().nonnegative()),
  answered: z.array(z.number().int().nonnegative()),
  answeredWithin: z.array(z.number().int().nonnegative()),
  abandoned: z.array(z.number().int().nonnegative()),
  forecast: queueForecastView,
});
export type QueueTrendView = z.infer<typeof queueTrendView>;

/** 告警. A share is in per cent, a time in seconds, everything else a count. */
export const alarmView = z.object({
  alarmId: z.string(),
  ruleId: z.string(),
  figure: alarmFigure,
  subject: alarmSubject,
  /** Name of the queue, the seat's person, the target; '' for the hotline. */
  subjectName: z.string(),
  severity: z.enum(['warn', 'danger']),
  sound: z.boolean(),
  /** When it was raised. */
  value: z.number(),
  raisedAt: instant,
  clearedAt: instant.nullable(),
  acknowledged: z
    .object({ at: instant, seatId: z.string(), personName: z.string(), note: z.string() })
    .nullable(),
});
export type AlarmView = z.infer<typeof alarmView>;

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
  /** Why a draft is put aside (暂存). */
  parkReasons: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  ticketKinds: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  urgencies: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  skills: z.array(z.object({ id: z.string(), zh: z.string(), en: z.string() })),
  /** 110, 119, 120, 122: in the order of their keys. */
  emergencyTargets: z
    .array(
      z.object({
        id: z.string(),
        zh: z.string(),
        en: z.string(),
        routes: z.number().int().positive(),
        acknowledgeKey: z.string().nullable(),
        takesSummary: z.boolean(),
      }),
    )
    .default([]),
  directory: z.array(directoryEntryView).default([]),
  /** Whether a seat's desk shows that its leader listens, whispers or speaks. A bridge that is older does not say it. */
  leaderShown: z.record(leaderMode, z.boolean()).optional(),
  /** 席位布局: where each seat stands, from row and column 1. Empty: no plan is configured. */
  floorPlan: z
    .array(
      z.object({
        seatId: z.string(),
        row: z.number().int().positive(),
        column: z.number().int().positive(),
      }),
    )
    .default([]),
  /** A missed call may be closed as unreachable after so many attempts. */
  callBackTries: z.number().int().positive(),
  /** What a leader shall look at: longer than this in a state, ms; `wrapMs` counts from the end of its limit. */
  tooLong: z
    .object({ wrapMs: z.number().nonnegative(), restMs: z.number().nonnegative() })
    .nullable()
    .default(null),
  /** null: has not run. */
  selfTest: selfTestView.nullable().optional(),
});
export type HotlineView = z.infer<typeof hotlineView>;

export const snapshot = z.object({
  hotline: hotlineView,
  seat: seatView,
  call: callView.nullable(),
  /** In the order of service, the first 50; how many there are stands in the figures. */
  waiting: z.array(waitingCallView),
  parked: z.array(parkedCallView),
  availability: z.array(availabilityView),
  /** The first 50, open ones first. */
  callBacks: z.array(callBackView).optional(),
  /** Of all there are, also of those that are not in the list. */
  callBacksOpen: z.number().int().nonnegative(),
  /** For leaders only; empty for everybody else. */
  seats: z.array(seatBriefView),
  trends: z.array(queueTrendView).default([]),
  /** Those that hold, then the last ones that are over. */
  alarms: z.array(alarmView).default([]),
  figures: z.array(queueFiguresView),
  myDay: myDayView,
});
export type Snapshot = z.infer<typeof snapshot>;
