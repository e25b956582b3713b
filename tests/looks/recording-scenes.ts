/** 录音与质检: the search with its player, the sheet beside the recording, an appeal, an agent's own results, calibration. */
import type { Page } from 'playwright-core';
import { as } from './call-scenes.ts';
import { signedIn } from './first-steps.ts';
import { playRecordings } from './recording-bridge.ts';
import type { Scene } from './scene.ts';

async function atRecordings(page: Page, origin: string, role: 'leader' | 'agent'): Promise<void> {
  await playRecordings(page, role);
  await signedIn(page, origin, role === 'leader' ? as('1901', '方慧', 'leader') : undefined);
  await page.keyboard.press('Control+Alt+KeyV');
  await page.getByTestId('recordings').locator('nav').waitFor();
}
async function openFirst(page: Page, section: string): Promise<void> {
  await page.locator(`[data-section="${section}"]`).click();
  await page.getByTestId('review-table').getByRole('button').first().click();
  await page.getByTestId('score-sheet').waitFor();
  await page.getByTestId('wave-form').locator('canvas').first().waitFor({ state: 'attached' });
}

export const recordingScenes: readonly Scene[] = [
  {
    name: 'recordings-player',
    rare: true,
    async play(page, origin) {
      await atRecordings(page, origin, 'leader');
      await page.getByTestId('recording-table').getByRole('row').nth(3).waitFor();
      for (let n = 0; n < 2; n += 1) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByTestId('wave-form').locator('canvas').first().waitFor({ state: 'attached' });
    },
  },
  {
    name: 'checks-sheet',
    rare: true,
    async play(page, origin) {
      await atRecordings(page, origin, 'leader');
      await openFirst(page, 'drafts');
    },
  },
  {
    name: 'checks-appeal',
    async play(page, origin) {
      await atRecordings(page, origin, 'leader');
      await openFirst(page, 'appealed');
    },
  },
  {
    name: 'checks-list',
    async play(page, origin) {
      await atRecordings(page, origin, 'leader');
      await page.locator('[data-section="to-check"]').click();
      await page.getByTestId('review-table').waitFor();
    },
  },
  {
    name: 'checks-own',
    async play(page, origin) {
      await atRecordings(page, origin, 'agent');
      await page.getByTestId('review-table').getByRole('button').last().click();
      await page.getByTestId('score-sheet').waitFor();
    },
  },
  {
    name: 'checks-calibration',
    async play(page, origin) {
      await atRecordings(page, origin, 'leader');
      await page.locator('[data-section="calibrations"]').click();
      await page.locator('[data-calibration] button').first().click();
      await page.getByTestId('comparison').waitFor();
    },
  },
];
