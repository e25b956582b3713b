/** What a desk and the bridge say to each other about writing knowledge, over HTTP. */
import { z } from 'zod';
import { articleContent, articleId } from './article.ts';
import { articleStates, type ArticleEvent, type ArticleStep } from './record.ts';
import { knowledgeReport, reportAnswer } from './report.ts';

/** ms since 1970 UTC */
const instant = z.number().int();
const person = z.string().max(64);

const articleVersion = z.object({
  version: z.number().int().positive(),
  state: z.enum(articleStates),
  content: articleContent,
  writers: z.array(person),
  at: instant,
  approvedBy: person.nullable(),
  sentBack: z.object({ by: person, at: instant, why: z.string() }).nullable(),
});

const articleSteps = [
  'revise',
  'propose',
  'approve',
  'send-back',
  'drop',
  'withdraw',
  'publish',
] as const satisfies readonly ArticleStep[];

/** `GET /api/v1/knowledge/articles/:id`: every version this person may see, and what they may do now. */
export const wholeArticle = z.object({
  id: articleId,
  revision: z.number().int().nonnegative(),
  versions: z.array(articleVersion),
  steps: z.array(z.enum(articleSteps)),
});
export type WholeArticle = z.infer<typeof wholeArticle>;

/** `POST` to the same. `expected`: the revision that was on the screen; 0 begins an article. */
export const changeRequest = z.strictObject({
  expected: z.number().int().nonnegative(),
  event: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('revise'), content: articleContent }),
    z.strictObject({ kind: z.literal('propose') }),
    z.strictObject({ kind: z.literal('approve') }),
    z.strictObject({ kind: z.literal('send-back'), why: z.string().trim().min(1).max(1000) }),
    z.strictObject({ kind: z.literal('drop') }),
    z.strictObject({ kind: z.literal('withdraw') }),
  ]) satisfies z.ZodType<ArticleEvent>,
});
export type ChangeRequest = z.infer<typeof changeRequest>;

export const articleRefused = z.object({
  code: z.enum([
    'not-allowed',
    'own-draft',
    'no-draft',
    'not-proposed',
    'not-in-use',
    'changed-meanwhile',
    'no-article',
    'malformed',
  ]),
  /** `changed-meanwhile`: the article as it is now. */
  current: wholeArticle.optional(),
});

const articleList = z.enum(['in-use', 'draft', 'proposed', 'all']);
export type ArticleList = z.infer<typeof articleList>;

/** `GET /api/v1/knowledge/articles?list=&text=&after=`: of an address, so all are text. */
export const articleListQuery = z.object({
  list: articleList.default('all'),
  /** Part of title, unit or id. */
  text: z.string().trim().max(100).default(''),
  /** `next` of the page before. */
  after: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type ArticleListQuery = Omit<z.input<typeof articleListQuery>, 'limit'> & {
  readonly limit?: number;
};

const articleHeading = z.object({
  id: articleId,
  title: z.string(),
  unit: z.string(),
  /** The version in use; null: none. */
  inUse: z.number().int().nullable(),
  pending: z.enum(['draft', 'proposed']).nullable(),
  /** Who wrote last in what is pending, else in what is in use. */
  by: person,
  /** Last change of any kind. */
  at: instant,
});
export type ArticleHeading = z.infer<typeof articleHeading>;

const count = z.number().int().nonnegative();
const knowledgeCounts = z.object({
  drafts: count,
  proposed: count,
  reports: count,
  overdue: count,
});
export type KnowledgeCounts = z.infer<typeof knowledgeCounts>;

/** Newest change first. */
export const articlePage = z.object({
  articles: z.array(articleHeading).max(200),
  /** null: that was all. */
  next: z.string().nullable(),
  counts: knowledgeCounts,
});
export type ArticlePage = z.infer<typeof articlePage>;

/** `GET /api/v1/knowledge/reports?list=open|answered`: those who write see all, others their own. */
export const reportListQuery = z.object({
  list: z.enum(['open', 'answered']).default('open'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});
export type ReportListQuery = Omit<z.input<typeof reportListQuery>, 'limit'> & {
  readonly limit?: number;
};

const reportView = z.object({
  reportId: z.number().int().positive(),
  report: knowledgeReport,
  /** Title of the article it is about. */
  title: z.string().nullable(),
  /** Whose text it is; null: nobody's yet. */
  unit: z.string().nullable(),
  person,
  at: instant,
  /** null: no calendar tells. */
  dueAt: instant.nullable(),
  due: z.enum(['in-time', 'soon', 'overdue']).nullable(),
  answer: reportAnswer.extend({ by: person, at: instant }).nullable(),
});
export type ReportView = z.infer<typeof reportView>;
/** Open ones by their due time, answered ones newest first. */
export const reportPage = z.object({ reports: z.array(reportView), counts: knowledgeCounts });
export type ReportPage = z.infer<typeof reportPage>;
