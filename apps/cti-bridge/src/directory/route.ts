/** `POST /pbx/directory`, mod_xml_curl's gateway-url. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { AddressList } from '../gateway/address-list.ts';
import { answerDirectory, type DirectoryAnswer } from './answer.ts';
import { notFound } from './documents.ts';

export type DirectoryOptions = {
  /** Who may ask at all. */
  readonly allow: AddressList;
  /** The password of `gateway-credentials`; the user name is `freeswitch`. */
  readonly secret: string;
  readonly domain: string;
  readonly a1HashOf: (user: string) => string | null;
  readonly observe: (result: DirectoryAnswer['result'] | 'refused') => void;
};

export function addDirectoryRoute(server: FastifyInstance, options: DirectoryOptions): void {
  const expected = digest(
    `Basic ${Buffer.from(`freeswitch:${options.secret}`).toString('base64')}`,
  );
  server.post('/pbx/directory', { bodyLimit: 64 * 1024 }, (request, reply) => {
    void reply.type('text/xml; charset=utf-8');
    if (!options.allow.has(request.socket.remoteAddress)) {
      options.observe('refused');
      return reply.code(403).send(notFound);
    }
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      options.observe('refused');
      return reply.code(401).header('www-authenticate', 'Basic realm="directory"').send(notFound);
    }
    const { result, document } = answerDirectory(request.body, options.domain, options.a1HashOf);
    options.observe(result);
    return reply.send(document);
  });
}

/** Equal lengths for the comparison that takes equal time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
