/** The web seat's files, and what every answer says about who may do what with it. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export type WebSeatOptions = {
  /** Folder of the built web seat, or null when none is served. */
  readonly folder: string | null;
  /** The bridge's own origins, once it listens. */
  readonly ownOrigins: () => readonly string[];
  /** ws: or wss: address of the PBX. */
  readonly seatServer: string;
};

export async function addWebSeat(server: FastifyInstance, options: WebSeatOptions): Promise<void> {
  const { folder, ownOrigins, seatServer } = options;
  server.addHook('onRequest', async (_request, reply) => {
    void reply.headers({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'microphone=(self), camera=(), geolocation=(), display-capture=()',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
  if (folder === null) return;

  for (const path of ['/', '/index.html']) {
    server.get(path, async (_request, reply) => {
      const nonce = randomBytes(18).toString('base64');
      const page = await readFile(join(folder, 'index.html'), 'utf8');
      void reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', contentPolicy(ownOrigins(), seatServer, nonce));
      // Where Vite's convention has it, for the page to hand to Ant Design.
      return page.replace('</head>', `<meta property="csp-nonce" nonce="${nonce}"></head>`);
    });
  }
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    cacheControl: false,
    setHeaders(reply, path) {
      // Vite puts a hash of the content into the names under assets/.
      const unchanging = /[\\/]assets[\\/]/.test(path);
      void reply.header(
        'cache-control',
        unchanging ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}

/** Ant Design writes styles at run time: they carry the page's nonce, so nobody else's do. Scripts are files only. */
function contentPolicy(ownOrigins: readonly string[], seatServer: string, nonce: string): string {
  // CSP 3 has no host-source for an IPv6 literal: Chromium drops the whole expression with an error. 'self' still holds.
  const sockets = ownOrigins
    .filter((origin) => !new URL(origin).hostname.startsWith('['))
    .map((origin) => origin.replace(/^http/, 'ws'));
  const { protocol, host } = new URL(seatServer);
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...sockets, `${protocol}//${host}`].join(' ')}`,
    "media-src 'self' blob:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
