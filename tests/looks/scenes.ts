import { callScenes } from './call-scenes.ts';
import { draftEndScenes } from './draft-end-scenes.ts';
import { draftScenes } from './draft-scenes.ts';
import { emergencyScenes } from './emergency-scenes.ts';
import { fill, signedIn, talking, words } from './first-steps.ts';
import { knowledgeScenes } from './knowledge-scenes.ts';
import { leaderDeskScenes } from './leader-desk-scenes.ts';
import { leaderScenes } from './leader-scenes.ts';
import { officeScenes } from './office-scenes.ts';
import { recordingScenes } from './recording-scenes.ts';
import { reportScenes } from './report-scenes.ts';
import { goodLogIn, phone, type Scene } from './scene.ts';
import { aCall, morning, playBridge } from './scripted-bridge.ts';
import { ticketScenes } from './ticket-scenes.ts';

export const scenes: readonly Scene[] = [
  {
    name: 'sign-in',
    async play(page, origin) {
      await playBridge(page, goodLogIn, morning(Date.now()));
      await page.goto(`${origin}/`);
      await page.getByText('12345政务服务便民热线').waitFor();
    },
  },
  {
    name: 'sign-in-locked',
    async play(page, origin) {
      const refusal = { code: 'locked', retryAfterMs: 287_000 };
      await playBridge(page, { status: 423, body: refusal }, morning(Date.now()));
      await page.goto(`${origin}/#sign-in=lin.xiaoyu:wrong`);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'ready',
    rare: true,
    async play(page, origin, language) {
      await signedIn(page, origin);
      // A ticket that was filed, and two that are still to be written.
      await page.keyboard.press('Control+Alt+KeyN');
      await fill(page, language);
      await page.getByRole('radio', { name: words[language].assign, exact: true }).check();
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('draft-status').getByText('20261122-000132').waitFor();
      for (const title of words[language].others) {
        await page.keyboard.press('Control+Alt+KeyN');
        await page.locator('[data-field=title]').fill(title);
      }
      await page.getByRole('tab').first().click();
    },
  },
  {
    name: 'ready-quiet',
    async play(page, origin) {
      await signedIn(page, origin, (morningNow) => ({ ...morningNow, waiting: [] }));
    },
  },
  {
    name: 'ringing',
    rare: true,
    async play(page, origin) {
      const bridge = await signedIn(page, origin);
      const now = Date.now();
      bridge.tell({ kind: 'call-offered', call: aCall(now, 'ringing', 10_800) });
      bridge.activity({ kind: 'ringing', since: now - 1_400, callId: 'c-77' });
      await phone(page, {
        call: { kind: 'ringing', callId: 'c-77', legId: 'l-seat', from: '07103511003' },
      });
      await page.getByTestId('bar-caller').waitFor();
      // The form comes a moment after who is calling.
      await page.locator('form[data-draft]').waitFor();
    },
  },
  {
    name: 'talking',
    rare: true,
    async play(page, origin, language) {
      await talking(page, origin, language);
      // Past the first reading of the voice quality, which comes every two seconds.
      await page.getByTestId('audio-light').getByText('4.3').waitFor();
    },
  },
  {
    name: 'wrapping',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      const now = Date.now();
      await phone(page, { call: { kind: 'none' } });
      bridge.tell({ kind: 'call-changed', call: aCall(now, 'wrapping', 194_000) });
      bridge.activity({
        kind: 'wrapping',
        since: now - 20_000,
        callId: 'c-77',
        until: now + 40_000,
      });
      await page.getByRole('radio', { name: words[language].assign, exact: true }).check();
      await page
        .getByTestId('seat-state')
        .getByText(/整理|Wrap/)
        .waitFor();
    },
  },
  {
    name: 'bridge-away',
    async play(page, origin, language) {
      const bridge = await talking(page, origin, language);
      await page.getByRole('radio', { name: words[language].assign, exact: true }).check();
      await bridge.goAway();
      await page.locator('[data-notice=bridgeAway]').waitFor();
      await page.keyboard.press('Control+Enter');
      await page
        .getByTestId('draft-status')
        .getByText(/待发|sent/)
        .waitFor();
    },
  },
  {
    name: 'microphone-refused',
    async play(page, origin) {
      await signedIn(page, origin);
      await phone(page, { microphone: 'refused' });
      await page.locator('[data-notice]').waitFor();
    },
  },
  {
    name: 'settings',
    rare: true,
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.keyboard.press('Control+Comma');
      await page.getByRole('slider').first().waitFor();
    },
  },
  {
    name: 'superseded',
    async play(page, origin) {
      const bridge = await signedIn(page, origin);
      bridge.refuse('superseded');
      await page.getByRole('alert').waitFor();
    },
  },
  ...draftEndScenes,
  ...callScenes,
  ...emergencyScenes,
  ...leaderScenes,
  ...leaderDeskScenes,
  ...knowledgeScenes,
  ...officeScenes,
  ...draftScenes,
  ...ticketScenes,
  ...recordingScenes,
  ...reportScenes,
];
