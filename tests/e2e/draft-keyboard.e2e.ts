import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signedIn } from '../looks/first-steps.ts';
import { buildStories, origin, serveStories } from '../looks/stories-page.ts';
import { launchChromium } from '../support/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  await buildStories();
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

it('a ticket is written and submitted by keyboard alone, in the order of the fields', async () => {
  const page = await browser.newPage();
  await serveStories(page);
  const bridge = await signedIn(page, origin);
  const { keyboard } = page;
  const tab = () => keyboard.press('Tab');
  const type = async (text: string) => {
    await keyboard.insertText(text);
    await tab();
  };
  await keyboard.press('Control+Alt+KeyN');
  await page.getByRole('textbox', { name: '标题' }).focus();
  await type('路灯不亮');
  await keyboard.type('ldgz');
  await page.getByText('020201').last().waitFor();
  await keyboard.press('Enter');
  await tab();
  await keyboard.insertText('夜间');
  await keyboard.press('Enter');
  await tab();
  for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'Tab', 'ArrowRight', 'Tab']) {
    await keyboard.press(key);
  }
  for (const key of ['Space', 'Tab', 'Space', 'Tab', 'Space', 'Tab']) await keyboard.press(key);
  await type('连续四晚不亮');
  await type('长虹路');
  await type('路灯管理处');
  await type('吴建国');
  await type('13800000000');
  await keyboard.press('ArrowRight');
  await tab();
  for (const key of ['Space', 'ArrowRight']) await keyboard.press(key);
  await keyboard.press('Control+Enter');
  await page.getByTestId('draft-status').getByText('20261122-000132').waitFor();
  const filed = bridge.sent.find((sent) => sent.name === 'ticket.file');
  expect(filed?.args).toMatchObject({
    draft: {
      title: '路灯不亮',
      categoryCode: '020201',
      tags: ['夜间'],
      kind: 'complaint',
      urgency: 'urgent',
      secret: true,
      unrest: true,
      replyWanted: false,
      text: '连续四晚不亮',
      place: '长虹路',
      personsConcerned: '路灯管理处',
      callerName: '吴建国',
      contactNumber: '13800000000',
      contactPreference: 'voice',
      handling: 'assign',
    },
  });
});

it('a phrase unfolds, and what was undone comes back, by keys alone', async () => {
  const page = await browser.newPage();
  await serveStories(page);
  await signedIn(page, origin);
  const { keyboard } = page;
  await keyboard.press('Control+Alt+KeyN');
  const text = page.getByRole('textbox', { name: '内容' });
  await text.focus();
  await keyboard.type('ldbl');
  await keyboard.press('Control+KeyJ');
  await expect.poll(() => text.inputValue()).toContain('【地点】的路灯自【日期】起');
  await keyboard.insertText('长虹路');
  await keyboard.press('Tab');
  await keyboard.insertText('昨晚');
  await expect.poll(() => text.inputValue()).toContain('长虹路的路灯自昨晚起不亮，共【几】盏');

  await keyboard.press('Control+KeyZ');
  await page.getByTestId('draft-undo').getByText('已撤销：内容').waitFor();
  expect(await text.inputValue()).not.toContain('昨晚');
  await keyboard.press('Control+KeyY');
  await page.getByTestId('draft-undo').getByText('已重做：内容').waitFor();
  expect(await text.inputValue()).toContain('昨晚');
});
