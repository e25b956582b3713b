/**
 * The ledger (话务台账): every fact about a call or a seat is appended once, with its time. Wallboard, reports,
 * seat statistics and alarms are folds of it and nothing else.
 */
import { z } from 'zod';

const ms = z.number().int().nonnegative();
const callId = z.string().min(1);
const seatId = z.string().min(1);

export const offerFailure = z.enum([
  'no-answer',
  'rejected',
  'busy',
  'unreachable',
  'dial-failed',
  'caller-gone',
  'withdrawn',
]);
export type OfferFailure = z.infer<typeof offerFailure>;

/** Why somebody who was invited into a call is not in it (any more). */
export const partyEnd = z.enum([
  'no-answer',
  'busy',
  'rejected',
  'unreachable',
  'unknown-number',
  'dial-failed',
  'cancelled',
  'left',
  'dropped',
  'lost',
  'call-over',
]);
export type PartyEnd = z.infer<typeof partyEnd>;

export const surveyOutcome = z.enum(['scored', 'refused', 'timed-out', 'hung-up', 'lost']);
export type SurveyOutcome = z.infer<typeof surveyOutcome>;
/** Why a missed call whose citizen nobody reached is not called back any more. */
export const callBackClosure = z.enum(['unreachable', 'wrong-number', 'refused', 'dealt-with']);
export type CallBackClosure = z.infer<typeof callBackClosure>;
/** What an alarm can watch; the units are those of `AlarmRule`. */
export const alarmFigure = z.enum([
  'waiting',
  'longest-wait',
  'connection',
  'service-level',
  'abandoned',
  'ready-seats',
  'wrap-over',
  'rest',
  'hand',
  'unreachable',
  'ghost-repairs',
  'target-routes',
  'pbx-away',
  'call-backs-open',
  'report-files-late',
]);
export const alarmSubject = z.object({
  kind: z.enum(['queue', 'seat', 'target', 'hotline']),
  /** '' for the hotline itself. */
  id: z.string(),
});

