/** The page of `renderer/stories`, built and served inside the browser's own network layer: no port, no server. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';

const desktop = path.resolve(import.meta.dirname, '../../apps/desktop');
const page = path.join(desktop, 'out/stories');
export const origin = 'http://localhost:4999';
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'nonce-looks'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' ws://localhost:4999",
  "media-src 'self' blob:",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export async function serveStories(to: Page): Promise<void> {
  await to.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    // What a scene does not play.
    if (pathname.startsWith('/api/')) return route.fulfill({ status: 404, json: { code: 'none' } });
    const file = path.join(page, pathname === '/' ? 'index.html' : pathname);
    const body = await readFile(file, 'utf8');
    return route.fulfill({
      // As the bridge and Electron's scheme do for the styles that antd writes at run time.
      body: body.replace('<head>', '<head><meta property="csp-nonce" nonce="looks">'),
      headers: {
        'content-type': types[path.extname(file)] ?? 'application/octet-stream',
        'content-security-policy': policy,
      },
    });
  });
}

export async function buildStories(): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    [
      path.join(desktop, 'node_modules/vite/bin/vite.js'),
      'build',
      '-c',
      'vite.web.config.ts',
      '--mode',
      'stories',
    ],
    { cwd: desktop },
  );
}
