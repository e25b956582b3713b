/** 报表, as a leader sees them. */
import type { Page } from 'playwright-core';
import { as } from './call-scenes.ts';
import { seats } from './centre.ts';
import { playReports } from './report-bridge.ts';
import { goodLogIn, type Scene } from './scene.ts';
import { morning, playBridge } from './scripted-bridge.ts';

async function atReports(page: Page, origin: string, asked: string) {
  const reports = await playReports(page);
  const now = Date.now();
  const leader = as('1901', '方慧', 'leader')(morning(now));
  const body = { ...goodLogIn.body, seatId: '1901', personName: '方慧', role: 'leader' };
  await playBridge(page, { status: 200, body }, { ...leader, seats: seats(now) });
  await page.goto(`${origin}/#sign-in=fang.hui:practice`);
  await page.getByTestId('seat-state').waitFor();
  await page.evaluate((hash) => {
    history.pushState(null, '', hash);
    dispatchEvent(new PopStateEvent('popstate'));
  }, asked);
  await page.getByTestId('reports').waitFor();
  return reports;
}
const range = 'from=2026-11-16&to=2026-11-22';

export const reportScenes: readonly Scene[] = [
  {
    name: 'reports-queue',
    rare: true,
    async play(page, origin) {
      await atReports(page, origin, `#reports?by=queue&span=week&${range}`);
      await page.getByTestId('report-table').waitFor();
    },
  },
  {
    name: 'reports-seat',
    async play(page, origin) {
      await atReports(page, origin, `#reports?by=seat&span=week&${range}`);
      await page.getByTestId('report-table').waitFor();
    },
  },
  {
    name: 'reports-month',
    async play(page, origin) {
      await atReports(page, origin, '#reports?by=day&span=month&from=2026-10-01&to=2026-10-31');
      await page.getByTestId('report-table').waitFor();
    },
  },
  {
    name: 'reports-heat',
    async play(page, origin) {
      await atReports(page, origin, `#reports?by=weekday-hour&span=week&${range}`);
      await page.getByTestId('report-table').waitFor();
    },
  },
  {
    name: 'reports-tickets',
    async play(page, origin) {
      await atReports(page, origin, `#reports?subject=tickets&by=unit&span=week&${range}`);
      await page.getByTestId('report-table').waitFor();
    },
  },
  {
    name: 'reports-calls',
    rare: true,
    async play(page, origin) {
      await atReports(page, origin, `#reports?by=queue&span=week&${range}`);
      // From the first figure by the arrows: offered, answered, in time, abandoned.
      await page.getByTestId('report-table').getByRole('button').first().focus();
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.locator('[data-call]').first().waitFor();
    },
  },
  {
    name: 'reports-call',
    async play(page, origin) {
      await atReports(page, origin, `#reports?by=queue&span=week&${range}&figure=answered&key=*`);
      await page.locator('[data-call]').nth(2).click();
      await page.getByTestId('call-time-line').waitFor();
    },
  },
  {
    name: 'reports-ticket-list',
    async play(page, origin) {
      await atReports(
        page,
        origin,
        `#reports?subject=tickets&by=unit&span=week&${range}&figure=overdue&key=water`,
      );
      await page.locator('[data-ticket]').first().waitFor();
    },
  },
  {
    name: 'reports-spots',
    async play(page, origin) {
      await atReports(page, origin, '#reports?subject=spots');
      await page.getByTestId('hot-spots').waitFor();
    },
  },
  {
    name: 'reports-files',
    async play(page, origin) {
      await atReports(page, origin, '#reports?subject=files');
      await page.getByTestId('report-files').waitFor();
    },
  },
  {
    name: 'reports-offline',
    async play(page, origin, language) {
      const reports = await atReports(page, origin, `#reports?by=queue&span=week&${range}`);
      await page.getByTestId('report-table').waitFor();
      reports.goAway();
      await page.getByRole('button', { name: language === 'en' ? 'Refresh' : '刷新' }).click();
      await page.getByRole('alert').first().waitFor();
    },
  },
];
