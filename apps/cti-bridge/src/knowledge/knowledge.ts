import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '@hotline/domain/result';
import { openKnowledgeIndex } from '@hotline/knowledge-index';
import type { Logger } from '../observe/log.ts';
import type { OpenFailure } from '../store/database.ts';
import { openKnowledgeLibrary } from './library.ts';
import { readKnowledgeFolder } from './read-folder.ts';
import type { KnowledgeRouteOptions } from './routes.ts';
import { openKnowledgeStore } from './tables.ts';

export type Knowledge = Pick<KnowledgeRouteOptions, 'library' | 'search' | 'dueAt'> & {
  close(): void;
};

export type KnowledgeOptions = {
  readonly dataFolder: string;
  /** Read at each start; what is wrong in it is told in the log, and the rest is taken. null: none. */
  readonly sourceFolder: string | null;
  readonly dueAt: KnowledgeRouteOptions['dueAt'];
  readonly now: () => number;
  readonly log: Logger;
};

/** The library, and the bridge's own copy of it to search in, kept current by the same deltas as a seat's. */
export function openKnowledge(options: KnowledgeOptions): Result<Knowledge, OpenFailure> {
  const { dataFolder, sourceFolder, dueAt, now, log } = options;
  const store = openKnowledgeStore(dataFolder);
  if (!store.ok) return store;
  const library = openKnowledgeLibrary(store.value);
  if (sourceFolder !== null && existsSync(sourceFolder)) {
    const { articles, problems } = readKnowledgeFolder(sourceFolder);
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
  return ok({
    library,
    search(query) {
      catchUp();
      return index.search(query);
    },
    dueAt,
    close() {
      index.close();
      store.value.close();
    },
  });
}
