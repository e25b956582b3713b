/**
 * Knowledge over HTTP, for whoever is logged in (Bearer token):
 * `GET /api/v1/knowledge?since=` the delta for a seat's copy · `GET …/search` for a seat without a copy ·
 * `POST …/reports` nothing found, or wrong · `GET …/articles/:id` every version · `POST …/articles/:id` a change to it.
 */
import {
  articleContent,
  articleId,
  knowledgeQuery,
  knowledgeReport,
  type Article,
  type ArticleRefusal,
  type KnowledgeQuery,
  type KnowledgeReport,
} from '@hotline/domain/knowledge';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { LogIn } from '../people/log-in-registry.ts';
import type { KnowledgeLibrary } from './library.ts';

export type KnowledgeRouteOptions = {
  readonly library: KnowledgeLibrary;
  readonly search: (query: KnowledgeQuery) => Article[];
  /** ms since 1970 by which the unit has to answer; null where no calendar tells. */
  readonly dueAt: (kind: KnowledgeReport['kind'], now: number) => number | null;
  readonly byToken: (token: string, now: number) => LogIn | null;
  readonly now: () => number;
};

const delta = z.object({ since: z.coerce.number().int().nonnegative().default(0) });
const params = z.object({ id: articleId });
const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('revise'), content: articleContent }),
  z.object({ kind: z.literal('approve') }),
  z.object({ kind: z.literal('withdraw') }),
]);
const statusOf: Readonly<Record<ArticleRefusal['code'], number>> = {
  'not-allowed': 403,
  'own-draft': 409,
  'no-draft': 409,
  'not-in-use': 409,
};

const malformed = (reply: FastifyReply) => reply.code(400).send({ code: 'malformed' });

export function addKnowledgeRoutes(server: FastifyInstance, options: KnowledgeRouteOptions): void {
  const { library, search, dueAt, byToken, now } = options;

  /** Sends the refusal itself when nobody is logged in. */
  const person = (request: FastifyRequest, reply: FastifyReply): LogIn | null => {
    void reply.header('cache-control', 'no-store');
    const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
    const logIn = token === undefined ? null : byToken(token, now());
    if (logIn === null) void reply.code(401).send();
    return logIn;
  };

  server.get('/api/v1/knowledge', async (request, reply) => {
    if (person(request, reply) === null) return reply;
    const asked = delta.safeParse(request.query);
    return asked.success ? reply.send(library.page(asked.data.since)) : malformed(reply);
  });

  server.get('/api/v1/knowledge/search', async (request, reply) => {
    if (person(request, reply) === null) return reply;
    const asked = knowledgeQuery.safeParse(request.query);
    return asked.success ? reply.send(search(asked.data)) : malformed(reply);
  });

  server.post('/api/v1/knowledge/reports', { bodyLimit: 16 * 1024 }, async (request, reply) => {
    const logIn = person(request, reply);
    if (logIn === null) return reply;
    const told = knowledgeReport.safeParse(request.body);
    if (!told.success) return malformed(reply);
    if (told.data.kind === 'wrong' && library.record(told.data.articleId) === null) {
      return reply.code(404).send({ code: 'no-article' });
    }
    const at = now();
    const due = dueAt(told.data.kind, at);
    return reply
      .code(201)
      .send({ ...library.report(told.data, logIn.person, at, due), dueAt: due });
  });

  server.get('/api/v1/knowledge/articles/:id', async (request, reply) => {
    if (person(request, reply) === null) return reply;
    const asked = params.safeParse(request.params);
    if (!asked.success) return malformed(reply);
    const record = library.record(asked.data.id);
    return record === null ? reply.code(404).send({ code: 'no-article' }) : reply.send(record);
  });

  server.post('/api/v1/knowledge/articles/:id', async (request, reply) => {
    const logIn = person(request, reply);
    if (logIn === null) return reply;
    const asked = params.safeParse(request.params);
    const event = change.safeParse(request.body);
    if (!asked.success || !event.success) return malformed(reply);
    const { person: who, role } = logIn;
    const result = library.change(asked.data.id, event.data, { person: who, role }, now());
    return result.ok
      ? reply.send(result.value)
      : reply.code(statusOf[result.error.code]).send(result.error);
  });
}
