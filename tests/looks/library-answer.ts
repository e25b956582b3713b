import path from 'node:path';
import { knowledgeQuery } from '@hotline/domain/knowledge';
import { openKnowledgeIndex } from '@hotline/knowledge-index';
import { readKnowledgeFolder } from '@hotline/cti-bridge/knowledge';
import type { Page } from 'playwright-core';

let library: ReturnType<typeof openKnowledgeIndex> | null = null;
function starterSet() {
  if (library !== null) return library;
  const { articles } = readKnowledgeFolder(path.resolve('config/knowledge'));
  const index = openKnowledgeIndex(':memory:');
  index.apply({
    library: 'looks',
    upTo: articles.length,
    left: 0,
    articles: articles.map((each) => ({ ...each, version: 1 })),
    gone: [],
  });
  library = index;
  return index;
}

/** The starter set of articles, searched as the bridge would. */
export async function playLibrary(page: Page): Promise<void> {
  const index = starterSet();
  await page.route('**/api/v1/knowledge/search?*', (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const hits = index.search(knowledgeQuery.parse(Object.fromEntries(asked)));
    return route.fulfill({ json: hits });
  });
}
