/** `GET /api/v1/hall` for hall screens, which may read this and nothing else. */
import type { FastifyInstance } from 'fastify';
import type { HallView } from '@hotline/domain/protocol';
import type { LogIn, LogInRegistry } from '../people/log-in-registry.ts';

type HallRouteOptions = {
  readonly logIns: LogInRegistry;
  readonly hall: () => HallView;
  readonly now: () => number;
};

/** Every look keeps the log-in alive: the screen is there as long as it asks. */
export function addHallRoute(
  server: FastifyInstance,
  { logIns, hall, now }: HallRouteOptions,
): void {
  server.get('/api/v1/hall', async (request, reply) => {
    void reply.header('cache-control', 'no-store');
    const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
    const logIn: LogIn | null = token === undefined ? null : logIns.byToken(token, now());
    if (logIn === null) return reply.code(401).send({ code: 'bad-token' });
    if (logIn.role !== 'hall') return reply.code(403).send({ code: 'not-allowed' });
    logIns.touch(logIn, now());
    return hall();
  });
}
