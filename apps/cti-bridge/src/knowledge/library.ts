/** 知识库: the bridge's articles with all their versions, and what of them changed since a seat last asked. */
import {
  articleContent,
  articleStates,
  changeArticle,
  inUse,
  isNews,
  PAGE_ARTICLES,
  pendingOf,
  type ArticleEvent,
  type ArticleHeading,
  type ArticleList,
  type ArticleRecord,
  type ArticleRefusal,
  type Editor,
  type KnowledgePage,
} from '@hotline/domain/knowledge';
import { err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';
import type { Store } from '../store/database.ts';
import type { SourceArticle } from './source-article.ts';

export type KnowledgeLibrary = {
  /** Every version, oldest first; of an article that is not there yet none. */
  record(id: string): ArticleRecord;
  /** `expected`: the revision that the person saw. `now` in ms since 1970. */
  change(
    id: string,
    expected: number,
    event: ArticleEvent,
    by: Editor,
    now: number,
  ): Result<ArticleRecord, ArticleRefusal>;
  /** A source's own texts come into use; one that it gave before word for word makes no version. Returns how many are new. */
  publish(articles: readonly SourceArticle[], person: string, now: number): number;
  /** Newest change first, after `after`; one more than `limit` when there are more. */
  headings(wanted: {
    readonly list: ArticleList;
    readonly text: string;
    readonly after: { readonly at: number; readonly id: string } | null;
    readonly limit: number;
  }): ArticleHeading[];
  counts(): { readonly drafts: number; readonly proposed: number };
  page(since: number): KnowledgePage;
};

const versionRow = z.object({
  version: z.number(),
  state: z.enum(articleStates),
  content: z.string(),
  writers: z.string(),
  at: z.number(),
  approved_by: z.string().nullable(),
  sent_back: z.string().nullable(),
});
const writers = z.array(z.string());
const sentBack = z.object({ by: z.string(), at: z.number(), why: z.string() });
const headingRow = z.object({
  id: z.string(),
  title: z.string(),
  unit: z.string(),
  in_use: z.number().nullable(),
  pending: z.enum(['draft', 'proposed']).nullable(),
  by_person: z.string(),
  changed_at: z.number(),
});
const changeRow = z.object({
  id: z.string(),
  change_no: z.number(),
  version: z.number().nullable(),
  content: z.string().nullable(),
});
const ofList: Readonly<Record<ArticleList, string>> = {
  all: '1',
  'in-use': 'in_use IS NOT NULL',
  draft: `pending = 'draft'`,
  proposed: `pending = 'proposed'`,
};

export function openKnowledgeLibrary(store: Store): KnowledgeLibrary {
  const libraryId = store.prepare<[], string>('SELECT id FROM knowledge_library').pluck();
  const revisionOf = store
    .prepare<[string], number>('SELECT revision FROM knowledge_article WHERE id = ?')
    .pluck();
  const versionsOf = store.prepare(
    'SELECT * FROM knowledge_version WHERE article_id = ? ORDER BY version',
  );
  const putArticle = store.prepare(
    `INSERT INTO knowledge_article (id, revision, title, unit, by_person, pending, changed_at)
     VALUES (@id, @revision, @title, @unit, @by, @pending, @at)
     ON CONFLICT (id) DO UPDATE SET revision = @revision, title = @title, unit = @unit,
       by_person = @by, pending = @pending, changed_at = @at`,
  );
  const putVersion = store.prepare(
    `INSERT INTO knowledge_version VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (article_id, version) DO UPDATE SET state = excluded.state,
       content = excluded.content, writers = excluded.writers, at = excluded.at,
       approved_by = excluded.approved_by, sent_back = excluded.sent_back`,
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
  const countPending = store
    .prepare<[string], number>('SELECT count(*) FROM knowledge_article WHERE pending = ?')
    .pluck();
  const listed = Object.fromEntries(
    Object.entries(ofList).map(([list, where]) => [
      list,
      store.prepare(
        `SELECT id, title, unit, in_use, pending, by_person, changed_at FROM knowledge_article
         WHERE ${where} AND (changed_at, id) < (@at, @after)
           AND (@text = '' OR id = @text OR instr(title, @text) > 0 OR instr(unit, @text) > 0)
         ORDER BY changed_at DESC, id DESC LIMIT @limit`,
      ),
    ]),
  ) as Record<ArticleList, ReturnType<Store['prepare']>>;

  const recordOf = (id: string): ArticleRecord => ({
    id,
    revision: revisionOf.get(id) ?? 0,
    versions: versionsOf.all(id).map((found) => {
      const row = versionRow.parse(found);
      return {
        version: row.version,
        state: row.state,
        content: articleContent.parse(JSON.parse(row.content)),
        writers: writers.parse(JSON.parse(row.writers)),
        at: row.at,
        approvedBy: row.approved_by,
        sentBack: row.sent_back === null ? null : sentBack.parse(JSON.parse(row.sent_back)),
      };
    }),
  });
  const change: KnowledgeLibrary['change'] = (id, expected, event, by, now) => {
    const before = recordOf(id);
    if (before.revision !== expected) return err({ code: 'changed-meanwhile' });
    const next = changeArticle(before, event, by, now);
    if (!next.ok) return next;
    const { revision, versions } = next.value;
    const pending = pendingOf(next.value);
    const shown = pending ?? inUse(next.value) ?? versions.at(-1);
    putArticle.run({
      id,
      revision,
      title: shown?.content.title ?? '',
      unit: shown?.content.unit ?? '',
      by: shown?.writers.at(-1) ?? '',
      pending: pending?.state ?? null,
      at: now,
    });
    for (const each of versions) {
      if (before.versions.includes(each)) continue;
      putVersion.run(
        id,
        each.version,
        each.state,
        JSON.stringify(each.content),
        JSON.stringify(each.writers),
        each.at,
        each.approvedBy,
        each.sentBack === null ? null : JSON.stringify(each.sentBack),
      );
    }
    markChange.run({ id, version: inUse(next.value)?.version ?? null });
    return ok(next.value);
  };
  const changeAtOnce = store.transaction(change);
  const publish = store.transaction(
    (articles: readonly SourceArticle[], person: string, now: number): number => {
      let fresh = 0;
      for (const { id, content } of articles) {
        const present = recordOf(id);
        if (!isNews(present, content, person)) continue;
        change(id, present.revision, { kind: 'publish', content }, { person, role: 'source' }, now);
        fresh += 1;
      }
      return fresh;
    },
  );

  return {
    record: recordOf,
    change: (...args) => changeAtOnce.immediate(...args),
    publish: (...args) => publish.immediate(...args),
    headings({ list, text, after, limit }) {
      const { at, id } = after ?? { at: Number.MAX_SAFE_INTEGER, id: '' };
      return listed[list].all({ at, after: id, text, limit: limit + 1 }).map((found) => {
        const row = headingRow.parse(found);
        return {
          id: row.id,
          title: row.title,
          unit: row.unit,
          inUse: row.in_use,
          pending: row.pending,
          by: row.by_person,
          at: row.changed_at,
        };
      });
    },
    counts: () => ({
      drafts: countPending.get('draft') ?? 0,
      proposed: countPending.get('proposed') ?? 0,
    }),
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
  };
}
