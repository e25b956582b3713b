import { z } from 'zod';
import { plainText } from '../plain-text/index.ts';
import {
  MAX_STEP_TEXT,
  refusalReasons,
  type TicketEvent,
  type TicketNote,
} from '../ticket/index.ts';

const text = z.string().max(MAX_STEP_TEXT).overwrite(plainText);
const unit = z.string().min(1).max(32);
const assignment = z.strictObject({ main: unit, joint: z.array(unit).max(20) });
const refusalReason = z.enum(refusalReasons);
const score = z
  .enum(['very-satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very-dissatisfied'])
  .nullable();

const step = <K extends (TicketEvent | TicketNote)['kind'], S extends z.core.$ZodShape>(
  kind: K,
  shape: S,
) => z.strictObject({ kind: z.literal(kind), ...shape });

/** A step of a ticket, as it comes in by HTTP. What it may say beyond its shape, the transition decides. */
export const ticketEvent = z.discriminatedUnion('kind', [
  step('dispatch', { assignment }),
  step('answer-directly', { answer: text }),
  step('refuse', { reason: refusalReason, explanation: text }),
  step('merge', { into: z.string().min(1).max(32) }),
  step('sign', {}),
  step('ask-return', { reason: text }),
  step('decide-return', { upheld: z.boolean(), why: text }),
  step('reassign', { assignment, why: text }),
  step('start', {}),
  step('contact', { text }),
  step('give-opinion', { text }),
  step('extend', { why: text }),
  step('answer', { answer: text }),
  step('audit', { passed: z.boolean(), why: text }),
  step('revisit', {
    revisit: z.strictObject({
      reached: z.boolean(),
      contactedByUnit: z.boolean().nullable(),
      solved: z.boolean().nullable(),
      callId: z.string().min(1).max(64).optional(),
    }),
  }),
  step('rate', { rating: z.strictObject({ acceptance: score, handling: score }) }),
  step('redo', {}),
  step('close', {}),
  step('urge', { text }),
  step('supervise', { why: text }),
]) satisfies z.ZodType<TicketEvent>;

const other = { ticketNo: z.string() };

/** What stands on a history beside the steps. */
export const ticketNote = z.discriminatedUnion('kind', [
  step('link', other),
  step('unlink', other),
  step('take-in', other),
  step('join', {
    draftId: z.string(),
    callId: z.string().nullable(),
    title: z.string(),
    text: z.string(),
  }),
]) satisfies z.ZodType<TicketNote>;
