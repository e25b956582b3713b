import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  inUse,
  type Article,
  type KnowledgeQuery,
  type KnowledgeReport,
} from '@hotline/domain/knowledge';
import { ok, type Result } from '@hotline/domain/result';
import { openKnowledgeIndex } from '@hotline/knowledge-index';
import type { Logger } from '../observe/log.ts';
import type { OpenFailure } from '../store/database.ts';
import { openFileStore, type FileStore } from './file-store.ts';
import { openKnowledgeLibrary, type KnowledgeLibrary } from './library.ts';
import { readKnowledgeFolder } from './read-folder.ts';
import { openReportBook, type ReportBook } from './report-book.ts';
import { FILES_FOLDER, openKnowledgeStore } from './tables.ts';

export type Knowledge = {
  readonly library: KnowledgeLibrary;
  readonly reports: ReportBook;
  readonly files: FileStore;
  search(query: KnowledgeQuery): Article[];
  /** Whose text the answer to `report` is or would be; null: nobody's yet. */
  unitFor(report: KnowledgeReport): string | null;
  /** ms since 1970 by which the unit has to answer; null where no calendar tells. */
  dueAt(kind: KnowledgeReport['kind'], now: number): number | null;
  close(): void;
};

export type KnowledgeOptions = {
  readonly dataFolder: string;
  /** Read at each start; what is wrong in it is told in the log, and the rest is taken. null: none. */
  readonly sourceFolder: string | null;
  readonly dueAt: Knowledge['dueAt'];
  readonly now: () => number;
  readonly log: Logger;
};

/** The library, and the bridge's own copy of it to search in, kept current by the same deltas as a seat's. */
export function openKnowledge(options: KnowledgeOptions): Result<Knowledge, OpenFailure> {
  const { dataFolder, sourceFolder, dueAt, now, log } = options;
  const store = openKnowledgeStore(dataFolder);
  if (!store.ok) return store;
  const library = openKnowledgeLibrary(store.value);
  const files = openFileStore(join(dataFolder, FILES_FOLDER));
  if (sourceFolder !== null && existsSync(sourceFolder)) {
    const { articles, files: papers, problems } = readKnowledgeFolder(sourceFolder);
    for (const bytes of papers.values()) files.put(bytes);
    const fresh = library.publish(articles, 'import', now());
    for (const problem of problems) log.warn(problem, 'an article was not taken');
    log.info({ articles: articles.length, fresh, problems: problems.length }, 'knowledge read');
  }
  const index = openKnowledgeIndex(join(dataFolder, 'knowledge-index.sqlite'));
  const catchUp = (): void => {
    const { library: copied, upTo } = index.copy();
    let page = library.page(upTo);
    if (copied !== null && copied !== page.library) page = library.page(0);
    while (page.articles.length + page.gone.length > 0) {
      index.apply(page);
      page = library.page(page.upTo);
    }
  };
  /** Of the articles that a category has, or else the one above it. */
  const unitsOf = (category: string): string[] =>
    search({ text: '', category, place: '', today: '1970-01-01', limit: 50 }).map(
      ({ content }) => content.unit,
    );
  const search = (query: KnowledgeQuery): Article[] => {
    catchUp();
    return index.search(query);
  };
  return ok({
    library,
    reports: openReportBook(store.value),
    files,
    search,
    unitFor(report) {
      if (report.kind === 'wrong') {
        const record = library.record(report.articleId);
        const seen = record.versions.find(({ version }) => version === report.version);
        return (seen ?? inUse(record))?.content.unit ?? null;
      }
      return report.category === null ? null : commonest(unitsOf(report.category));
    },
    dueAt,
    close() {
      index.close();
      store.value.close();
    },
  });
}

/** null of none. */
function commonest(units: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const unit of units) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
