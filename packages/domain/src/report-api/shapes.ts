/** `/api/v1/reports`: what is asked and what is answered. Instants are ms since 1970 UTC. */
import { z } from 'zod';
import { tallyKeys } from '../metrics/index.ts';
import { rateView } from '../protocol/index.ts';
import { ticketTallyKeys } from '../ticket-figures/index.ts';
import { callStepKinds } from './call-step.ts';

const instant = z.number().int().nonnegative();
const count = z.number().int().nonnegative();
const id = z.string().min(1).max(64);

/** A day of the hotline, `2026-11-30`, or a moment with its offset, `2026-11-30T08:00+08:00`. */
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/);

/** `to`: a day is counted whole, a moment no longer. */
const range = { from: moment, to: moment };

export const reportBy = z.enum([
  'total',
  'queue',
  'skill',
  'seat',
  'team',
  'day',
  'hour',
  'weekday-hour',
]);
export type ReportBy = z.infer<typeof reportBy>;

export const figuresQuery = z.strictObject({ ...range, by: reportBy.default('total') });
export type FiguresQuery = z.infer<typeof figuresQuery>;

const format = z.enum(['csv', 'xlsx']);
export type ExportFormat = z.infer<typeof format>;

/** The table of a report as a file. */
export const figuresExportQuery = figuresQuery.extend({ format });
export type FiguresExportQuery = z.infer<typeof figuresExportQuery>;

/** Which calls: each figure opens as the list of those that it counts. */
export const countedFigure = z.enum([
  'offered',
  'answered',
  'answeredWithin',
  'answeredLate',
  'abandoned',
  'abandonedWithin',
  'abandonedShort',
  'transfers',
  'consults',
  'requeues',
  'repeats',
  'callBacksDue',
  'callBacksDone',
  'callBacksClosed',
  'callBacksOpen',
  'bookedLate',
  'surveysAsked',
  'surveysScored',
  'surveysRefused',
  'surveysTimedOut',
  'surveysHungUp',
  'satisfied',
]);
export type CountedFigure = z.infer<typeof countedFigure>;

const filter = {
  ...range,
  figure: countedFigure.default('offered'),
  queue: id.optional(),
  seat: id.optional(),
  skill: id.optional(),
  /** Those of the number of this call: an address holds no number. */
  caller: id.optional(),
  /** 班组 of the seat that answered. */
  team: z.string().max(200).optional(),
  /** Hour of the day, 0 … 23, and day of the week, 1 Monday … 7 Sunday, in which the clock of the call started. */
  hour: z.coerce.number().int().min(0).max(23).optional(),
  weekday: z.coerce.number().int().min(1).max(7).optional(),
};

