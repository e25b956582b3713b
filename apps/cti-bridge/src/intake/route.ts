/**
 * 受理词表: `GET /api/v1/intake-lists` for whoever is signed in (Bearer token). They change with the bridge's
 * configuration only: packed once, and a seat that has them is told so (304).
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { IntakeLists } from '@hotline/domain/intake';
import type { FastifyInstance } from 'fastify';
import type { LogIn } from '../people/log-in-registry.ts';

type IntakeRouteOptions = {
  readonly lists: IntakeLists;
  readonly byToken: (token: string, now: number) => LogIn | null;
  readonly now: () => number;
};

export function addIntakeRoute(server: FastifyInstance, options: IntakeRouteOptions): void {
  const { lists, byToken, now } = options;
  const plain = Buffer.from(JSON.stringify(lists));
  const packed = gzipSync(plain);
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`;

  server.get('/api/v1/intake-lists', async (request, reply) => {
    const token = /^Bearer (\S{1,256})$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || byToken(token, now()) === null) {
      return reply.header('cache-control', 'no-store').code(401).send();
    }
    void reply
      .header('cache-control', 'private, no-cache')
      .header('vary', 'authorization, accept-encoding')
      .header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    void reply.type('application/json; charset=utf-8');
    return /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
      ? reply.header('content-encoding', 'gzip').send(packed)
      : reply.send(plain);
  });
}
