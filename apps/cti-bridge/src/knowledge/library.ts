/** 知识库: the bridge's articles with all their versions, and what of them changed since a seat last asked. */
import {
  articleContent,
  changeArticle,
  inUse,
  PAGE_ARTICLES,
  type ArticleEvent,
  type ArticleRecord,
  type ArticleRefusal,
  type Editor,
  type KnowledgePage,
  type KnowledgeReport,
} from '@hotline/domain/knowledge';
import { ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';
import type { Store } from '../store/database.ts';
import type { SourceArticle } from './source-article.ts';

export type KnowledgeLibrary = {
  /** Every version, oldest first; null: there is no such article. */
  record(id: string): ArticleRecord | null;
  /** `now` in ms since 1970. */
  change(
    id: string,
    event: ArticleEvent,
    by: Editor,
    now: number,
  ): Result<ArticleRecord, ArticleRefusal>;
  /** A source's own texts come into use; one that is in use word for word already makes no version. Returns how many are new. */
  publish(articles: readonly SourceArticle[], person: string, now: number): number;
  page(since: number): KnowledgePage;
  /** `dueAt` null where no calendar tells the day. Returns the report's number and whose it is. */
  report(
    report: KnowledgeReport,
    person: string,
    now: number,
    dueAt: number | null,
  ): { readonly reportId: number; readonly unit: string | null };
};

const versionRow = z.object({
  version: z.number(),
  state: z.enum(['draft', 'approved', 'superseded', 'withdrawn']),
  content: z.string(),
  by_person: z.string(),
  at: z.number(),
  approved_by: z.string().nullable(),
});
const changeRow = z.object({
  id: z.string(),
  change_no: z.number(),
  version: z.number().nullable(),
  content: z.string().nullable(),
});

export function openKnowledgeLibrary(store: Store): KnowledgeLibrary {
  const libraryId = store.prepare<[], string>('SELECT id FROM knowledge_library').pluck();
  const known = store.prepare('SELECT 1 FROM knowledge_article WHERE id = ?').pluck();
  const versionsOf = store.prepare(
    'SELECT * FROM knowledge_version WHERE article_id = ? ORDER BY version',
  );
  const putArticle = store.prepare(
    'INSERT INTO knowledge_article (id) VALUES (?) ON CONFLICT (id) DO NOTHING',
  );
  const putVersion = store.prepare(
    `INSERT INTO knowledge_version VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (article_id, version) DO UPDATE SET state = excluded.state,
       content = excluded.content, by_person = excluded.by_person, at = excluded.at,
       approved_by = excluded.approved_by`,
  );
  const markChange = store.prepare(
    `UPDATE knowledge_article SET in_use = @version,
       change_no = (SELECT coalesce(max(change_no), 0) + 1 FROM knowledge_article)
     WHERE id = @id AND in_use IS NOT @version`,
  );
  const changes = store.prepare(
    `SELECT a.id, a.change_no, v.version, v.content FROM knowledge_article a
     LEFT JOIN knowledge_version v ON v.article_id = a.id AND v.version = a.in_use
     WHERE a.change_no > ? ORDER BY a.change_no LIMIT ${PAGE_ARTICLES}`,
  );
  const countAfter = store
    .prepare<[number], number>('SELECT count(*) FROM knowledge_article WHERE change_no > ?')
    .pluck();
  const putReport = store.prepare(
    'INSERT INTO knowledge_report (kind, unit, report, person, at, due_at) VALUES (?, ?, ?, ?, ?, ?)',
  );

  const recordOf = (id: string): ArticleRecord => ({
    id,
    versions: versionsOf.all(id).map((found) => {
      const { version, state, content, by_person, at, approved_by } = versionRow.parse(found);
      return {
        version,
        state,
        content: articleContent.parse(JSON.parse(content)),
        by: by_person,
        at,
        approvedBy: approved_by,
      };
    }),
  });
  const change: KnowledgeLibrary['change'] = (id, event, by, now) => {
    const next = changeArticle(recordOf(id), event, by, now);
    if (!next.ok) return next;
    putArticle.run(id);
    for (const { version, state, content, by: who, at, approvedBy } of next.value.versions) {
      putVersion.run(id, version, state, JSON.stringify(content), who, at, approvedBy);
    }
    markChange.run({ id, version: inUse(next.value)?.version ?? null });
    return ok(next.value);
  };
  const changeAtOnce = store.transaction(change);
  const publish = store.transaction(
    (articles: readonly SourceArticle[], person: string, now: number): number => {
      let fresh = 0;
      for (const { id, content } of articles) {
        const present = inUse(recordOf(id))?.content;
        if (JSON.stringify(present) === JSON.stringify(content)) continue;
        change(id, { kind: 'publish', content }, { person, role: 'source' }, now);
        fresh += 1;
      }
      return fresh;
    },
  );

  return {
    record: (id) => (known.get(id) === undefined ? null : recordOf(id)),
    change: (...args) => changeAtOnce.immediate(...args),
    publish: (...args) => publish.immediate(...args),
    page(since) {
      const rows = changes.all(since).map((each) => changeRow.parse(each));
      const upTo = rows.at(-1)?.change_no ?? since;
      return {
        library: libraryId.get() ?? '',
        upTo,
        left: countAfter.get(upTo) ?? 0,
        articles: rows.flatMap(({ id, version, content }) =>
          version === null || content === null
            ? []
            : [{ id, version, content: articleContent.parse(JSON.parse(content)) }],
        ),
        gone: rows.flatMap(({ id, version }) => (version === null ? [id] : [])),
      };
    },
    report(report, person, now, dueAt) {
      const unit =
        report.kind === 'wrong'
          ? (recordOf(report.articleId).versions.find(({ version }) => version === report.version)
              ?.content.unit ?? null)
          : null;
      const { lastInsertRowid } = putReport.run(
        report.kind,
        unit,
        JSON.stringify(report),
        person,
        now,
        dueAt,
      );
      return { reportId: Number(lastInsertRowid), unit };
    },
  };
}
