/** `POST …/files` a paper (its bytes are the body), for those who write · `GET …/files/:hash` for every seat's copy. */
import { fileHash, MAX_FILE_BYTES, mayWrite } from '@hotline/domain/knowledge';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Knowledge } from './knowledge.ts';
import { malformed, type WhoAsks } from './who-asks.ts';

const params = z.object({ hash: fileHash });
const BYTES = 'application/octet-stream';

export function addFileRoutes(
  server: FastifyInstance,
  { files }: Pick<Knowledge, 'files'>,
  person: WhoAsks,
): void {
  void server.register(async (scope) => {
    scope.addContentTypeParser(
      BYTES,
      { parseAs: 'buffer', bodyLimit: MAX_FILE_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.post('/api/v1/knowledge/files', { bodyLimit: MAX_FILE_BYTES }, async (request, reply) => {
      const by = person(request, reply);
      if (by === null) return reply;
      if (!mayWrite(by.role)) return reply.code(403).send({ code: 'not-allowed' });
      const kept = Buffer.isBuffer(request.body) ? files.put(request.body) : null;
      return kept === null
        ? reply.code(415).send({ code: 'kind-not-taken' })
        : reply.code(201).send(kept);
    });
  });

  server.get('/api/v1/knowledge/files/:hash', async (request, reply) => {
    if (person(request, reply) === null) return reply;
    const asked = params.safeParse(request.params);
    if (!asked.success) return malformed(reply);
    const bytes = files.read(asked.data.hash);
    if (bytes === null) return reply.code(404).send({ code: 'no-file' });
    // Never shown by a browser itself: it is fetched by a desk, or put on a disk.
    return reply
      .header('content-disposition', 'attachment')
      .header('x-content-type-options', 'nosniff')
      .type(BYTES)
      .send(bytes);
  });
}
