/** The web seat's files, and what every answer says about who may do what with it. */
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
  let policy: string | null = null;
  server.addHook('onRequest', async (_request, reply) => {
    policy ??= contentSecurityPolicy(options.ownOrigins(), options.seatServer);
    void reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'microphone=(self), camera=(), geolocation=()',
      'cross-origin-opener-policy': 'same-origin',
    });
  });
  if (options.folder === null) return;
  await server.register(fastifyStatic, {
    root: options.folder,
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

/** Styles are inline because Ant Design writes them at run time; scripts never are. */
export function contentSecurityPolicy(ownOrigins: readonly string[], seatServer: string): string {
  const sockets = ownOrigins.map((origin) => origin.replace(/^http/, 'ws'));
  const { protocol, host } = new URL(seatServer);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...sockets, `${protocol}//${host}`].join(' ')}`,
    "media-src 'self' blob:",
    "worker-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
