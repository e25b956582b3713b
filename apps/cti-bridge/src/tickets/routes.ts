/** `/api/v1/tickets`, and the document that describes it. */
import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Actor } from '@hotline/domain/ticket';
import {
  conflict,
  listQuery,
  revealed,
  revealRequest,
  stepRequest,
  ticketCounts,
  ticketNo,
  ticketPage,
  ticketRefused,
  wholeTicket,
} from '@hotline/domain/ticket-api';
import { z } from 'zod';
import {
  addAttachmentRoutes,
  type AttachmentRules,
  type Attachments,
} from '../attachments/index.ts';
import type { HolidayBook } from '../calendar/holiday-book.ts';
import { addHolidayRoutes } from '../calendar/routes.ts';
import type { LogIn } from '../people/log-in-registry.ts';
import type { TicketStore } from '../store/index.ts';
import { addDeliveryRoutes } from './delivery-routes.ts';
import { addDraftRoutes } from './draft-routes.ts';
import { addExternalRoute } from './external-routes.ts';
import { addTermsRoute, termsFor, type TermsRules } from './terms-route.ts';
import type { Seated, TicketService } from './ticket-service.ts';

export type TicketRouteOptions = {
  readonly service: TicketService;
  readonly holidays: HolidayBook;
  readonly store: TicketStore;
  /** HOTLINE_WEBHOOK_SECRET; null: no platform hands tickets over. */
  readonly webhookSecret: string | null;
  readonly byToken: (token: string, now: number) => LogIn | null;
  readonly partOf: (logIn: LogIn) => Actor;
  readonly attachments: Attachments;
  readonly attachmentRules: AttachmentRules;
  readonly terms: TermsRules;
  readonly practice: () => boolean;
  readonly now: () => number;
  /** Routes that the same document describes. */
  readonly alsoDescribed: (scope: FastifyInstance) => Promise<void>;
};

/** Of one person; a list that is leafed through with a key held down stays below. */
const REQUESTS_PER_MINUTE = 600;

const params = z.object({ ticketNo });
const refusals = { 400: ticketRefused, 401: ticketRefused, 403: ticketRefused, 404: ticketRefused };

export async function addTicketRoutes(
  server: FastifyInstance,
  options: TicketRouteOptions,
): Promise<void> {
  const { service, holidays, store, webhookSecret, byToken, partOf, terms, practice, now } =
    options;
  const people = new WeakMap<FastifyRequest, Seated & { readonly logIn: LogIn }>();
  const seatedOf = (request: FastifyRequest): Seated & { readonly logIn: LogIn } => {
    const seated = people.get(request);
    if (seated === undefined) throw new Error('asked before the log-in was looked at');
    return seated;
  };
  const termsOf = termsFor(terms);
  const actorOf = (request: FastifyRequest): Actor => seatedOf(request).by;

  // A scope of its own: what checks bodies by zod here, and what the document lists.
  await server.register(async (scope) => {
    scope.setValidatorCompiler(validatorCompiler);
    scope.setSerializerCompiler(serializerCompiler);
    await scope.register(swagger, {
      openapi: {
        info: { title: '12345 工单 tickets', version: '1' },
        components: { securitySchemes: { logIn: { type: 'http', scheme: 'bearer' } } },
        security: [{ logIn: [] }],
      },
      transform: jsonSchemaTransform,
    });
    scope.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
      reply.type('application/json').serializer(JSON.stringify).send(scope.swagger()),
    );

    await options.alsoDescribed(scope);
    if (webhookSecret !== null) {
      await addExternalRoute(scope, { store, secret: webhookSecret, now });
    }
    await scope.register(async (inner) => {
      const tickets = inner.withTypeProvider<ZodTypeProvider>();
      tickets.addHook('onRequest', async (request, reply) => {
        void reply.header('cache-control', 'no-store');
        const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
        const logIn = token === undefined ? null : byToken(token, now());
        if (logIn === null) return reply.code(401).send({ code: 'not-logged-in' });
        people.set(request, { by: partOf(logIn), seatId: logIn.seatId, logIn });
        return undefined;
      });
      const config = {
        rateLimit: {
          max: REQUESTS_PER_MINUTE,
          timeWindow: 60_000,
          hook: 'preHandler' as const,
          keyGenerator: (request: FastifyRequest) => actorOf(request).person,
        },
      };

      addDeliveryRoutes(inner, store, actorOf, config, now);
      addHolidayRoutes(inner, holidays, actorOf, config, now);
      addDraftRoutes(inner, service, seatedOf, config);
      addAttachmentRoutes(inner, {
        attachments: options.attachments,
        rules: options.attachmentRules,
        store,
        mayRead: async (no, { by }) => (await service.read(no, by)) !== null,
        seatedOf,
        config,
      });
      addTermsRoute(
        inner,
        (request) => {
          const { by, logIn } = seatedOf(request);
          return termsOf(by, logIn.role, practice(), now());
        },
        config,
      );

      tickets.get(
        '/api/v1/tickets',
        {
          config,
          schema: { querystring: listQuery, response: { 200: ticketPage, ...refusals } },
        },
        async (request, reply) => {
          const page = await service.list(request.query, actorOf(request));
          return page.ok
            ? reply.code(200).send(page.value)
            : reply.code(400).send({ code: 'malformed' });
        },
      );

      tickets.get(
        '/api/v1/ticket-counts',
        { config, schema: { response: { 200: ticketCounts, ...refusals } } },
        async (request, reply) => reply.code(200).send(await service.counts(actorOf(request))),
      );

      tickets.get(
        '/api/v1/tickets/:ticketNo',
        { config, schema: { params, response: { 200: wholeTicket, ...refusals } } },
        async (request, reply) => {
          const whole = await service.read(request.params.ticketNo, actorOf(request));
          return whole === null
            ? reply.code(404).send({ code: 'no-ticket' })
            : reply.code(200).send(whole);
        },
      );

      tickets.post(
        '/api/v1/tickets/:ticketNo/steps',
        {
          config,
          bodyLimit: 128 * 1024,
          schema: {
            params,
            body: stepRequest,
            response: { 200: wholeTicket, ...refusals, 409: conflict, 422: ticketRefused },
          },
        },
        async (request, reply) => {
          const by = actorOf(request);
          const { expectedVersion, event } = request.body;
          const taken = await service.step(request.params.ticketNo, expectedVersion, event, by);
          if (taken.ok) return reply.code(200).send(taken.value);
          const { error } = taken;
          switch (error.code) {
            case 'no-ticket':
              return reply.code(404).send({ code: 'no-ticket' });
            case 'not-allowed':
              return reply.code(403).send({ code: 'not-allowed' });
            case 'conflict':
              return reply.code(409).send({
                code: 'conflict',
                meant: error.meant?.state.kind ?? null,
                current: service.view(error.current, by),
              });
            default:
              return reply.code(422).send({ ...error });
          }
        },
      );

      tickets.post(
        '/api/v1/tickets/:ticketNo/reveal',
        {
          config,
          bodyLimit: 4096,
          schema: { params, body: revealRequest, response: { 200: revealed, ...refusals } },
        },
        async (request, reply) => {
          const shown = await service.reveal(
            request.params.ticketNo,
            request.body.reason,
            actorOf(request),
          );
          if (shown.ok) return reply.code(200).send(shown.value);
          return reply.code(shown.error.code === 'no-ticket' ? 404 : 403).send(shown.error);
        },
      );
    });
  });
}
