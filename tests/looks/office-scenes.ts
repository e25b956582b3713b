/** 知识维护: lists, the form, approval with both versions side by side, two who wrote at once, reports with their due times. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openKnowledge } from '@hotline/cti-bridge/knowledge';
import {
  stepsOf,
  type ArticleContent,
  type ArticleEvent,
  type ArticleList,
  type Editor,
} from '@hotline/domain/knowledge';
import type { Page } from 'playwright-core';
import { as } from './call-scenes.ts';
import { signedIn } from './first-steps.ts';
import type { Scene } from './scene.ts';

const HOUR = 3_600_000;
const leader: Editor = { person: 'fang.hui', role: 'leader' };
const writer: Editor = { person: 'pan.guohua', role: 'specialist' };
const other: Editor = { person: 'jiang.bo', role: 'leader' };
const log = { info: () => undefined, warn: () => undefined };

/** A library of the starter set in which people have worked this morning; answered as the bridge answers. */
async function playOffice(page: Page): Promise<void> {
  const now = Date.now();
  const opened = openKnowledge({
    dataFolder: mkdtempSync(path.join(tmpdir(), 'looks-')),
    sourceFolder: path.resolve('config/knowledge'),
    dueAt: (_kind, since) => since + 7 * 24 * HOUR,
    now: () => now - 30 * HOUR,
    log: log as unknown as Parameters<typeof openKnowledge>[0]['log'],
  });
  if (!opened.ok) throw new Error(opened.error.code);
  const { library, reports } = opened.value;
  let at = now - 3 * HOUR;
  const change = (id: string, by: Editor, event: ArticleEvent) => {
    at += 60_000;
    const done = library.change(id, library.record(id).revision, event, by, at);
    if (!done.ok) throw new Error(done.error.code);
  };
  const contentOf = (id: string): ArticleContent => {
    const content = library.record(id).versions.at(-1)?.content;
    if (content === undefined) throw new Error(id);
    return content;
  };
  const card = contentOf('si-11');
  change('si-11', writer, {
    kind: 'revise',
    content: {
      ...card,
      answer: `${card.answer.replace(/。$/, '')}，也可在手机银行申领电子社保卡，即时生效。`,
      steps: [...card.steps, '领卡后到柜台设置密码'],
    },
  });
  change('si-11', writer, { kind: 'propose' });
  const injury = contentOf('si-09');
  change('si-09', writer, { kind: 'revise', content: { ...injury, validTo: '2027-06-30' } });
  change('si-09', writer, { kind: 'propose' });
  change('si-09', other, { kind: 'send-back', why: '失效日期请附文件依据' });
  const lack = { kind: 'not-found', asked: '树葬补贴怎么申请', category: null, note: '' } as const;
  reports.add(lack, '市民政局', 'lin.xiaoyu', now - 200 * HOUR, now - 5 * HOUR);
  reports.add(
    { kind: 'wrong', articleId: 'zs-01', version: 1, note: '投诉电话已换成 96310' },
    '市城市管理执法局',
    'zhou.min',
    now - 50 * HOUR,
    now + 20 * HOUR,
  );
  reports.add(
    { kind: 'wrong', articleId: 'si-02', version: 1, note: '' },
    '市人社局',
    'chen.zhiyuan',
    now - 2 * HOUR,
    now + 120 * HOUR,
  );
  const counts = () => ({ ...library.counts(), ...reports.counts('all', now) });
  const whole = (id: string) => {
    const record = library.record(id);
    return { ...record, steps: stepsOf(record, leader) };
  };

  await page.route('**/api/v1/knowledge/articles?*', (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const list = (asked.get('list') ?? 'all') as ArticleList;
    const text = asked.get('text') ?? '';
    const articles = library.headings({ list, text, after: null, limit: 100 }).slice(0, 100);
    return route.fulfill({
      json: { articles, next: list === 'all' ? 'more' : null, counts: counts() },
    });
  });
  await page.route('**/api/v1/knowledge/articles/*', (route) => {
    const id = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
    if (route.request().method() === 'GET') return route.fulfill({ json: whole(id) });
    // Somebody else was quicker.
    const present = contentOf(id);
    change(id, other, {
      kind: 'revise',
      content: {
        ...present,
        unit: '市人力资源和社会保障局',
        answer: `${present.answer}周末照常。`,
      },
    });
    const json = { code: 'changed-meanwhile', current: whole(id) };
    return route.fulfill({ status: 409, json });
  });
  await page.route('**/api/v1/knowledge/reports?*', (route) =>
    route.fulfill({ json: { reports: reports.list('open', 'all', 100, now), counts: counts() } }),
  );
}

async function inOffice(page: Page, origin: string): Promise<void> {
  await playOffice(page);
  await signedIn(page, origin, as('1901', '方慧', 'leader'));
  await page.keyboard.press('Control+Alt+KeyE');
  await page.locator('[data-office] li').first().waitFor();
}
const list = (page: Page, name: RegExp) =>
  page.locator('[data-office]').getByRole('button', { name }).first();

export const officeScenes: readonly Scene[] = [
  {
    name: 'office-list',
    async play(page, origin) {
      await inOffice(page, origin);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.locator('[data-article]').waitFor();
    },
  },
  {
    name: 'office-approve',
    async play(page, origin) {
      await inOffice(page, origin);
      await list(page, /待审|To approve/).click();
      await page.getByRole('button', { name: /社保卡/ }).click();
      await page.locator('[data-changed=answer]').waitFor();
      await page.getByRole('button', { name: /^(退回|Send back)$/ }).click();
    },
  },
  {
    name: 'office-form',
    async play(page, origin) {
      await inOffice(page, origin);
      await list(page, /草稿|Drafts/).click();
      await page.getByRole('button', { name: /工伤/ }).click();
      await page.getByRole('button', { name: /^(修改|Edit)$/ }).click();
      await page.locator('[data-field=unit]').fill('');
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-office] [role=alert]').first().waitFor();
    },
  },
  {
    name: 'office-conflict',
    async play(page, origin) {
      await inOffice(page, origin);
      await list(page, /草稿|Drafts/).click();
      await page.getByRole('button', { name: /工伤/ }).click();
      await page.getByRole('button', { name: /^(修改|Edit)$/ }).click();
      await page.locator('[data-field=region]').fill('樊城区');
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-conflict]').waitFor();
    },
  },
  {
    name: 'office-reports',
    async play(page, origin) {
      await inOffice(page, origin);
      await list(page, /报错|Reports/).click();
      await page.getByRole('button', { name: /树葬/ }).click();
      await page.locator('[data-report]').waitFor();
    },
  },
  {
    name: 'office-offline',
    async play(page, origin) {
      await page.route('**/api/v1/knowledge/articles?*', (route) => route.abort());
      await signedIn(page, origin, as('1901', '方慧', 'leader'));
      await page.keyboard.press('Control+Alt+KeyE');
      await page.locator('[data-office] [role=alert]').waitFor();
    },
  },
];
