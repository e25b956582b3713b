/** What seat and bridge say to each other about knowledge, over HTTP and over the seat's own contract. */
import { z } from 'zod';
import { article, articleId } from './article.ts';

/** Articles a page of the delta holds at most: some 100 kB. */
export const PAGE_ARTICLES = 200;

/**
 * `GET /api/v1/knowledge?since=<upTo>`: what changed after `since`, in the order of its change. A seat that was cut off
 * asks again from the `upTo` of the last page it kept. `library` names the bridge's store: a copy of another one is
 * thrown away and begun again.
 */
export const knowledgePage = z.object({
  library: z.string().min(1).max(64),
  upTo: z.number().int().nonnegative(),
  /** Changes there are after this page. */
  left: z.number().int().nonnegative(),
  articles: z.array(article).max(PAGE_ARTICLES),
  /** Ids that are not in use any more. */
  gone: z.array(articleId).max(PAGE_ARTICLES),
});
export type KnowledgePage = z.infer<typeof knowledgePage>;

const MAX_HITS = 50;

export const knowledgeQuery = z.object({
  /** Chinese, pinyin, initials, figures, anything; the beginning of a draft too. It goes in an address, nine bytes a character. */
  text: z.string().max(1000),
  /** Category of the draft; '' none. */
  category: z.string().max(12),
  /** Where the caller or the matter is, as it stands in the draft: 樊城区长虹路12号. */
  place: z.string().max(200),
  /** The hotline's day, `2026-11-25`. */
  today: z.iso.date(),
  limit: z.coerce.number().int().min(1).max(MAX_HITS),
});
export type KnowledgeQuery = z.infer<typeof knowledgeQuery>;

export const knowledgeHits = z.array(article).max(MAX_HITS);

/** How far a seat's copy has come. */
export const knowledgeCopy = z.object({
  library: z.string().nullable(),
  upTo: z.number().int().nonnegative(),
  articles: z.number().int().nonnegative(),
});
export type KnowledgeCopy = z.infer<typeof knowledgeCopy>;
