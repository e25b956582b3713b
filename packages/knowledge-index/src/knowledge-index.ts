import { rmSync } from 'node:fs';
import {
  article,
  type Article,
  type KnowledgeCopy,
  type KnowledgePage,
  type KnowledgeQuery,
} from '@hotline/domain/knowledge';
import { z } from 'zod';
import { questionOf, type Question } from './question.ts';
import { openFile } from './schema.ts';
import { spellingsOf, termsOf } from './terms.ts';

export type KnowledgeIndex = {
  /** How far this copy is. */
  copy(): KnowledgeCopy;
  /** One page of the delta, whole or not at all; a page of another library empties the copy first. */
  apply(page: KnowledgePage): void;
  /**
   * Best first: those in force before those that are not, then what stands in title and keywords before the answer, the
   * caller's district and the draft's category before others. Without text: what the category has.
   */
  search(query: KnowledgeQuery): Article[];
  /** Files that the articles name, each once. */
  papers(): { readonly hash: string; readonly bytes: number }[];
  close(): void;
};

/** bm25 weights of title, keywords, answer, spelling (sqlite.org/fts5.html#the_bm25_function). */
const SCORE = 'bm25(terms, 10.0, 6.0, 1.0, 4.0)';
/** What a fit is worth beside it: a bm25 of a good title is around −10. Lower is better. */
const ORDER = `
  (valid_from > @today OR valid_to < @today),
  score
    - (title = @text) * 50
    - (region <> '' AND instr(@place, region) > 0) * 8
    + (region <> '' AND instr(@place, region) = 0) * 4
    - (@category <> '' AND category = @category) * 3
    - (@category <> '' AND substr(category, 1, 4) = substr(@category, 1, 4)) * 2,
  row`;
/** Postings that a wide question may touch: it keeps the longest draft within some ten milliseconds. */
const WIDE_POSTINGS = 3_000;

const paperRow = z.object({ hash: z.string(), bytes: z.number() });
const copyRow = z.object({
  library: z.string().nullable(),
  upTo: z.number(),
  articles: z.number(),
});

