import type { Page } from 'playwright-core';
import { goodLogIn, phone } from './scene.ts';
import { playLibrary } from './library-answer.ts';
import { aCall, morning, playBridge, type ScriptedBridge } from './scripted-bridge.ts';

export const inCall = (since: number) => ({
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

export const words = {
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

export async function fill(page: Page, language: 'zh-CN' | 'en'): Promise<void> {
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

/** `knows`: with the starter set of articles beside the call. */
export async function talking(
  page: Page,
  origin: string,
  language: 'zh-CN' | 'en',
  { knows = true }: { readonly knows?: boolean } = {},
) {
  const now = Date.now();
  if (knows) await playLibrary(page);
  const bridge = await signedIn(page, origin);
  bridge.tell({ kind: 'call-offered', call: aCall(now, 'talking', 194_000) });
  bridge.activity({ kind: 'talking', since: now - 185_000, callId: 'c-77' });
  await phone(page, inCall(now - 185_000));
  await fill(page, language);
  return bridge;
}
