/**
 * 知识报错 and 知识缺失: an agent found nothing, or found something wrong. It goes to the unit that owns the text, with the
 * limits of the place (`config/places`): 茂名 2020 gives a missing text 7 working days, a correction 5.
 */
import { z } from 'zod';
import { err, ok, type Result } from '../result/index.ts';
import { articleId } from './article.ts';
import { mayWrite, type Editor } from './record.ts';

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

/** What was done about it: 已更正 · 已补充 · 不改 with the reason. */
export const reportAnswer = z.object({
  how: z.enum(['corrected', 'added', 'unchanged']),
  note: z.string().trim().max(1000).default(''),
});
export type ReportAnswer = z.infer<typeof reportAnswer>;

export type ReportRefusal =
  | { readonly code: 'not-allowed' }
  | { readonly code: 'answered-already' }
  /** Nothing is changed without saying why: whoever reported it reads it. */
  | { readonly code: 'reason-missing' }
  /** A text that is not there cannot be corrected, nor one that is there be added. */
  | { readonly code: 'wrong-answer' };

/** Whoever writes knowledge answers every report; a unit's clerk those that went to their unit. */
const mayAnswer = ({ role, unitNames = [] }: Editor, unit: string | null): boolean =>
  mayWrite(role) || (unit !== null && unitNames.includes(unit));

/** Whether `by` may answer the report so. */
export function answerReport(
  report: {
    readonly kind: KnowledgeReport['kind'];
    /** That it went to; null: nobody's yet. */
    readonly unit: string | null;
    readonly isAnswered: boolean;
  },
  answer: ReportAnswer,
  by: Editor,
): Result<ReportAnswer, ReportRefusal> {
  if (!mayAnswer(by, report.unit)) return err({ code: 'not-allowed' });
  if (report.isAnswered) return err({ code: 'answered-already' });
  if (answer.how === 'unchanged') {
    return answer.note === '' ? err({ code: 'reason-missing' }) : ok(answer);
  }
  const fits = report.kind === 'wrong' ? 'corrected' : 'added';
  return answer.how === fits ? ok(answer) : err({ code: 'wrong-answer' });
}