/** Opens the copy in `file`, or begins one; `:memory:` for none on the disk. */
export function openKnowledgeIndex(file: string): KnowledgeIndex {
  const db = openFile(file, (damaged) => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(damaged + suffix, { force: true });
  });
  const readCopy = db.prepare(
    'SELECT library, up_to AS upTo, (SELECT count(*) FROM article) AS articles FROM copy',
  );
  const writeCopy = db.prepare('UPDATE copy SET library = ?, up_to = ?');
  const rowOf = db.prepare<[string], number>('SELECT row FROM article WHERE id = ?').pluck();
  const putArticle = db.prepare('INSERT INTO article (id, body) VALUES (?, ?)');
  const putRank = db.prepare('INSERT INTO rank_of VALUES (?, ?, ?, ?, ?, ?)');
  const putTerms = db.prepare(
    'INSERT INTO terms (rowid, title, keywords, answer, spelling) VALUES (?, ?, ?, ?, ?)',
  );
  const putPaper = db.prepare('INSERT INTO paper VALUES (?, ?, ?)');
  const papers = db.prepare('SELECT hash, max(bytes) AS bytes FROM paper GROUP BY hash');
  const drops = [
    'article WHERE row',
    'rank_of WHERE row',
    'paper WHERE row',
    'terms WHERE rowid',
  ].map((which) => db.prepare(`DELETE FROM ${which} = ?`));
  // The rows first, by a sort that keeps the best few, and the articles of those alone.
  const found = db
    .prepare<[object], number>(
      `SELECT row FROM (
         SELECT rank_of.*, ${SCORE} AS score FROM terms JOIN rank_of ON rank_of.row = terms.rowid
         WHERE terms MATCH @match)
       ORDER BY ${ORDER} LIMIT @limit`,
    )
    .pluck();
  const ofCategory = db
    .prepare<[object], number>(
      `SELECT row FROM (
         SELECT *, 0 AS score FROM rank_of
         WHERE category >= @from AND category < @from || ':')
       ORDER BY ${ORDER} LIMIT @limit`,
    )
    .pluck();
  const bodyOf = db.prepare<[number], string>('SELECT body FROM article WHERE row = ?').pluck();
  const postings = db.prepare<[string], number>('SELECT doc FROM term WHERE term = ?').pluck();

  const drop = (id: string): void => {
    const present = rowOf.get(id);
    if (present !== undefined) for (const each of drops) each.run(present);
  };
  const put = ({ id, version, content }: Article): void => {
    const { lastInsertRowid } = putArticle.run(id, JSON.stringify({ id, version, content }));
    const { title, answer, steps, keywords, unit, region, category, validFrom, validTo } = content;
    // A district is known by its name without 区, 县, 市: 樊城区 stands in 樊城长虹路 too.
    const place = region.length > 2 ? region.replace(/[区县市]$/u, '') : region;
    putRank.run(lastInsertRowid, title, category ?? '', place, validFrom ?? '', validTo ?? '9999');
    for (const each of content.attachments) {
      if ('hash' in each) putPaper.run(lastInsertRowid, each.hash, each.bytes);
    }
    putTerms.run(
      lastInsertRowid,
      termsOf(title, true),
      termsOf([...keywords, region].join('\n'), true),
      termsOf([answer, ...steps, unit].join('\n'), false),
      spellingsOf([title, ...keywords].join('\n')),
    );
  };
  const apply = db.transaction((page: KnowledgePage): void => {
    const { library } = copyRow.parse(readCopy.get());
    if (library !== page.library) {
      db.exec(`DELETE FROM article; DELETE FROM rank_of; DELETE FROM paper; DELETE FROM terms;`);
    }
    for (const id of page.gone) drop(id);
    for (const each of page.articles) {
      drop(each.id);
      put(each);
    }
    writeCopy.run(page.library, page.upTo);
  });

  /** Of the terms, the rarest that together stay within the bound: they are what the text is about. */
  const wide = ({ each }: Question): string | null => {
    const counted = each
      .map((term) => ({ term, count: postings.get(/"([^"]*)"/.exec(term)?.[1] ?? '') ?? 0 }))
      // A spelling is the beginning of a term, so it has no count of its own.
      .filter(({ term, count }) => count > 0 || term.startsWith('('))
      .sort((one, other) => one.count - other.count);
    const kept: string[] = [];
    let sum = 0;
    for (const { term, count } of counted) {
      sum += count;
      if (kept.length > 0 && sum > WIDE_POSTINGS) break;
      kept.push(term);
    }
    return kept.length === 0 ? null : kept.join(' OR ');
  };
  const read = (rows: readonly number[]): Article[] =>
    rows.map((row) => article.parse(JSON.parse(bodyOf.get(row) ?? '')));
  return {
    copy: () => copyRow.parse(readCopy.get()),
    apply: (page) => apply.immediate(page),
    search({ text, category, place, today, limit }) {
      const question = questionOf(text);
      const given = { text: text.trim(), category, place, today, limit };
      if (question.all === null) {
        if (category === '') return [];
        const exact = read(ofCategory.all({ ...given, from: category }));
        const above = category.slice(0, -2);
        if (exact.length >= limit || above === '') return exact;
        return together(exact, read(ofCategory.all({ ...given, from: above })), limit);
      }
      if (question.headed !== null) {
        const headed = read(found.all({ ...given, match: question.headed }));
        if (headed.length >= limit) return headed;
      }
      const narrow = read(found.all({ ...given, match: question.all }));
      if (narrow.length >= limit || question.each.length < 2) return narrow;
      const match = wide(question);
      return match === null
        ? narrow
        : together(narrow, read(found.all({ ...given, match })), limit);
    },
    papers: () => z.array(paperRow).parse(papers.all()),
    close: () => db.close(),
  };
}

function together(first: readonly Article[], then: readonly Article[], limit: number): Article[] {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...then.filter(({ id }) => !known.has(id))].slice(0, limit);
}
