/** 工作日历: which years are known, and importing one (a leader). Within the scope of the tickets' routes: log-in and limits are theirs. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { holidayYear } from '@hotline/domain/calendar';
import type { Actor } from '@hotline/domain/ticket';
import {
  holidayRefused,
  holidayTaken,
  holidayYears,
  ticketRefused,
} from '@hotline/domain/ticket-api';
import type { z } from 'zod';
import { explainIssues } from '../config/index.ts';
import type { HolidayBook } from './holiday-book.ts';

export function addHolidayRoutes(
  scope: FastifyInstance,
  book: HolidayBook,
  actorOf: (request: FastifyRequest) => Actor,
  config: object,
  now: () => number,
): void {
  const routes = scope.withTypeProvider<ZodTypeProvider>();

  routes.get(
    '/api/v1/holidays',
    { config, schema: { response: { 200: holidayYears, 401: ticketRefused } } },
    async (_request, reply) =>
      reply.code(200).send(book.years().map(({ notice, imported }) => ({ ...notice, imported }))),
  );

  routes.post(
    '/api/v1/holidays',
    {
      config,
      bodyLimit: 32 * 1024,
      // A year that is wrong is told by its places, in words, and not as `malformed`.
      attachValidation: true,
      schema: {
        body: holidayYear,
        response: {
          200: holidayTaken,
          401: ticketRefused,
          403: ticketRefused,
          422: holidayRefused,
        },
      },
    },
    async (request, reply) => {
      const by = actorOf(request);
      if (by.role !== 'leader') return reply.code(403).send({ code: 'not-allowed' });
      const notice = holidayYear.safeParse(request.body);
      if (!notice.success) {
        return reply
          .code(422)
          .send({ code: 'wrong-notice', problems: problemsIn(request.body, notice.error.issues) });
      }
      const { year } = notice.data;
      return reply.code(200).send({ year, taken: book.take(notice.data, by.person, now()) });
    },
  );
}

/** A body has no lines. */
const problemsIn = (value: unknown, issues: readonly z.core.$ZodIssue[]) =>
  explainIssues('', holidayYear, { value, placeOf: () => ({ line: 1, column: 1 }) }, issues).map(
    ({ path, zh, en }) => ({ path, zh, en }),
  );
