/** The draft form: what it finds, completes, folds away, refuses, and what is like it. */
import type { Page } from 'playwright-core';
import { signedIn, talking } from './first-steps.ts';
import type { Scene } from './scene.ts';
import { playSimilar } from './similar-answer.ts';

const form = (page: Page) => page.locator('form[data-draft]');
const labels = {
  'zh-CN': { category: '类别', refuse: '不受理', more: '来电人更多信息', reason: 'being-handled' },
  en: {
    category: 'Category',
    refuse: 'Refuse',
    more: 'More about the caller',
    reason: 'litigation',
  },
} as const;

export const draftScenes: readonly Scene[] = [
  {
    name: 'draft-category-tree',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await form(page).getByRole('combobox', { name: labels[language].category }).focus();
      for (const key of [
        'ArrowDown',
        'ArrowDown',
        'ArrowDown',
        'ArrowRight',
        'ArrowDown',
        'ArrowRight',
      ]) {
        await page.keyboard.press(key);
      }
      await page
        .getByText('020101', { exact: true })
        .or(page.getByText('010101', { exact: true }))
        .first()
        .waitFor();
    },
  },
  {
    name: 'draft-category-found',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await form(page).getByRole('combobox', { name: labels[language].category }).focus();
      await page.keyboard.type('供水 fw');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'draft-place',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await form(page).locator('[data-field=place]').fill('');
      await form(page).locator('[data-field=place]').focus();
      await page.keyboard.type('chl');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'draft-phrases',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await form(page).locator('[data-field=text]').fill('');
      await page.keyboard.press('Control+KeyJ');
      await page.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'draft-caller',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await page.getByText(labels[language].more).click();
      await form(page).locator('[data-field=idNumber]').fill('110105194912310021');
      await page.keyboard.press('Tab');
    },
  },
  {
    name: 'draft-refuse',
    async play(page, origin, language) {
      await talking(page, origin, language);
      await form(page).getByRole('radio', { name: labels[language].refuse, exact: true }).check();
      await form(page).locator('[data-field=refusalReason]').selectOption(labels[language].reason);
      await form(page).locator('[data-field=refusal]').waitFor();
    },
  },
  {
    name: 'draft-similar',
    async play(page, origin, language) {
      await playSimilar(page);
      await talking(page, origin, language);
      await page
        .getByRole('region', { name: /相似未结工单|Similar/ })
        .getByText('长虹路与大庆路路口西侧路灯连续三晚不亮')
        .waitFor();
      await page.keyboard.press('Control+Alt+KeyH');
    },
  },
  {
    name: 'draft-merging',
    async play(page, origin, language) {
      await playSimilar(page);
      await talking(page, origin, language);
      await page
        .getByRole('region', { name: /相似未结工单|Similar/ })
        .getByText('长虹路与大庆路路口西侧路灯连续三晚不亮')
        .waitFor();
      await page.keyboard.press('Control+Alt+KeyU');
    },
  },
  {
    name: 'draft-free-list',
    async play(page, origin) {
      await signedIn(page, origin);
      for (const [title, channel] of [
        ['来信反映小区绿化养护不到位', 'letter'],
        ['来访咨询高龄津贴申领', 'walk-in'],
        ['短信反映路口信号灯时间过短', 'sms'],
      ] as const) {
        await page.keyboard.press('Control+Alt+KeyN');
        await form(page).locator(`input[type=radio][value=${channel}]`).check();
        await form(page).locator('[data-field=title]').fill(title);
      }
      await page.getByRole('tab').first().click();
      await page.getByRole('table').first().waitFor();
    },
  },
];
