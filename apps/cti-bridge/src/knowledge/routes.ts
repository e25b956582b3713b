/**
 * Knowledge over HTTP, for whoever is logged in (Bearer token): `GET /api/v1/knowledge?since=` the delta for a seat's copy,
 * `GET …/search` for a seat without a copy; writing and approving, reports and papers have files of their own.
 */
import { knowledgeQuery } from '@hotline/domain/knowledge';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { addArticleRoutes } from './article-routes.ts';
import { addFileRoutes } from './file-routes.ts';
import type { Knowledge } from './knowledge.ts';
import { addReportRoutes } from './report-routes.ts';
import { malformed, whoAsks, type ByToken } from './who-asks.ts';

export type KnowledgeRouteOptions = {
  readonly knowledge: Knowledge;
  readonly byToken: ByToken;
  /** All names of the unit for which this person acts (经办人); none: for none. */
  readonly unitNamesOf: (person: string) => readonly string[];
  readonly now: () => number;
};

const delta = z.object({ since: z.coerce.number().int().nonnegative().default(0) });

export function addKnowledgeRoutes(
  server: FastifyInstance,
  { knowledge, byToken, unitNamesOf, now }: KnowledgeRouteOptions,
): void {
  const person = whoAsks(byToken, unitNamesOf, now);

  server.get('/api/v1/knowledge', async (request, reply) => {
    if (person(request, reply) === null) return reply;
    const asked = delta.safeParse(request.query);
    return asked.success ? reply.send(knowledge.library.page(asked.data.since)) : malformed(reply);
  });

  server.get('/api/v1/knowledge/search', async (request, reply) => {
    if (person(request, reply) === null) return reply;
    const asked = knowledgeQuery.safeParse(request.query);
    return asked.success ? reply.send(knowledge.search(asked.data)) : malformed(reply);
  });

  addArticleRoutes(server, knowledge, person, now);
  addReportRoutes(server, knowledge, person, now);
  addFileRoutes(server, knowledge, person);
}
