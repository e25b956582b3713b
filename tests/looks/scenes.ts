import type { Page } from 'playwright-core';
import { aCall, morning, playBridge, type ScriptedBridge } from './scripted-bridge.ts';

export type Scene = {
  readonly name: string;
  /** Also in high contrast, at 200 % text and so on. */
  readonly rare?: boolean;
  play(page: Page, origin: string, language: 'zh-CN' | 'en'): Promise<void>;
};

const goodLogIn = {
  status: 200,
  body: {
    token: 'story',
    expiresAt: Date.now() + 3_600_000,
    seatId: '1001',
    personName: '林晓雨',
    role: 'agent',
    sip: {
      uri: 'sip:1001@hotline',
      password: 'x',
      server: 'ws://localhost:4999',
      domain: 'hotline',
    },
  },
};

type PhoneChange = Record<string, unknown>;
const phone = (page: Page, change: PhoneChange) =>
  page.evaluate((to) => {
    (window as unknown as { softphone: { set(change: unknown): void } }).softphone.set(to);
  }, change);
const inCall = (since: number) => ({
  call: { kind: 'in-call', callId: 'c-77', legId: 'l-seat', since, muted: false, media: 'flowing' },
});

export async function signedIn(
  page: Page,
  origin: string,
  change: (bridge: ReturnType<typeof morning>) => ReturnType<typeof morning> = (same) => same,
): Promise<ScriptedBridge> {
  const bridge = await playBridge(page, goodLogIn, change(morning(Date.now())));
  await page.goto(`${origin}/#sign-in=lin.xiaoyu:practice`);
  await page.getByTestId('seat-state').waitFor();
  return bridge;
}

const words = {
  'zh-CN': {
    title: '长虹路与大庆路路口西侧路灯连续四晚不亮',
    text: '来电人反映：长虹路与大庆路路口西侧人行道三盏路灯自11月19日起连续四晚不亮，夜间通行看不清路面，昨晚有老人在此绊倒（未受伤）。11月21日已来电反映，工单号 20261121-000847，至今未修。希望今天内派人查看并修复，结果以短信告知。',
    place: '樊城区长虹路与大庆路路口西侧',
    concerned: '市路灯管理处',
    complaint: '投诉',
    urgent: '紧急',
    category: '类别',
    others: ['咨询异地养老保险关系转移', '工地夜间施工噪声扰民'],
    assign: '交办',
  },
  en: {
    title: 'Street lamps out for four nights at Changhong Road and Daqing Road',
    text: 'The caller reports that three lamps on the western pavement of the crossing have been out since 19 November. An elderly person stumbled there last night and was not hurt. Reported on 21 November already, ticket 20261121-000847, not repaired yet. Wants a repair today and the result as a text message.',
    place: 'Fancheng, Changhong Road / Daqing Road, west side',
    concerned: 'Municipal lighting office',
    complaint: 'Complaint',
    urgent: 'Urgent',
    category: 'Category',
    others: ['Question about pension transfer', 'Noise from a building site at night'],
    assign: 'Assign',
  },
} as const;

async function fill(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
  const say = words[language];
  const form = page.locator('form[data-draft]');
  await form.locator('[data-field=title]').fill(say.title);
  await form.getByRole('radio', { name: say.complaint, exact: true }).check();
  await form.getByRole('radio', { name: say.urgent, exact: true }).check();
  await form.getByRole('combobox', { name: say.category }).fill('ldgz');
  await page.keyboard.press('Enter');
  await form.locator('[data-field=place]').fill(say.place);
  await form.locator('[data-field=personsConcerned]').fill(say.concerned);
  await form.locator('[data-field=text]').fill(say.text);
}

async function talking(page: Page, origin: string, language: 'zh-CN' | 'en') {
  const now = Date.now();
  const bridge = await signedIn(page, origin);
  bridge.tell({ kind: 'call-offered', call: aCall(now, 'talking', 194_000) });
  bridge.activity({ kind: 'talking', since: now - 185_000, callId: 'c-77' });
  await phone(page, inCall(now - 185_000));
  await fill(page, language);
  return bridge;
}

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
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'talking',
    rare: true,
    async play(page, origin, language) {
      await talking(page, origin, language);
      // Past the first reading of the voice quality, which comes every two seconds.
      await page.getByText(/4\.3/).waitFor();
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
];
