/** The bridge's knowledge library, asked for by whoever is signed in. Every failure is a rejection. */
import {
  knowledgeHits,
  knowledgePage,
  type Article,
  type KnowledgePage,
  type KnowledgeQuery,
  type KnowledgeReport,
} from '@hotline/domain/knowledge';

export type LibraryLink = {
  page(since: number): Promise<KnowledgePage>;
  search(query: KnowledgeQuery): Promise<readonly Article[]>;
  report(report: KnowledgeReport): Promise<void>;
};

const WITHIN_MS = 8_000;

/** `token` null: nobody is signed in. */
export function libraryLink(
  fetcher: typeof fetch,
  bridgeUrl: string,
  token: () => string | null,
): LibraryLink {
  const ask = async (path: string, body?: KnowledgeReport): Promise<unknown> => {
    const response = await fetcher(new URL(`/api/v1/knowledge${path}`, bridgeUrl), {
      headers: {
        authorization: `Bearer ${token() ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    if (!response.ok) throw new Error(`knowledge: ${response.status}`);
    return response.json();
  };
  return {
    page: async (since) => knowledgePage.parse(await ask(`?since=${since}`)),
    async search(query) {
      const asked = new URLSearchParams(Object.entries({ ...query, limit: String(query.limit) }));
      return knowledgeHits.parse(await ask(`/search?${asked.toString()}`));
    },
    async report(report) {
      await ask('/reports', report);
    },
  };
}
