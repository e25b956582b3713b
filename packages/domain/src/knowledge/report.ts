/**
 * 知识报错 and 知识缺失: an agent found nothing, or found something wrong. It goes to the unit that owns the text, with the
 * limits of the place (`config/places`): 茂名 2020 gives a missing text 7 working days, a correction 5.
 */
import { z } from 'zod';
import { articleId } from './article.ts';

export const knowledgeReport = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('not-found'),
    /** What was looked for. */
    asked: z.string().trim().min(1).max(200),
    /** Category of the ticket at the time; it tells who may own the answer. */
    category: z.string().max(12).nullable(),
    note: z.string().trim().max(1000).default(''),
  }),
  z.object({
    kind: z.literal('wrong'),
    articleId,
    version: z.number().int().positive(),
    note: z.string().trim().max(1000).default(''),
  }),
]);
export type KnowledgeReport = z.infer<typeof knowledgeReport>;