export const ledgerFact = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bridge-started'), epoch: z.string() }),
  /** The PBX answered the trunk. `mode` is `fallback` when the PBX rang the seats alone while the bridge was away. */
  z.object({
    kind: z.literal('call-arrived'),
    callId,
    number: z.string(),
    queueId: z.string(),
    skills: z.array(z.string()),
    mode: z.enum(['bridge', 'fallback']),
  }),
  z.object({
    kind: z.literal('call-queued'),
    callId,
    queueId: z.string(),
    priority: z.number().int(),
  }),
  z.object({ kind: z.literal('call-offered'), callId, seatId, leg: z.string() }),
  z.object({ kind: z.literal('call-ringing'), callId, seatId, leg: z.string() }),
  z.object({ kind: z.literal('offer-failed'), callId, seatId, leg: z.string(), why: offerFailure }),
  /** Both are in the room: the answer. `waitMs` counts from `call-queued`. */
  z.object({ kind: z.literal('call-answered'), callId, seatId, leg: z.string(), waitMs: ms }),
  /** The seat was lost while talking: the citizen is back in the queue with place and waiting time. */
  z.object({ kind: z.literal('call-requeued'), callId, seatId, why: z.string() }),
  z.object({ kind: z.literal('call-abandoned'), callId, waitMs: ms }),
  z.object({
    kind: z.literal('call-ended'),
    callId,
    by: z.enum(['caller', 'seat', 'network', 'system']),
    talkMs: ms,
    cause: z.string(),
  }),
  /** Somebody is called into the room. `target`: a seat, an entry of the directory, or a number. */
  z.object({
    kind: z.literal('party-invited'),
    callId,
    seatId,
    leg: z.string(),
    purpose: z.enum([
      'blind',
      'attended',
      'consult',
      'conference',
      'interpret',
      'emergency',
      'listen',
      'whisper',
      'barge',
    ]),
    target: z.string(),
  }),
  z.object({ kind: z.literal('party-joined'), callId, leg: z.string() }),
  z.object({ kind: z.literal('party-gone'), callId, leg: z.string(), why: partyEnd }),
  z.object({ kind: z.literal('caller-held'), callId, seatId }),
  z.object({ kind: z.literal('caller-retrieved'), callId }),
  /** Another seat is in charge now. */
  z.object({
    kind: z.literal('call-transferred'),
    callId,
    seatId,
    to: z.string(),
    leg: z.string(),
    how: z.enum(['blind', 'attended', 'consult', 'left', 'take-over']),
  }),
  /** The citizen goes on with somebody outside; no seat of ours is with them. */
  z.object({
    kind: z.literal('call-handed-over'),
    callId,
    seatId,
    to: z.string(),
    how: z.enum(['blind', 'attended', 'consult', 'left']),
  }),
  z.object({ kind: z.literal('call-parked'), callId, seatId, slot: z.string() }),
  z.object({
    kind: z.literal('call-unparked'),
    callId,
    slot: z.string(),
    why: z.enum(['taken', 'expired', 'caller-gone']),
  }),
  /** Sent to the queue of a skill by the seat that had it; `call-requeued` follows. */
  z.object({
    kind: z.literal('call-sent-to-queue'),
    callId,
    seatId,
    skills: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('leader-mode'),
    callId,
    seatId,
    mode: z.enum(['listen', 'whisper', 'barge']),
  }),
  /** 强拆 */
  z.object({ kind: z.literal('call-forced-end'), callId, seatId }),
  /** A hand-over to 110, 119, 120 or 122, step by step; `detail` is a cause, a route, a receipt. */
  z.object({
    kind: z.literal('emergency-step'),
    callId,
    caseId: z.string(),
    targetId: z.string(),
    seatId,
    step: z.string(),
    detail: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('recording-step'),
    callId,
    step: z.enum(['started', 'paused', 'resumed', 'missing']),
    detail: z.string().nullable(),
  }),
  z.object({ kind: z.literal('recording-heard'), callId, person: z.string() }),
  /** Which stretch of it was listened to, in ms of the recording, as the player tells it. */
  z.object({
    kind: z.literal('recording-played'),
    callId,
    person: z.string(),
    part: z.number().int().min(1),
    from: ms,
    to: ms,
  }),
  /** 满意度: after the seat has gone, the citizen is asked by voice, and answers by a key. */
  z.object({ kind: z.literal('survey-asked'), callId }),
  /** `score`: 5 非常满意 … 1 非常不满意; null but with `scored`. `lost`: nobody of ours saw what came of it. */
  z.object({
    kind: z.literal('survey-ended'),
    callId,
    outcome: surveyOutcome,
    score: z.number().int().min(1).max(5).nullable(),
  }),
  /** A link to the same question went out as a short message, or could not be sent (`detail`: the last cause). */
  z.object({
    kind: z.literal('survey-link'),
    callId,
    step: z.enum(['sent', 'given-up']),
    detail: z.string().nullable(),
  }),
  /** The citizen's answer by that link. */
  z.object({
    kind: z.literal('survey-answered'),
    callId,
    score: z.number().int().min(1).max(5),
  }),
  /** Who complained (name, numbers) was shown to this person, for this reason. */
  z.object({
    kind: z.literal('complainant-revealed'),
    ticketNo: z.string(),
    person: z.string(),
    reason: z.string(),
  }),
  /** Calls were taken out of the system as a file; the range as it was asked for. */
  z.object({
    kind: z.literal('report-exported'),
    person: z.string(),
    from: z.string(),
    to: z.string(),
    figure: z.string(),
    calls: ms,
  }),
  /** The citizen's line ended while the room goes on. */
  z.object({ kind: z.literal('caller-dropped'), callId, cause: z.string() }),
  z.object({ kind: z.literal('caller-back'), callId, leg: z.string() }),
  /** The seat's leg was replaced in the middle of a call. */
  z.object({ kind: z.literal('leg-rebuilt'), callId, seatId, leg: z.string() }),
  /** 外呼: the seat calls a citizen. `callBackOf`: the missed call that is called back; `ticketNo`: 回访 of that ticket. */
  z.object({
    kind: z.literal('call-dialled'),
    callId,
    seatId,
    number: z.string(),
    queueId: z.string(),
    callBackOf: z.string().nullable(),
    ticketNo: z.string().optional(),
  }),
  /** One route of one emergency target was tried by itself: `answered`, or the cause. */
  z.object({
    kind: z.literal('emergency-self-test'),
    targetId: z.string(),
    route: z.number().int().nonnegative(),
    outcome: z.string(),
  }),
  z.object({ kind: z.literal('call-connected'), callId, seatId, waitMs: ms }),
  z.object({ kind: z.literal('wrap-started'), callId, seatId, until: ms }),
  /** Its time is over, and what was written is not dealt with. */
  z.object({ kind: z.literal('wrap-overdue'), callId, seatId }),
  z.object({
    kind: z.literal('wrap-finished'),
    callId,
    seatId,
    by: z.enum(['seat', 'time', 'sign-out', 'leader']),
    /** Whose word ended it, with `leader`. */
    leader: z.string().optional(),
    wrapMs: ms,
    /** What had become of the draft; `open`: it is among the seat's unfinished ones. */
    draft: z.enum(['none', 'open', 'filed', 'parked', 'refused', 'discarded']).optional(),
    reason: z.string().optional(),
  }),
  /** After a restart of the bridge: the call was read back from the PBX, or was found gone. */
  z.object({
    kind: z.literal('call-recovered'),
    callId,
    state: z.enum(['waiting', 'talking', 'gone']),
  }),
  z.object({ kind: z.literal('seat-signed-in'), seatId, person: z.string() }),
  z.object({
    kind: z.literal('seat-signed-out'),
    seatId,
    why: z.enum(['asked', 'superseded', 'expired', 'bridge', 'leader']),
  }),
  z.object({
    kind: z.literal('seat-activity'),
    seatId,
    activity: z.enum([
      'signed-out',
      'ready',
      'busy',
      'rest',
      'reserved',
      'ringing',
      'talking',
      'wrapping',
    ]),
    reason: z.string().nullable(),
  }),
  z.object({ kind: z.literal('seat-device'), seatId, registered: z.boolean(), media: z.string() }),
  z.object({ kind: z.literal('number-revealed'), seatId, callId }),
  /** 班长 asked a seat to be something in its person's place; `leader`: their seat. */
  z.object({
    kind: z.literal('seat-directed'),
    seatId,
    leader: seatId,
    to: z.enum(['ready', 'busy', 'rest', 'signed-out']),
    reason: z.string().nullable(),
  }),
  /** 举手 */
  z.object({
    kind: z.literal('hand-raised'),
    seatId,
    callId: callId.nullable(),
    reason: z.string(),
  }),
  /** `leader`: who came; null: taken down by the person. */
  z.object({ kind: z.literal('hand-lowered'), seatId, leader: seatId.nullable() }),
  /** 便条 of a leader to this seat. */
  z.object({
    kind: z.literal('note-sent'),
    noteId: z.string().min(1),
    seatId,
    leader: seatId,
    text: z.string(),
  }),
  z.object({ kind: z.literal('note-read'), seatId, noteId: z.string() }),
  /** 告警: a figure of the hotline crossed the line that a rule draws; `value` in the figure's own unit. */
  z.object({
    kind: z.literal('alarm-raised'),
    alarmId: z.string().min(1),
    ruleId: z.string(),
    figure: alarmFigure,
    subject: alarmSubject,
    severity: z.enum(['warn', 'danger']),
    value: z.number(),
  }),
  /** `value` null: there is no such figure any more. */
  z.object({
    kind: z.literal('alarm-cleared'),
    alarmId: z.string(),
    value: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('alarm-acknowledged'),
    alarmId: z.string(),
    seatId,
    person: z.string(),
    note: z.string(),
  }),
  /** 认领 of a missed call; `isClaimed` false: given back, or taken from its seat by a leader. */
  z.object({
    kind: z.literal('call-back-claimed'),
    callId,
    seatId,
    isClaimed: z.boolean(),
  }),
  /** 关闭 of a missed call that nobody will call back any more; `note` in the words of who closed it. */
  z.object({
    kind: z.literal('call-back-closed'),
    callId,
    seatId,
    reason: callBackClosure,
    note: z.string(),
  }),
  z.object({
    kind: z.literal('ticket-filed'),
    seatId,
    callId: callId.nullable(),
    ticketNo: z.string(),
  }),
]);
export type LedgerFact = z.infer<typeof ledgerFact>;

/** A fact at its place. `seq` grows by one for each fact; `at` is the time the fact became true, ms since 1970 UTC. */
export type LedgerEntry = { readonly seq: number; readonly at: number; readonly fact: LedgerFact };
