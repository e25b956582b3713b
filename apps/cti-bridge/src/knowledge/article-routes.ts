/** `GET …/articles` a list · `GET …/articles/:id` every version that this person may see · `POST …/articles/:id` a change to it. */
import {
  articleId,
  articleListQuery,
  changeRequest,
  everShown,
  mayWrite,
  stepsOf,
  type ArticleContent,
  type ArticleRecord,
  type ArticleRefusal,
  type Editor,
  type WholeArticle,
} from '@hotline/domain/knowledge';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { countsFor } from './counts.ts';
import type { Knowledge } from './knowledge.ts';
import { malformed, type WhoAsks } from './who-asks.ts';

const params = z.object({ id: articleId });
/** `at.id` of the last article of the page before. */
const cursor = /^(?<at>\d{1,16})\.(?<id>[a-z0-9][a-z0-9.-]{0,63})$/;
const statusOf: Readonly<Record<ArticleRefusal['code'], number>> = {
  'not-allowed': 403,
  'own-draft': 409,
  'no-draft': 409,
  'not-proposed': 409,
  'not-in-use': 409,
  'changed-meanwhile': 409,
};

export function addArticleRoutes(
  server: FastifyInstance,
  knowledge: Knowledge,
  person: WhoAsks,
  now: () => number,
): void {
  const { library, files } = knowledge;

  server.get('/api/v1/knowledge/articles', async (request, reply) => {
    const by = person(request, reply);
    if (by === null) return reply;
    const asked = articleListQuery.safeParse(request.query);
    if (!asked.success) return malformed(reply);
    const { list, text, limit } = asked.data;
    // What is not in use yet is for those who write.
    if (list !== 'in-use' && !mayWrite(by.role)) {
      return reply.code(403).send({ code: 'not-allowed' });
    }
    const { at, id } = cursor.exec(asked.data.after ?? '')?.groups ?? {};
    if (asked.data.after !== undefined && id === undefined) return malformed(reply);
    const after = at === undefined || id === undefined ? null : { at: Number(at), id };
    const found = library.headings({ list, text, after, limit });
    const articles = found.slice(0, limit);
    const last = articles.at(-1);
    return reply.send({
      articles: mayWrite(by.role)
        ? articles
        : articles.map((each) => ({ ...each, pending: null, by: '' })),
      next: found.length > limit && last !== undefined ? `${last.at}.${last.id}` : null,
      counts: countsFor(knowledge, by, now()),
    });
  });

  server.get('/api/v1/knowledge/articles/:id', async (request, reply) => {
    const by = person(request, reply);
    if (by === null) return reply;
    const asked = params.safeParse(request.params);
    if (!asked.success) return malformed(reply);
    const whole = wholeFor(library.record(asked.data.id), by);
    return whole.versions.length === 0
      ? reply.code(404).send({ code: 'no-article' })
      : reply.send(whole);
  });

  server.post(
    '/api/v1/knowledge/articles/:id',
    { bodyLimit: 256 * 1024 },
    async (request, reply) => {
      const by = person(request, reply);
      if (by === null) return reply;
      const asked = params.safeParse(request.params);
      const change = changeRequest.safeParse(request.body);
      if (!asked.success || !change.success) return malformed(reply);
      const { expected, event } = change.data;
      if (event.kind === 'revise' && !areKept(event.content)) return malformed(reply);
      const { id } = asked.data;
      const result = library.change(id, expected, event, by, now());
      if (result.ok) return reply.send(wholeFor(result.value, by));
      const { code } = result.error;
      const current = code === 'not-allowed' ? {} : { current: wholeFor(library.record(id), by) };
      return reply.code(statusOf[code]).send({ code, ...current });
    },
  );

  /** A file that the library does not have is somebody's invention. */
  function areKept({ attachments }: ArticleContent): boolean {
    return attachments.every((each) => 'url' in each || files.has(each.hash));
  }
}

function wholeFor(record: ArticleRecord, by: Editor): WholeArticle {
  const { id, revision, versions } = mayWrite(by.role) ? record : everShown(record);
  return {
    id,
    revision,
    versions: versions.map((each) => ({ ...each, writers: [...each.writers] })),
    steps: stepsOf(record, by),
  };
}
