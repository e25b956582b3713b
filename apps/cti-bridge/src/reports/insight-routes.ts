/** 热点, and the tickets behind a figure: inside the scope whose hook lets leaders through alone. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  hotSpots,
  hotSpotsQuery,
  reportRefused,
  ticketListQuery,
} from '@hotline/domain/report-api';
import { ticketPage, type TicketView } from '@hotline/domain/ticket-api';
import type { TicketRecord } from '../store/index.ts';
import type { HotSpotService } from './hot-spots.ts';
import type { TicketLists } from './ticket-list.ts';

const refusals = { 400: reportRefused, 401: reportRefused, 403: reportRefused };

type InsightRouteOptions = {
  readonly hotSpots: HotSpotService;
  readonly ticketLists: TicketLists;
  /** A ticket as whoever asks may see it: numbers masked, a secret complainant hidden. */
  readonly ticketView: (record: TicketRecord, request: FastifyRequest) => TicketView;
};

export function addInsightRoutes(
  scope: FastifyInstance,
  options: InsightRouteOptions,
  config: { readonly rateLimit: object },
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>();
  routes.get(
    '/api/v1/reports/hot-spots',
    { config, schema: { querystring: hotSpotsQuery, response: { 200: hotSpots, ...refusals } } },
    async (request, reply) => reply.code(200).send(await options.hotSpots.read(request.query)),
  );
  routes.get(
    '/api/v1/reports/tickets/list',
    {
      config,
      schema: { querystring: ticketListQuery, response: { 200: ticketPage, ...refusals } },
    },
    async (request, reply) => {
      const page = await options.ticketLists.read(request.query);
      if (!page.ok) return reply.code(400).send({ code: page.error });
      const { tickets, next } = page.value;
      return reply
        .code(200)
        .send({ tickets: tickets.map((each) => options.ticketView(each, request)), next });
    },
  );
}
