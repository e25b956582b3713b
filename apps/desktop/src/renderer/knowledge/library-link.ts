/** The bridge's knowledge library, asked for by whoever is signed in. Every failure but a typed refusal is a rejection. */
import {
  articlePage,
  articleRefused,
  fileHash,
  knowledgeHits,
  knowledgePage,
  reportPage,
  wholeArticle,
  type Article,
  type ArticleListQuery,
  type ArticlePage,
  type ChangeRequest,
  type KnowledgePage,
  type KnowledgeQuery,
  type KnowledgeReport,
  type ReportAnswer,
  type ReportListQuery,
  type ReportPage,
  type WholeArticle,
} from '@hotline/domain/knowledge';
import { err, ok, type Result } from '@hotline/domain/result';
import { z } from 'zod';

type ChangeRefused = z.infer<typeof articleRefused>;

export type LibraryLink = {
  page(since: number): Promise<KnowledgePage>;
  search(query: KnowledgeQuery): Promise<readonly Article[]>;
  report(report: KnowledgeReport): Promise<void>;
  list(query: ArticleListQuery): Promise<ArticlePage>;
  /** null: there is no such article, or nothing of it for this person. */
  read(id: string): Promise<WholeArticle | null>;
  change(id: string, request: ChangeRequest): Promise<Result<WholeArticle, ChangeRefused>>;
  reports(query: ReportListQuery): Promise<ReportPage>;
  /** The refusal's code, or null: it is answered. */
  answer(reportId: number, answer: ReportAnswer): Promise<string | null>;
  /** null: a file of a kind or size that is not taken. */
  keepFile(bytes: ArrayBuffer): Promise<{ readonly hash: string; readonly bytes: number } | null>;
  /** null: the library does not have it. */
  file(hash: string): Promise<Uint8Array<ArrayBuffer> | null>;
};

const WITHIN_MS = 8_000;
/** 10 MB over a slow line. */
const FILE_WITHIN_MS = 120_000;
const BYTES = 'application/octet-stream';

const refusal = z.object({ code: z.string() });
const keptFile = z.object({ hash: fileHash, bytes: z.number() });

async function good(answer: Promise<Response>): Promise<unknown> {
  const response = await answer;
  if (!response.ok) throw new Error(`knowledge: ${response.status}`);
  return response.json();
}

function addressOf(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return `${path}?${new URLSearchParams(given).toString()}`;
}

/** `token` null: nobody is signed in. */
export function libraryLink(
  fetcher: typeof fetch,
  bridgeUrl: string,
  token: () => string | null,
): LibraryLink {
  const send = (path: string, body?: object | ArrayBuffer): Promise<Response> => {
    const isFile = body instanceof ArrayBuffer || path.startsWith('/files/');
    const type = body instanceof ArrayBuffer ? BYTES : 'application/json';
    return fetcher(new URL(`/api/v1/knowledge${path}`, bridgeUrl), {
      headers: {
        authorization: `Bearer ${token() ?? ''}`,
        ...(body === undefined ? {} : { 'content-type': type }),
      },
      ...(body === undefined
        ? {}
        : { method: 'POST', body: body instanceof ArrayBuffer ? body : JSON.stringify(body) }),
      signal: AbortSignal.timeout(isFile ? FILE_WITHIN_MS : WITHIN_MS),
    });
  };
  return {
    page: async (since) => knowledgePage.parse(await good(send(`?since=${since}`))),
    search: async (query) => knowledgeHits.parse(await good(send(addressOf('/search', query)))),
    async report(report) {
      await good(send('/reports', report));
    },
    list: async (query) => articlePage.parse(await good(send(addressOf('/articles', query)))),
    async read(id) {
      const response = await send(`/articles/${id}`);
      if (response.status === 404) return null;
      return wholeArticle.parse(await good(Promise.resolve(response)));
    },
    async change(id, request) {
      const response = await send(`/articles/${id}`, request);
      const body: unknown = await response.json();
      if (response.ok) return ok(wholeArticle.parse(body));
      // 401 is told by the link to the bridge itself.
      return err(articleRefused.parse(body));
    },
    reports: async (query) => reportPage.parse(await good(send(addressOf('/reports', query)))),
    async answer(reportId, answer) {
      const response = await send(`/reports/${reportId}`, answer);
      return response.ok ? null : refusal.parse(await response.json()).code;
    },
    async keepFile(bytes) {
      const response = await send('/files', bytes);
      if (response.status === 415 || response.status === 413) return null;
      return keptFile.parse(await good(Promise.resolve(response)));
    },
    async file(hash) {
      const response = await send(`/files/${hash}`);
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(`knowledge: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}
