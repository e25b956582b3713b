/** `GET /api/v1/tickets/terms`: the words that ticket screens need; people without a telephone get them nowhere else. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor } from '@hotline/domain/ticket';
import { ticketRefused, ticketTerms, type TicketTerms } from '@hotline/domain/ticket-api';
import { initialsOf, type BridgeConfig } from '../config/index.ts';
import type { LogIn } from '../people/log-in-registry.ts';

export type TermsRules = Pick<
  BridgeConfig,
  | 'hotline'
  | 'tickets'
  | 'ticketKinds'
  | 'urgencies'
  | 'categories'
  | 'recording'
  | 'people'
  | 'office'
>;

export function addTermsRoute(
  server: FastifyInstance,
  terms: (request: FastifyRequest) => TicketTerms,
  config: object,
): void {
  server.withTypeProvider<ZodTypeProvider>().get(
    '/api/v1/tickets/terms',
    {
      config,
      schema: { response: { 200: ticketTerms, 401: ticketRefused } },
    },
    async (request, reply) => reply.code(200).send(terms(request)),
  );
}

/** Terms for each person; what is the same for all is worked out once. */
export function termsFor({
  hotline,
  tickets,
  ticketKinds,
  urgencies,
  categories,
  recording,
  people,
  office,
}: TermsRules): (actor: Actor, role: LogIn['role'], practice: boolean, now: number) => TicketTerms {
  const words = {
    units: tickets.units.map(({ id, zh, en }) => ({ id, zh, en, initials: initialsOf(zh) })),
    kinds: ticketKinds,
    urgencies,
    categories: categories.map(({ code, zh }) => ({ code, zh })),
    people: Object.fromEntries([...people, ...office].map(({ id, name }) => [id, name])),
  };
  return (actor, role, practice, now) => ({
    ...words,
    actor,
    now,
    hotline: { name: hotline.name, timeZone: hotline.timeZone, practice },
    mayListen: recording.listen.some((one) => one === role),
  });
}
