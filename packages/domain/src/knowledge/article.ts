/**
 * 知识 (knowledge): what an agent may tell a citizen. The source unit (来源单位) answers for its text; nothing is shown to
 * a seat that was not approved.
 */
import { z } from 'zod';

/** A day of the hotline's own calendar, `2026-11-25`; compared as text. */
const day = z.iso.date();

export const articleId = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);

const line = (most: number) => z.string().trim().min(1).max(most);

/** SHA-256 of the bytes, in hex: a file is known by what is in it. */
export const fileHash = z.string().regex(/^[0-9a-f]{64}$/);
/** Of one file. */
export const MAX_FILE_BYTES = 10_000_000;

/** A paper to it: a page that stays where it is, or a file that the library keeps and every seat has. */
const attachment = z.union([
  z.object({ name: line(120), url: z.url({ protocol: /^https?$/ }) }),
  z.object({
    name: line(120),
    hash: fileHash,
    bytes: z.number().int().positive().max(MAX_FILE_BYTES),
  }),
]);
export type Attachment = z.infer<typeof attachment>;

export const articleContent = z
  .object({
    title: line(120),
    /** 标准答复: what is said, word for word. */
    answer: line(4000),
    /** 办理步骤, in order. */
    steps: z.array(line(500)).max(30).default([]),
    /** Other words people use for it, whole questions included. */
    keywords: z.array(line(60)).max(40).default([]),
    /** 来源单位: who answers for the text, and whom a mistake is reported to. */
    unit: line(60),
    /** Code of the ticket's category (工单类别), two digits a level; null: none fits. */
    category: z
      .string()
      .regex(/^(?:\d{2}){1,6}$/)
      .nullable()
      .default(null),
    /** District (区县) in which it holds; '' everywhere. */
    region: z.string().trim().max(30).default(''),
    /** First and last day on which it holds; null: open. */
    validFrom: day.nullable().default(null),
    validTo: day.nullable().default(null),
    attachments: z.array(attachment).max(20).default([]),
    /** 示例: written for practice, not for a citizen. */
    sample: z.boolean().default(false),
  })
  .refine(
    ({ validFrom, validTo }) => validFrom === null || validTo === null || validFrom <= validTo,
    { path: ['validTo'], error: 'ends before it begins' },
  );
export type ArticleContent = z.infer<typeof articleContent>;

/** An article as a seat has it: the version in use. */
export const article = z.object({
  id: articleId,
  version: z.number().int().positive(),
  content: articleContent,
});
export type Article = z.infer<typeof article>;

export type Validity = 'valid' | 'not-yet' | 'expired';

/** `today` as `2026-11-25`. */
export function validityOn(
  { validFrom, validTo }: Pick<ArticleContent, 'validFrom' | 'validTo'>,
  today: string,
): Validity {
  if (validFrom !== null && today < validFrom) return 'not-yet';
  return validTo !== null && today > validTo ? 'expired' : 'valid';
}
