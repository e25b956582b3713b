/** 推送失败: events that were given up, and sending one again. For leaders and dispatchers. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor } from '@hotline/domain/ticket';
import { deadDeliveries, deliveryKey, ticketRefused } from '@hotline/domain/ticket-api';
import { z } from 'zod';
import type { TicketStore } from '../store/index.ts';

/** Within the scope of the tickets' routes: log-in and limits are theirs. */
export function addDeliveryRoutes(
  scope: FastifyInstance,
  store: Pick<TicketStore, 'deadDeliveries' | 'retryDelivery'>,
  actorOf: (request: FastifyRequest) => Actor,
  config: object,
  now: () => number,
): void {
  const mayLook = (request: FastifyRequest): boolean =>
    ['leader', 'dispatcher'].includes(actorOf(request).role);
  const routes = scope.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/ticket-deliveries/dead',
    {
      config,
      schema: { response: { 200: deadDeliveries, 401: ticketRefused, 403: ticketRefused } },
    },
    async (request, reply) =>
      mayLook(request)
        ? reply.code(200).send([...(await store.deadDeliveries())])
        : reply.code(403).send({ code: 'not-allowed' }),
  );
  routes.post(
    '/api/v1/ticket-deliveries/retry',
    {
      config,
      bodyLimit: 4096,
      schema: {
        body: deliveryKey,
        response: {
          200: z.object({}),
          400: ticketRefused,
          401: ticketRefused,
          403: ticketRefused,
          404: ticketRefused,
        },
      },
    },
    async (request, reply) => {
      if (!mayLook(request)) return reply.code(403).send({ code: 'not-allowed' });
      return (await store.retryDelivery(request.body, now()))
        ? reply.code(200).send({})
        : reply.code(404).send({ code: 'not-dead' });
    },
  );
}
