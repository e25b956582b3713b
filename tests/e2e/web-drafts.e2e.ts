/** Drafts in a real Chromium's IndexedDB: what every draft store must do, and a browser that is killed. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emptyDraft } from '@hotline/domain/draft';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DraftStore } from '../../apps/desktop/src/shared/desk-platform.ts';
import { draftsConformance } from '../../apps/desktop/src/shared/drafts-conformance.ts';
import { buildScript } from '../support/build-script.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';

declare global {
  interface Window {
    play: (name: string) => Promise<void>;
    drafts: Promise<DraftStore>;
  }
}

let server: Server;
let address: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const script = await buildScript(`
    import { openIndexedDbDrafts } from '/src/renderer/platform/indexed-db-drafts.ts';
    import { draftsConformance } from '/src/shared/drafts-conformance.ts';
    window.play = async (name) => {
      const now = { value: 1_700_000_000_000 };
      let current = null;
      const open = async () => (current = await openIndexedDbDrafts(name, () => now.value));
      const reopen = () => (current?.close(), open());
      await draftsConformance[name]({ now, open, reopen });
    };
    window.drafts = openIndexedDbDrafts('seat', Date.now).then((shelf) => shelf.of('lin'));
  `);
  server = createServer((request, response) => {
    const isScript = request.url === '/script.js';
    response
      .writeHead(200, { 'content-type': isScript ? 'text/javascript' : 'text/html' })
      .end(isScript ? script : '<!doctype html><script type="module" src="/script.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await launchChromium();
  page = await browser.newPage();
  await page.goto(address);
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('drafts in Chromium’s IndexedDB', () => {
  it.each(Object.keys(draftsConformance))('%s', async (name) => {
    await expect(page.evaluate((step) => window.play(step), name)).resolves.toBeUndefined();
  });
});

it('a draft whose save resolved is there after the browser was killed', async () => {
  const profile = mkdtempSync(path.join(tmpdir(), 'hotline-profile-'));
  const launch = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: chromiumPath(),
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
  const draftId = 'd-1';
  try {
    const first = await launch();
    const before = first.pages()[0] ?? (await first.newPage());
    await before.goto(address);
    const gone = new Promise((resolve) => first.once('close', resolve));
    await before.evaluate(
      async (empty) => {
        const drafts = await window.drafts;
        for (let n = 1; n <= 50; n += 1) await drafts.save({ ...empty, text: String(n) });
      },
      emptyDraft(draftId, null),
    );
    // The browser process itself dies, by its own protocol: nothing is flushed on the way out.
    const control = await first.browser()?.newBrowserCDPSession();
    control?.send('Browser.crash').catch(() => undefined);
    await gone;
    const second = await launch();
    const after = second.pages()[0] ?? (await second.newPage());
    await after.goto(address);
    const entry = await after.evaluate(async (id) => (await window.drafts).load(id), draftId);
    expect(entry?.draft.text).toBe('50');
    await second.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
