/** Serves the renderer at `hotline://desk/`, from its build folder and nowhere else. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { contentPolicy } from './content-policy.ts';
import { fileOf, MEDIA_TYPES, SCHEME } from './desk-files.ts';

/** Before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

export function serveDesk(session: Session, folder: string, connects: readonly string[]): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET') return new Response(null, { status: 405 });
    const file = fileOf(request.url, folder);
    const type = file === null ? undefined : MEDIA_TYPES[path.extname(file)];
    if (file === null || type === undefined) return new Response(null, { status: 404 });
    let body: Buffer;
    try {
      body = await readFile(file);
    } catch {
      return new Response(null, { status: 404 });
    }
    const nonce = randomBytes(18).toString('base64');
    return new Response(
      type.startsWith('text/html') ? withNonce(body, nonce) : new Uint8Array(body),
      {
        headers: pageHeaders(type, contentPolicy(connects, nonce)),
      },
    );
  });
}

/** One page of our own making instead of the desk. */
export function servePage(session: Session, html: (nonce: string) => string): void {
  session.protocol.handle(SCHEME, () => {
    const nonce = randomBytes(18).toString('base64');
    return new Response(html(nonce), {
      headers: pageHeaders('text/html; charset=utf-8', contentPolicy([], nonce)),
    });
  });
}

/** Where Vite's convention has it, for the renderer to hand to antd. */
function withNonce(html: Buffer, nonce: string): string {
  return html
    .toString('utf8')
    .replace('</head>', `<meta property="csp-nonce" nonce="${nonce}"></head>`);
}

function pageHeaders(type: string, policy: string): Record<string, string> {
  return {
    'content-type': type,
    'content-security-policy': policy,
    'permissions-policy': 'microphone=(self), camera=(), geolocation=(), display-capture=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  };
}
