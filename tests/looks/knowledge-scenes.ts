import { aTicketView } from '@hotline/domain/ticket-api/testing';
import type { Page } from 'playwright-core';
import { talking } from './first-steps.ts';
import type { Scene } from './scene.ts';

async function playTickets(page: Page): Promise<void> {
  const ticket = aTicketView({
    ticketNo: '20261121-000847',
    filedAt: Date.now() - 26 * 3_600_000,
    title: '长虹路与大庆路路口西侧路灯连续三晚不亮',
  });
  await page.route('**/api/v1/tickets?*', (route) =>
    route.fulfill({ json: { tickets: [ticket], next: null } }),
  );
}

export const knowledgeScenes: readonly Scene[] = [
  {
    name: 'knowledge',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.keyboard.press('Control+KeyK');
      await page.keyboard.type('gongshang');
      await page.getByTestId('find').getByText('工伤认定怎么申请').first().waitFor();
    },
  },
  {
    name: 'knowledge-suggests',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.keyboard.press('Control+KeyK');
      await page.getByTestId('find').getByRole('option').first().waitFor();
      await page.keyboard.press('Control+Alt+KeyA');
    },
  },
  {
    name: 'knowledge-large',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.keyboard.press('Control+KeyK');
      await page.keyboard.type('工伤认定');
      await page.getByTestId('find').getByText('工伤认定怎么申请').first().waitFor();
      await page.keyboard.press('Enter');
      await page.locator('[data-large=true]').waitFor();
    },
  },
  {
    name: 'knowledge-beside',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.getByTestId('knowledge').getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'find-anything',
    async play(page, origin, language) {
      await playTickets(page);
      await talking(page, origin, language);
      await page.keyboard.press('Control+KeyK');
      await page.keyboard.type('路灯');
      await page.getByTestId('find').getByText('20261121-000847').waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  {
    name: 'find-commands',
    async play(page, origin, language) {
      await playTickets(page);
      await talking(page, origin, language);
      await page.keyboard.press('Control+KeyK');
      await page.keyboard.type(language === 'en' ? 'hold' : 'bc');
      await page.getByTestId('find').getByText('F6').waitFor();
    },
  },
  {
    name: 'knowledge-failed',
    async play(page, origin, language) {
      await page.route('**/api/v1/knowledge/search?*', (route) => route.fulfill({ status: 503 }));
      await talking(page, origin, language, { knows: false });
      await page.keyboard.press('Control+KeyK');
      await page
        .getByTestId('find')
        .getByText(/知识库暂时查不了|cannot be searched/)
        .waitFor();
    },
  },
];
