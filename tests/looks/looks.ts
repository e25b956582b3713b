/**
 * Pictures of the desk in its states: `node tests/looks/looks.ts [part of a name …]` writes PNG files to var/looks/.
 * The real renderer runs in the system's Chromium under the content-security policy that is shipped; the bridge and the
 * phone are scripted. A picture with a violation of the policy or an error on the page fails the run.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import type { Scene } from './scene.ts';
import { scenes } from './scenes.ts';
import { buildStories, origin, serveStories } from './stories-page.ts';

const root = path.resolve(import.meta.dirname, '../..');
const out = path.join(root, 'var/looks');
type Look = {
  readonly width: number;
  readonly height: number;
  readonly language: 'zh-CN' | 'en';
  readonly scheme: 'light' | 'dark' | 'contrast';
  readonly textSize?: number;
};
const looks: readonly Look[] = [
  { width: 1366, height: 768, language: 'zh-CN', scheme: 'light' },
  { width: 1920, height: 1080, language: 'zh-CN', scheme: 'light' },
  { width: 1920, height: 1080, language: 'zh-CN', scheme: 'dark' },
  { width: 1366, height: 768, language: 'en', scheme: 'dark' },
  { width: 1920, height: 1080, language: 'en', scheme: 'light' },
];
/** Only where they tell something new. */
const rareLooks: readonly Look[] = [
  { width: 1366, height: 768, language: 'zh-CN', scheme: 'contrast' },
  { width: 1366, height: 768, language: 'zh-CN', scheme: 'light', textSize: 200 },
  { width: 1366, height: 768, language: 'en', scheme: 'light' },
];

const nameOf = (scene: Scene, look: Look) =>
  [scene.name, `${look.width}`, look.language, look.scheme, look.textSize]
    .filter((part) => part !== undefined)
    .join('-');

async function take(browser: Browser, scene: Scene, look: Look): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width: look.width, height: look.height },
    reducedMotion: 'reduce',
    permissions: ['microphone'],
    timezoneId: 'Asia/Shanghai',
    locale: look.language,
  });
  const to = await context.newPage();
  const wrong: string[] = [];
  to.on('pageerror', (error) => wrong.push(error.message));
  to.on('console', (message) => {
    const text = message.text();
    // The browser's own note about a refused log-in or an unreachable bridge belongs to the scene.
    if (message.type() === 'error' && !/Failed to load resource|WebSocket connection/.test(text)) {
      wrong.push(text);
    }
  });
  await to.addInitScript(
    (settings) => localStorage.setItem('hotline-desk.settings', JSON.stringify(settings)),
    {
      language: look.language,
      scheme: look.scheme,
      textSize: look.textSize ?? 100,
      lastPerson: 'lin.xiaoyu',
    },
  );
  await serveStories(to);
  try {
    await scene.play(to, origin, look.language);
  } catch (error) {
    wrong.push(String(error));
  }
  const clipped = await cutOff(to);
  await to.screenshot({ path: path.join(out, `${nameOf(scene, look)}.png`) });
  await context.close();
  return [...wrong, ...clipped.map((text) => `cut off without a title: ${text}`)];
}

/** Texts that end in an ellipsis and have no tooltip to read the rest in. */
function cutOff(to: Page): Promise<string[]> {
  return to.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#root *')]
      .filter(
        (at) =>
          at.childElementCount === 0 &&
          getComputedStyle(at).textOverflow === 'ellipsis' &&
          at.scrollWidth > at.clientWidth &&
          at.closest('[title]') === null &&
          at.tagName !== 'INPUT',
      )
      .map((at) => at.textContent),
  );
}

const wanted = process.argv.slice(2);
await mkdir(out, { recursive: true });
await buildStories();
const browser = await launchChromium();
let failed = false;
for (const scene of scenes) {
  for (const look of [...looks, ...(scene.rare === true ? rareLooks : [])]) {
    const name = nameOf(scene, look);
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    // One page at a time: the pictures are few and the machine is small.
    const wrong = await take(browser, scene, look);
    failed ||= wrong.length > 0;
    console.log(name, wrong.length === 0 ? 'ok' : wrong);
  }
}
await browser.close();
if (failed) process.exitCode = 1;
