/** 质检 over HTTP (`/api/v1/quality/…`). Times in ms since 1970 UTC. */
import { z } from 'zod';
import { scoreSheet, scoring } from './sheet.ts';

const ms = z.number().int().nonnegative();
const words = z.string().trim().min(1).max(2000);
const id = z.number().int().min(1);

const reviewLists = [
  'to-check',
  'drafts',
  'published',
  'appealed',
  'decided',
  'closed',
  'own',
] as const;
export const reviewListQuery = z.object({
  list: z.enum(reviewLists),
  /** Cursor of the page before. */
  after: z.coerce.number().int().min(1).optional(),
});
export type ReviewListName = (typeof reviewLists)[number];

const score = z.object({
  total: z.number(),
  of: z.number(),
  fatal: z.array(z.string()),
  passed: z.boolean(),
});

const reviewView = z.object({
  id,
  /** Goes with each step: who was slower is told. */
  version: id,
  callId: z.string(),
  seatId: z.string(),
  person: z.string(),
  personName: z.string(),
  callAt: ms,
  talkMs: ms,
  /** Why it was drawn; `picked`: a checker chose it. */
  rule: z.enum(['any', 'long', 'short', 'transferred', 'emergency', 'unsatisfied', 'picked']),
  state: z.enum(['to-check', 'drafted', 'published', 'appealed', 'upheld', 'changed', 'closed']),
  checkerName: z.string().nullable(),
  /** null: not marked yet, or somebody else is at it. */
  score: score.nullable(),
  changedAt: ms,
});
export type ReviewView = z.infer<typeof reviewView>;

export const reviewPage = z.object({ reviews: z.array(reviewView), next: id.nullable() });
export type ReviewPage = z.infer<typeof reviewPage>;

const stepNames = ['draft', 'publish', 'accept', 'appeal', 'uphold', 'change', 'close'] as const;

export const wholeReview = reviewView.extend({
  sheet: scoreSheet,
  scoring: scoring.nullable(),
  /** 改判: what was published. */
  before: scoring.nullable(),
  /** Until when an appeal is taken; null: it is not its time. */
  appealUntil: ms.nullable(),
  history: z.array(
    z.object({
      at: ms,
      /** null: the clock. */
      name: z.string().nullable(),
      kind: z.enum([...stepNames, 'expire']),
      /** The reason that was given; '': none was asked for. */
      words: z.string(),
    }),
  ),
  /** What this person may do now. */
  steps: z.array(z.enum(stepNames)),
  mayHear: z.boolean(),
});
export type WholeReview = z.infer<typeof wholeReview>;

/** Body of `POST …/reviews/<id>/steps`. */
export const reviewStep = z.strictObject({
  expectedVersion: id,
  event: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('draft'), scoring }),
    z.strictObject({ kind: z.literal('publish') }),
    z.strictObject({ kind: z.literal('accept') }),
    z.strictObject({ kind: z.literal('appeal'), reason: words }),
    z.strictObject({ kind: z.literal('uphold'), why: words }),
    z.strictObject({ kind: z.literal('change'), scoring, why: words }),
    z.strictObject({ kind: z.literal('close') }),
  ]),
});
export type ReviewStepRequest = z.infer<typeof reviewStep>;

/** Body of `POST …/reviews`: a checker takes a call that was not drawn. */
export const reviewPick = z.strictObject({
  callId: z.string().min(1).max(64),
  seatId: z.string().min(1).max(16),
});

export const qualityTerms = z.object({
  mayCheck: z.boolean(),
  appealDays: z.number(),
  sheet: scoreSheet,
  /** Who may be asked to calibrate. */
  checkers: z.array(z.object({ person: z.string(), name: z.string() })),
});
export type QualityTerms = z.infer<typeof qualityTerms>;

/** Answer of `POST …/draw`: how many calls of this week were drawn now. */
export const drawn = z.object({ drawn: z.number().int() });

const calibrationView = z.object({
  id,
  callId: z.string(),
  seatId: z.string(),
  begunAt: ms,
  begunByName: z.string(),
  checkers: z.array(z.object({ person: z.string(), name: z.string(), hasScored: z.boolean() })),
  isShown: z.boolean(),
});
export type CalibrationView = z.infer<typeof calibrationView>;
export const calibrationList = z.object({ calibrations: z.array(calibrationView) });

export const wholeCalibration = calibrationView.extend({
  sheet: scoreSheet,
  /** Until it is shown, the asking person's alone. */
  scorings: z.array(z.object({ checker: z.string(), scoring })),
  mayScore: z.boolean(),
  mayShow: z.boolean(),
});
export type WholeCalibration = z.infer<typeof wholeCalibration>;

/** Body of `POST …/calibrations`. */
export const calibrationBegin = reviewPick.extend({
  checkers: z.array(z.string().min(1).max(32)).min(2).max(20),
});
/** Body of `POST …/calibrations/<id>/scoring`. */
export const calibrationScoring = z.strictObject({ scoring });