export const callsQuery = z.strictObject({
  ...filter,
  /** `next` of the page before. */
  after: z
    .string()
    .regex(/^\d{1,16}:[\w.:+-]{1,64}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CallsQuery = z.infer<typeof callsQuery>;

export const exportQuery = z.strictObject({ ...filter, format });
export type ExportQuery = z.infer<typeof exportQuery>;

/** 指标口径 as a report names it. */
export const definitionView = z.object({
  id: z.string(),
  from: instant,
  until: instant.nullable(),
  clockStart: z.enum(['queue-entry', 'trunk-answer']),
  thresholdMs: count,
  thresholdMsOf: z.record(z.string(), count),
  shortAbandonMs: count,
  repeatMs: count,
});

export const reportRow = z.object({
  /** An id, a day, an hour, `1-9` for Mondays at nine; what it is says `by`. */
  key: z.string(),
  /** Its words where the configuration has some. */
  name: z.string(),
  tally: z.object(
    Object.fromEntries(tallyKeys.map((key) => [key, count])) as Record<
      (typeof tallyKeys)[number],
      typeof count
    >,
  ),
  /** null: no calls, which is neither 0 % nor 100 %. */
  connection: rateView.nullable(),
  serviceLevels: z.array(rateView),
  averageAnswerMs: z.number().nonnegative().nullable(),
  /** talk + hold + wrap-up of an answered call. */
  averageHandlingMs: z.number().nonnegative().nullable(),
  /** (talk + hold + wrap-up) ÷ (that + ready), of seats and teams. */
  occupancy: z.object({ busyMs: count, readyMs: count }).nullable(),
});
export type ReportRow = z.infer<typeof reportRow>;

export const figuresReport = z.object({
  from: instant,
  to: instant,
  by: reportBy,
  /** Those that made these figures, oldest first. */
  definitions: z.array(definitionView),
  rows: z.array(reportRow),
  ledger: z.object({
    /** Facts read, and the time of the newest. */
    seq: count,
    lastAt: instant,
    /** First fact that is missing from the ledger; null: none is. */
    hole: count.nullable(),
    /** Facts on the ledger that these figures do not hold yet. */
    behind: count.default(0),
  }),
});
export type FiguresReport = z.infer<typeof figuresReport>;

export const reportCall = z.object({
  callId: z.string(),
  numberMasked: z.string(),
  queueId: z.string(),
  startAt: instant,
  answeredAt: instant.nullable(),
  seatId: z.string().nullable(),
  abandonedAt: instant.nullable(),
  endedAt: instant.nullable(),
  talkMs: count,
  holdMs: count,
  wrapMs: count,
  transfers: count,
  isBookedLate: z.boolean(),
});
export type ReportCall = z.infer<typeof reportCall>;

export const callsPage = z.object({
  calls: z.array(reportCall),
  total: count,
  /** null: that was all. */
  next: z.string().nullable(),
});
export type CallsPage = z.infer<typeof callsPage>;

/** What happened to a call, for people: what and who, without numbers that are masked elsewhere. */
export const callStep = z.object({
  at: instant,
  kind: z.enum(callStepKinds),
  seatId: z.string().nullable(),
  /** Whom or what it led to: a seat, a queue, a skill, a slot, a target, a ticket. */
  to: z.string().nullable(),
  /** A code: why, how, by whom. */
  why: z.string().nullable(),
});
export type CallStep = z.infer<typeof callStep>;

/** A call by itself, with its time-line. */
export const wholeCall = reportCall.extend({
  direction: z.enum(['in', 'out']),
  skills: z.array(z.string()),
  ticketNos: z.array(z.string()),
  steps: z.array(callStep),
});
export type WholeCall = z.infer<typeof wholeCall>;

/** Tickets count on the day of their 受理; `category`: one level below `under`, the highest without it. */
export const ticketReportBy = z.enum([
  'total',
  'day',
  'kind',
  'unit',
  'category',
  'seat',
  'district',
]);
export type TicketReportBy = z.infer<typeof ticketReportBy>;

export const ticketFiguresQuery = z.strictObject({
  ...range,
  by: ticketReportBy.default('total'),
  under: z
    .string()
    .regex(/^(\d\d){1,8}$/)
    .optional(),
});
export type TicketFiguresQuery = z.infer<typeof ticketFiguresQuery>;
export const ticketFiguresExportQuery = ticketFiguresQuery.extend({ format });
export type TicketFiguresExportQuery = z.infer<typeof ticketFiguresExportQuery>;

/** Which tickets: each figure opens as the list of those that it counts. */
export const ticketFigure = z.enum(ticketTallyKeys);
export type TicketFigure = z.infer<typeof ticketFigure>;

export const ticketListQuery = z.strictObject({
  ...range,
  figure: ticketFigure.default('filed'),
  /** A group; '' of what none is known of. `category`: with its lower levels; `place`: with the places in it. */
  unit: z.string().max(64).optional(),
  kind: z.string().max(32).optional(),
  category: z
    .string()
    .regex(/^(\d\d){0,8}$/)
    .optional(),
  seat: z.string().max(64).optional(),
  district: z.string().max(32).optional(),
  place: id.optional(),
  /** Those of the number of this call, without secret ones; no figure is asked. */
  caller: id.optional(),
  /** These and no others, separated by commas; neither range nor figure is asked. */
  tickets: z
    .string()
    .regex(/^\d{8}-\d{6,12}(,\d{8}-\d{6,12}){0,199}$/)
    .transform((list) => list.split(','))
    .optional(),
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type TicketListQuery = z.infer<typeof ticketListQuery>;

export const ticketReportRow = z.object({
  key: z.string(),
  /** Its words in both languages; the key where the configuration has none. */
  zh: z.string(),
  en: z.string(),
  tally: z.object(
    Object.fromEntries(ticketTallyKeys.map((key) => [key, count])) as Record<
      (typeof ticketTallyKeys)[number],
      typeof count
    >,
  ),
});
export type TicketReportRow = z.infer<typeof ticketReportRow>;

export const ticketFiguresReport = z.object({
  from: instant,
  to: instant,
  by: ticketReportBy,
  /** The place whose limits were asked. */
  place: z.string(),
  rows: z.array(ticketReportRow),
});
export type TicketFiguresReport = z.infer<typeof ticketFiguresReport>;

/** 夜间自检: the same figures counted in three ways. */
export const figuresCheck = z.object({
  at: instant,
  agrees: z.boolean(),
  rows: z.array(
    z.object({
      queueId: z.string(),
      figure: z.enum([
        'offered',
        'answered',
        'answeredWithin',
        'abandoned',
        'callBacksDue',
        'callBacksDone',
        'callBacksClosed',
      ]),
      /** From the facts by plain SQL. */
      raw: count,
      wallboard: count,
      report: count,
    }),
  ),
});
export type FiguresCheck = z.infer<typeof figuresCheck>;

/** null: has not run since the bridge started. */
export const lastCheck = z.object({ check: figuresCheck.nullable() });

export const reportRefused = z.object({
  code: z.enum([
    'malformed',
    'not-logged-in',
    'not-allowed',
    'empty-range',
    'range-too-long',
    'no-call',
    'no-file',
  ]),
});
export type ReportRefusal = z.infer<typeof reportRefused>['code'];
