/** What becomes of a draft: its wrap-up, its reasons, its files, and a ticket that says something else. */
import type { Page } from 'playwright-core';
import { talking, words } from './first-steps.ts';
import { phone, type Scene } from './scene.ts';
import { aCall } from './scripted-bridge.ts';

async function wrapping(page: Page, origin: string, language: 'zh-CN' | 'en', leftMs: number) {
  const bridge = await talking(page, origin, language);
  const now = Date.now();
  await phone(page, { call: { kind: 'none' } });
  bridge.tell({ kind: 'call-changed', call: aCall(now, 'wrapping', 194_000) });
  const since = now - 60_000 + leftMs;
  bridge.activity({ kind: 'wrapping', since, callId: 'c-77', until: now + leftMs });
  await page.getByRole('radio', { name: words[language].assign, exact: true }).check();
  return bridge;
}

/** tus, as far as a picture needs it: programs are refused, the rest is taken whole. */
async function playUploads(page: Page): Promise<void> {
  const lengths = new Map<string, string>();
  await page.route('**/api/v1/uploads**', async (route) => {
    const request = route.request();
    const headers = request.headers();
    const tus = { 'tus-resumable': '1.0.0' };
    if (request.method() === 'POST') {
      const name = /filename ([^,]+)/.exec(headers['upload-metadata'] ?? '')?.[1] ?? '';
      if (Buffer.from(name, 'base64').toString().endsWith('.exe')) {
        return route.fulfill({ status: 415, headers: tus, json: { code: 'type-not-allowed' } });
      }
      const id = String(lengths.size);
      lengths.set(id, headers['upload-length'] ?? '0');
      return route.fulfill({
        status: 201,
        headers: { ...tus, location: `/api/v1/uploads/${id}` },
      });
    }
    const id = new URL(request.url()).pathname.split('/').at(-1) ?? '';
    const offset = lengths.get(id) ?? '0';
    return route.fulfill({ status: 204, headers: { ...tus, 'upload-offset': offset } });
  });
}

const file = (name: string, mimeType: string, size: number) => ({
  name,
  mimeType,
  buffer: Buffer.alloc(size, 7),
});

export const draftEndScenes: readonly Scene[] = [
  {
    name: 'wrap-overdue',
    async play(page, origin, language) {
      await wrapping(page, origin, language, -32_000);
      await page.keyboard.press('F3');
      await page.keyboard.press('Control+Shift+Enter');
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'attachments',
    async play(page, origin, language) {
      await playUploads(page);
      await wrapping(page, origin, language, 40_000);
      await page
        .getByTestId('attachment-picker')
        .setInputFiles([
          file('路灯现场_夜间.jpg', 'image/jpeg', 420_000),
          file('程序.exe', 'application/x-msdownload', 9_000),
          file('空白.txt', 'text/plain', 0),
        ]);
      await page.locator('[role=alert]:not([aria-live])').first().waitFor();
      await page.locator('[data-tone=ok]', { hasText: '路灯现场' }).waitFor();
      await page.locator('[data-tone=danger]', { hasText: '程序.exe' }).waitFor();
    },
  },
  {
    name: 'conflict',
    async play(page, origin, language) {
      const bridge = await wrapping(page, origin, language, 40_000);
      bridge.differ((draft) => ({
        ...draft,
        text: `${draft.text.slice(0, 40)}……（班长已补充现场照片）`,
        place: `${draft.place} 12`,
        urgency: 'normal',
        secret: true,
      }));
      await page.keyboard.press('Control+Enter');
      await page
        .getByRole('radio', { name: /以工单为准|as in the ticket/ })
        .first()
        .check();
    },
  },
];
