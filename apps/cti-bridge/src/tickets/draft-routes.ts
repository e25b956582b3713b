/** What a draft can do with tickets that are there: find similar ones, link, join, urge. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  joinRefused,
  joinRequest,
  linkRequest,
  similarQuery,
  similarTickets,
  ticketNo,
  ticketRefused,
  wholeTicket,
} from '@hotline/domain/ticket-api';
import { z } from 'zod';
import type { NoteFailure } from '../store/index.ts';
import type { Seated, TicketService } from './ticket-service.ts';

/** A draft with its 60,000 characters, each three bytes. */
const DRAFT_BYTES = 256 * 1024;

const params = z.object({ ticketNo });
const refusals = { 400: ticketRefused, 401: ticketRefused, 403: ticketRefused };
const noted = { 200: wholeTicket, ...refusals, 404: ticketRefused, 422: ticketRefused };

/** Within the scope of the tickets' routes: log-in and limits are theirs. */
export function addDraftRoutes(
  scope: FastifyInstance,
  service: TicketService,
  seatedOf: (request: FastifyRequest) => Seated,
  config: object,
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>();

  // POST, because what citizens say stands in no address and in no log.
  routes.post(
    '/api/v1/tickets/similar',
    {
      config,
      bodyLimit: DRAFT_BYTES,
      schema: { body: similarQuery, response: { 200: similarTickets, ...refusals } },
    },
    async (request, reply) => {
      const found = await service.similar(request.body, seatedOf(request));
      return found === null
        ? reply.code(403).send({ code: 'not-allowed' })
        : reply.code(200).send(found);
    },
  );

  routes.post(
    '/api/v1/tickets/:ticketNo/join',
    {
      config,
      bodyLimit: DRAFT_BYTES,
      schema: { params, body: joinRequest, response: { ...noted, 409: joinRefused } },
    },
    async (request, reply) => {
      const { ticketNo: into } = request.params;
      const joined = await service.join(into, request.body, seatedOf(request));
      if (joined.ok) return reply.code(200).send(joined.value);
      return joined.error.code === 'already-filed'
        ? reply.code(409).send(joined.error)
        : reply.code(statusOf(joined.error)).send({ code: joined.error.code });
    },
  );

  routes.post(
    '/api/v1/tickets/:ticketNo/links',
    { config, bodyLimit: 4096, schema: { params, body: linkRequest, response: noted } },
    async (request, reply) => {
      const between = [request.params.ticketNo, request.body.ticketNo] as const;
      const linked = await service.link('link', between, seatedOf(request).by);
      return linked.ok
        ? reply.code(200).send(linked.value)
        : reply.code(statusOf(linked.error)).send({ code: linked.error.code });
    },
  );

  routes.delete(
    '/api/v1/tickets/:ticketNo/links/:other',
    { config, schema: { params: params.extend({ other: ticketNo }), response: noted } },
    async (request, reply) => {
      const between = [request.params.ticketNo, request.params.other] as const;
      const unlinked = await service.link('unlink', between, seatedOf(request).by);
      return unlinked.ok
        ? reply.code(200).send(unlinked.value)
        : reply.code(statusOf(unlinked.error)).send({ code: unlinked.error.code });
    },
  );
}

function statusOf({ code }: NoteFailure): 403 | 404 | 422 {
  if (code === 'no-ticket') return 404;
  return code === 'not-allowed' ? 403 : 422;
}
