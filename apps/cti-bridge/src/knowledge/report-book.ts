/** 报错 and 缺失 as they were reported, until they are answered and after. */
import {
  answerReport,
  knowledgeReport,
  reportAnswer,
  type Editor,
  type KnowledgeReport,
  type ReportAnswer,
  type ReportRefusal,
  type ReportView,
} from '@hotline/domain/knowledge';
import { dueState } from '@hotline/domain/calendar';
import { err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';
import type { Store } from '../store/database.ts';

/** Whose: everybody's, or those that this person told and those that went to a unit of these names. */
export type ReportScope =
  | 'all'
  | { readonly person: string; readonly unitNames: readonly string[] };

export type ReportBook = {
  /** `unit` null: nobody's yet; `dueAt` null where no calendar tells the day. Times in ms since 1970. Returns its number. */
  add(
    report: KnowledgeReport,
    unit: string | null,
    person: string,
    now: number,
    dueAt: number | null,
  ): number;
  /** By due time the open ones, the answered ones newest first. */
  list(list: 'open' | 'answered', of: ReportScope, limit: number, now: number): ReportView[];
  answer(
    reportId: number,
    answer: ReportAnswer,
    by: Editor,
    now: number,
  ): Result<ReportAnswer, ReportRefusal | { readonly code: 'no-report' }>;
  counts(of: ReportScope, now: number): { readonly reports: number; readonly overdue: number };
};

/** A day before its time a report is soon due. */
const SOON_MS = 24 * 3_600_000;

const row = z.object({
  report_id: z.number(),
  unit: z.string().nullable(),
  report: z.string(),
  person: z.string(),
  at: z.number(),
  due_at: z.number().nullable(),
  answer: z.string().nullable(),
  answered_by: z.string().nullable(),
  answered_at: z.number().nullable(),
  title: z.string().nullable(),
});
const countRow = z.object({ reports: z.number(), overdue: z.number() });

export function openReportBook(store: Store): ReportBook {
  const put = store.prepare(
    'INSERT INTO knowledge_report (kind, unit, report, person, at, due_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const find = store.prepare(
    'SELECT kind, unit, answered_at FROM knowledge_report WHERE report_id = ?',
  );
  const inScope =
    '(@person IS NULL OR r.person = @person OR r.unit IN (SELECT value FROM json_each(@units)))';
  const mark = store.prepare(
    `UPDATE knowledge_report SET answer = ?, answered_by = ?, answered_at = ?
     WHERE report_id = ? AND answered_at IS NULL`,
  );
  const select = (where: string, order: string) =>
    store.prepare(
      `SELECT r.*, a.title FROM knowledge_report r
       LEFT JOIN knowledge_article a ON a.id = json_extract(r.report, '$.articleId')
       WHERE ${where} AND ${inScope} ORDER BY ${order} LIMIT @limit`,
    );
  const listed = {
    open: select('r.answered_at IS NULL', 'r.due_at IS NULL, r.due_at, r.report_id'),
    answered: select('r.answered_at IS NOT NULL', 'r.answered_at DESC'),
  };
  const count = store.prepare(
    `SELECT count(*) AS reports, count(*) FILTER (WHERE due_at < @now) AS overdue
     FROM knowledge_report r WHERE answered_at IS NULL AND ${inScope}`,
  );

  const answer: ReportBook['answer'] = (reportId, given, by, now) => {
    const found = z
      .object({
        kind: z.enum(['not-found', 'wrong']),
        unit: z.string().nullable(),
        answered_at: z.number().nullable(),
      })
      .safeParse(find.get(reportId));
    if (!found.success) return err({ code: 'no-report' });
    const { kind, unit, answered_at } = found.data;
    const result = answerReport({ kind, unit, isAnswered: answered_at !== null }, given, by);
    if (result.ok) mark.run(JSON.stringify(result.value), by.person, now, reportId);
    return result.ok ? ok(result.value) : result;
  };
  return {
    add(report, unit, person, now, dueAt) {
      const body = JSON.stringify(report);
      return Number(put.run(report.kind, unit, body, person, now, dueAt).lastInsertRowid);
    },
    list: (list, of, limit, now) =>
      listed[list].all({ ...scopeOf(of), limit }).map((found) => viewOf(row.parse(found), now)),
    answer: (...args) => store.transaction(answer).immediate(...args),
    counts: (of, now) => countRow.parse(count.get({ ...scopeOf(of), now })),
  };
}

const scopeOf = (of: ReportScope) =>
  of === 'all'
    ? { person: null, units: '[]' }
    : { person: of.person, units: JSON.stringify(of.unitNames) };

function viewOf(found: z.infer<typeof row>, now: number): ReportView {
  const { answer, answered_by: by, answered_at: at, due_at: dueAt } = found;
  const isAnswered = answer !== null && by !== null && at !== null;
  return {
    reportId: found.report_id,
    report: knowledgeReport.parse(JSON.parse(found.report)),
    title: found.title,
    unit: found.unit,
    person: found.person,
    at: found.at,
    dueAt,
    due: dueAt === null || isAnswered ? null : dueState(dueAt, now, SOON_MS),
    answer: isAnswered ? { ...reportAnswer.parse(JSON.parse(answer)), by, at } : null,
  };
}
