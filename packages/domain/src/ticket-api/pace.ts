/** What runs out for a ticket, why it should be supervised, and which steps have to wait: as it is at the moment it is asked. */
import { z } from 'zod';

// What a bridge of a newer version names is a word of its own here: a desk shows it by its id and can read all the rest.

/** ms since 1970 UTC */
const instant = z.number().int();

export const limitView = z.object({
  count: z.number().int(),
  /** minutes, hours, days, working-days */
  unit: z.string(),
});

const dueView = z.object({
  /** 派单 退单审定 签收 联系 办理 回复 审核 回访: `DueStep` */
  what: z.string(),
  /** null: the calendar lacks `yearMissing`. */
  at: instant.nullable(),
  due: z.enum(['in-time', 'soon', 'overdue']).nullable(),
  yearMissing: z.number().int().nullable(),
});

/** `SupervisionReason` */
const supervisionReason = z.object({
  code: z.string(),
  /** `overdue`: what, and since when. */
  what: z.string().optional(),
  at: instant.optional(),
  /** `urged`, `returns`, `dissatisfied` */
  times: z.number().int().optional(),
});

export const paceView = z.object({
  /** Everything that runs out now, the soonest first. */
  dues: z.array(dueView),
  /** 督办 is due, because; empty when it is not, or was begun. */
  supervise: z.array(supervisionReason),
  /** 回访 of whom nobody reached: `againAt` null: at once. null: not at that stage. */
  revisit: z
    .object({
      tries: z.number().int(),
      most: z.number().int(),
      againAt: instant.nullable(),
    })
    .nullable(),
});

/** A step that this person may take, but not now: why, and by `code` until when, from when, or how often still. */
export const heldStep = z.object({
  step: z.string(),
  code: z.string(),
  at: instant.optional(),
  left: z.number().int().optional(),
  year: z.number().int().optional(),
});
export type Pace = z.infer<typeof paceView>;
export type HeldStep = z.infer<typeof heldStep>;
