/** A seat, as its own desk and its leader see it. */
import { z } from 'zod';
import { brief } from './call-views.ts';
import { instant } from './instant.ts';

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
