/** Figures and alarms as they stand on a desk. */
import { z } from 'zod';
import { alarmFigure, alarmSubject } from '../ledger/index.ts';
import { instant } from './instant.ts';

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
