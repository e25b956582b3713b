/**
 * `PUT /api/v1/tickets/external/<id>`: another 12345 platform hands a ticket over, or a newer text of it. Signed like
 * the events that it is sent; the same version twice, or an older one late, changes nothing.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import { externalTicket, received, ticketRefused } from '@hotline/domain/ticket-api';
import { z } from 'zod';
import { isSignedBy } from '../push/index.ts';
import type { TicketStore } from '../store/index.ts';

export type ExternalRouteOptions = {
  readonly store: Pick<TicketStore, 'receive'>;
  /** HOTLINE_WEBHOOK_SECRET */
  readonly secret: string;
  readonly now: () => number;
};

const params = z.object({ id: z.string().regex(/^[\w.:-]{1,64}$/) });
const REQUESTS_PER_MINUTE = 6000;

export async function addExternalRoute(
  server: FastifyInstance,
  { store, secret, now }: ExternalRouteOptions,
): Promise<void> {
  await server.register(async (scope) => {
    const bodies = new WeakMap<FastifyRequest, string>();
    scope.setValidatorCompiler(validatorCompiler);
    scope.setSerializerCompiler(serializerCompiler);
    scope.removeContentTypeParser('application/json');
    // The signature is over the bytes as they came.
    scope.addContentTypeParser(
      'application/json',
      { parseAs: 'string', bodyLimit: 256 * 1024 },
      (request, body, done) => {
        bodies.set(request, String(body));
        try {
          done(null, JSON.parse(String(body)));
        } catch {
          done(Object.assign(new Error('no JSON'), { statusCode: 400 }));
        }
      },
    );
    scope.addHook('preValidation', async (request, reply) => {
      const body = bodies.get(request) ?? '';
      if (isSignedBy(secret, request.headers, body, now())) return undefined;
      return reply.code(401).send({ code: 'not-signed' });
    });
    scope.withTypeProvider<ZodTypeProvider>().put(
      '/api/v1/tickets/external/:id',
      {
        config: { rateLimit: { max: REQUESTS_PER_MINUTE, timeWindow: 60_000 } },
        schema: {
          params,
          body: externalTicket,
          security: [],
          response: { 200: received, 400: ticketRefused, 401: ticketRefused },
        },
      },
      async (request, reply) => {
        const { version, draft } = request.body;
        const by = { role: 'dispatcher', person: 'platform' } as const;
        const external = { id: request.params.id, version };
        return reply.code(200).send(await store.receive(external, draft, by, now()));
      },
    );
  });
}
