import type { FastifyInstance, FastifyRequest } from 'fastify';
import { logInRequest, type LogInRefusal } from '@hotline/domain/protocol';
import type { Metrics } from '../observe/metrics.ts';
import type { LogInRegistry } from '../people/log-in-registry.ts';
import type { LogInService } from '../people/log-in-service.ts';

export type LogInRouteOptions = {
  readonly service: LogInService;
  readonly logIns: LogInRegistry;
  readonly attemptsPerMinute: number;
  readonly metrics: Metrics;
  readonly now: () => number;
};

const statusOf: Readonly<Record<LogInRefusal['code'], number>> = {
  'wrong-password': 401,
  locked: 423,
  'too-many': 429,
  malformed: 400,
};

/** `POST /api/v1/log-in` and `/api/v1/log-out` (Bearer token). */
export function addLogInRoutes(server: FastifyInstance, options: LogInRouteOptions): void {
  const { service, logIns, attemptsPerMinute, metrics, now } = options;

  server.post(
    '/api/v1/log-in',
    {
      bodyLimit: 4096,
      config: {
        rateLimit: {
          max: attemptsPerMinute,
          timeWindow: 60_000,
          // After the body is read: a whole centre may come from one address at the change of shifts.
          hook: 'preHandler',
          keyGenerator: (request: FastifyRequest) => {
            const parsed = logInRequest.safeParse(request.body);
            return `${request.ip} ${parsed.success ? parsed.data.person : ''}`;
          },
        },
      },
    },
    async (request, reply) => {
      const parsed = logInRequest.safeParse(request.body);
      if (!parsed.success) {
        metrics.malformed.inc({ kind: 'log-in' });
        return reply.code(400).send({ code: 'malformed' } satisfies LogInRefusal);
      }
      const result = await service.begin(parsed.data.person, parsed.data.password);
      metrics.logIns.inc({ result: result.ok ? 'ok' : result.error.code });
      void reply.header('cache-control', 'no-store');
      return result.ok
        ? reply.send(result.value)
        : reply.code(statusOf[result.error.code]).send(result.error);
    },
  );

  server.post('/api/v1/log-out', { bodyLimit: 4096 }, async (request, reply) => {
    const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
    const logIn = token === undefined ? null : logIns.byToken(token, now());
    if (logIn === null) return reply.code(401).send();
    await service.ask(logIn);
    return reply.code(204).send();
  });
}
