/** Knowledge beside the caller on the real desk: found by initials in a call, put into the draft by one key, also with the bridge gone. */
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { articleContent, type KnowledgePage } from '@hotline/domain/knowledge';
import type { DeskBridge } from '../../apps/desktop/src/shared/ipc-contract.ts';
import { eventually } from '../support/eventually.ts';
import { watchSeat, type SeatPage } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { FAKE_MICROPHONE, launchDesk, type LaunchedDesk } from './launch-desk.ts';

declare global {
  interface Window {
    readonly desk?: DeskBridge;
  }
}

let stack: Stack;
let desk: LaunchedDesk;
let seat: SeatPage;
beforeAll(async () => {
  stack = await startStack({
    config: 'config/hotline.yaml',
    kind: 'practice',
    env: { HOTLINE_KNOWLEDGE: path.resolve('config/knowledge') },
  });
  desk = await launchDesk({
    bridgeUrl: stack.address,
    file: { sipServers: [`ws://127.0.0.1:${stack.sipCable.port}`] },
    args: FAKE_MICROPHONE,
  });
  seat = watchSeat(desk.page);
});
afterAll(async () => {
  // With the bridge gone it is still in its call, and would not be closed at the first asking.
  await desk.kill();
  await stack.stop();
});

const copied = () =>
  desk.page.evaluate(async () => {
    const copy = await window.desk?.knowledgeCopy();
    return copy?.ok === true ? copy.value.articles : 0;
  });

it('during a call by pinyin initials, the answer into the draft by one key, then with the bridge stopped', async () => {
  const { page } = desk;
  await page.getByLabel('工号').fill('lin.xiaoyu');
  await page.getByLabel('密码').fill(stack.password);
  await page.keyboard.press('Enter');
  await seat.when('registered', (state) => state.seat.device.registered, 30_000);
  await eventually('the copy is whole', async () => (await copied()) > 200, 60_000);

  await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  const citizen = await stack.call({ number: '13900004004' });
  await seat.when('ringing', (state) => state.call?.state === 'ringing', 20_000);
  await seat.press('F2');
  await seat.when('talking', (state) => state.call?.state === 'talking', 20_000);

  await page.keyboard.press('Control+KeyK');
  const field = page.getByRole('combobox', { name: /查找知识/ });
  await field.pressSequentially('sbkbb');
  const find = page.getByTestId('find');
  await find.getByRole('option', { name: /社保卡补办/, selected: true }).waitFor();
  await page.keyboard.press('Control+Alt+KeyA');
  const text = page.getByRole('textbox', { name: '内容' });
  await eventually('the answer is in the draft', async () =>
    (await text.inputValue()).includes('12333'),
  );

  await stack.killBridge();
  await page.getByText('离线：草稿照常保存').first().waitFor();
  await field.fill('gongshangrending');
  await find.getByRole('option', { name: /工伤认定/, selected: true }).waitFor();
  await find.getByText(/工单暂时查不了/).waitFor();
  await page.keyboard.press('Control+Alt+KeyS');
  await eventually('the steps are below it', async () =>
    (await text.inputValue()).includes('\n1. '),
  );
  // A command is found and run from the same list.
  await field.fill('xjgd');
  await find.getByRole('option', { name: /新建工单/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await eventually('a new draft is in front', async () => (await text.inputValue()) === '');
  expect(await text.inputValue()).toBe('');
  citizen.hangUp();
});

it('while the copy is filled, drafts are answered: the filling is not in the main process', async () => {
  const articles: KnowledgePage['articles'] = Array.from({ length: 200 }, (_, n) => ({
    id: `made-${n}`,
    version: 1,
    content: articleContent.parse({
      title: `第${n}条 停水报修和社保卡补办怎么办理`,
      answer: '请携带身份证原件到政务服务中心窗口办理，也可以在网上申请。'.repeat(20),
      keywords: ['没水', '水管爆了', '社保卡丢了', '补卡'],
      unit: '市政务服务中心',
    }),
  }));
  const measured = await desk.page.evaluate(
    async (page) => {
      const times: number[] = [];
      const state = { filling: true };
      const fill = (async () => {
        for (let upTo = 1; upTo <= 5; upTo += 1) {
          // oxlint-disable-next-line no-await-in-loop -- as the desk does it, page after page
          await window.desk?.knowledgeApply({ ...page, upTo, left: 5 - upTo });
        }
        state.filling = false;
      })();
      const begun = performance.now();
      while (state.filling) {
        const asked = performance.now();
        // oxlint-disable-next-line no-await-in-loop -- one after the other: each is a key
        await window.desk?.draftsList('lin.xiaoyu');
        times.push(performance.now() - asked);
      }
      const took = performance.now() - begun;
      await fill;
      return { times: times.toSorted((one, other) => one - other), took };
    },
    { library: 'measured', upTo: 0, left: 0, articles, gone: [] } satisfies KnowledgePage,
  );
  const { times, took } = measured;
  const at = (part: number) => times[Math.floor(part * (times.length - 1))] ?? Infinity;
  console.log(
    `filling took ${Math.round(took)} ms; ${times.length} answers meanwhile, p50 ${at(0.5).toFixed(1)} ms, p99 ${at(0.99).toFixed(1)} ms`,
  );
  // In main itself an answer would wait for a page each: five at most would come back.
  expect(times.length).toBeGreaterThan(25);
  expect(at(0.5)).toBeLessThan(took / 10);
});
