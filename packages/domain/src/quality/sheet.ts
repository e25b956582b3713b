/** 评分表: items with points, and 一票否决 items of which one is enough to lose them all. */
import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);
const text = z.string().trim().max(2000);

export const sheetItem = z.strictObject({
  id,
  zh: z.string().trim().min(1).max(64),
  en: z.string().trim().min(1).max(64),
  /** 0 with `fatal`. */
  points: z.number().int().min(0).max(100),
  /** 一票否决 */
  fatal: z.boolean().default(false),
});
export const scoreSheet = z.strictObject({
  /** Named on each result: another one is another sheet. */
  version: z.string().min(1).max(32),
  /** 合格 from so many points on. */
  passAt: z.number().int().min(0).max(1000),
  items: z.array(sheetItem).min(1).max(60),
});
export type ScoreSheet = z.infer<typeof scoreSheet>;

export const scoring = z.strictObject({
  /** Points by item; one that is not here is not marked yet. */
  points: z.record(id, z.number().min(0).max(100)),
  /** 一票否决 items that were found. */
  fatal: z.array(id).max(60),
  comments: z
    .array(
      z.strictObject({
        /** ms from the recording's start; null: of the whole call. */
        at: z.number().int().nonnegative().nullable(),
        text: text.min(1),
      }),
    )
    .max(200),
});
export type Scoring = z.infer<typeof scoring>;
export const emptyScoring: Scoring = { points: {}, fatal: [], comments: [] };

export type Score = {
  readonly total: number;
  readonly of: number;
  /** 一票否决 items that took everything. */
  readonly fatal: readonly string[];
  readonly passed: boolean;
};

export function scoreOf(sheet: ScoreSheet, { points, fatal }: Scoring): Score {
  const regular = sheet.items.filter((item) => !item.fatal);
  const found = sheet.items.filter((item) => item.fatal && fatal.includes(item.id));
  const of = regular.reduce((sum, item) => sum + item.points, 0);
  const given = regular.reduce((sum, item) => sum + (points[item.id] ?? 0), 0);
  const total = found.length > 0 ? 0 : given;
  return {
    total,
    of,
    fatal: found.map((item) => item.id),
    passed: found.length === 0 && total >= sheet.passAt,
  };
}

/** Items that have no points yet. */
export function unmarked(sheet: ScoreSheet, { points }: Scoring): readonly string[] {
  return sheet.items
    .filter((item) => !item.fatal && points[item.id] === undefined)
    .map((item) => item.id);
}

/** Something that this sheet does not know, or more points than an item has; null: it fits. */
export function misfit(sheet: ScoreSheet, { points, fatal }: Scoring): string | null {
  const items = new Map(sheet.items.map((item) => [item.id, item]));
  for (const [item, given] of Object.entries(points)) {
    const known = items.get(item);
    if (known === undefined || known.fatal || given > known.points) return item;
  }
  return fatal.find((item) => items.get(item)?.fatal !== true) ?? null;
}
