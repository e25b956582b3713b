/**
 * A ticket's whole life through the screens, on real Electron: call → draft while the bridge is away → delivered once →
 * dispatched → signed → answered → revisited 不满意 → redone → second score → closed. The dispatcher and the unit's clerk
 * work at desks of their own, without a telephone. A picture of each screen is left in var/looks.
 */
import { tone } from '@hotline/practice-pbx/citizen';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { eventually } from '../support/eventually.ts';
import { watchSeat, type SeatPage } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { FAKE_MICROPHONE, launchDesk, type LaunchedDesk } from './launch-desk.ts';
import {
  choose,
  openList,
  openTicket,
  pictures,
  signIn,
  take,
  withOffice,
} from './ticket-screens.ts';

const CITIZEN = '13900003003';
const TITLE = '建设路 18 号二次供水水压不足';

const picture = pictures('ticket-life');

let stack: Stack;
let desk: LaunchedDesk;
let browser: Browser;
beforeEach(async () => {
  stack = await startStack({
    config: 'tests/contract/hotline.yaml',
    kind: 'practice',
    edit: withOffice,
  });
  browser = await launchChromium();
  desk = await launchDesk({
    bridgeUrl: stack.address,
    file: { sipServers: [`ws://127.0.0.1:${stack.sipCable.port}`] },
    args: FAKE_MICROPHONE,
  });
});
afterEach(async () => {
  // In a call that a failure left open it would ask twice before it closes.
  await desk.kill();
  await browser.close();
  await stack.stop();
});

/** The web desk of somebody without a telephone. */
async function office(person: string): Promise<Page> {
  const page = await (
    await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } })
  ).newPage();
  await page.goto(stack.address);
  await signIn(page, person, stack.password);
  await page.getByTestId('tickets').waitFor();
  return page;
}

/** The citizen calls, and the bridge goes away in the middle of it; the draft is filed while it is gone. */
async function draftOffline(seat: SeatPage): Promise<string> {
  const { page } = desk;
  await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  const citizen = await stack.call({ number: CITIZEN });
  const { call } = await seat.when('ringing', (state) => state.call?.state === 'ringing');
  await seat.press('F2');
  await seat.when('talking', (state) => state.call?.state === 'talking');

  await stack.killBridge();
  await page.getByText('离线：草稿照常保存').first().waitFor();
  const form = page.locator('form[data-draft]');
  await form.locator('[data-field=title]').fill(TITLE);
  await form.getByRole('radio', { name: '求助', exact: true }).check();
  await form.getByRole('radio', { name: '交办', exact: true }).check();
  await form.getByRole('combobox', { name: '类别' }).fill('gs');
  await page.keyboard.press('Enter');
  await form.locator('[data-field=place]').fill('樊城区建设路 18 号');
  await form.locator('[data-field=text]').fill('六楼以上早晚无水，希望尽快处理。');
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('draft-status').getByText('待发').waitFor();
  await picture(page, '01-draft-offline');

  await stack.startBridge();
  const status = page.getByTestId('draft-status').getByText(/\d{8}-\d{6}/);
  await status.waitFor();
  await picture(page, '02-delivered');
  const ticketNo = /\d{8}-\d{6}/.exec((await status.textContent()) ?? '')?.[0] ?? '';
  citizen.hangUp();
  await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  await seat.press('F3');
  await seat.when('free again', (state) => state.call === null);
  const filed = stack.ledger
    .entries()
    .filter(({ fact }) => fact.kind === 'ticket-filed')
    .map(({ fact }) => fact);
  expect(filed).toEqual([{ kind: 'ticket-filed', seatId: '1001', callId: call?.callId, ticketNo }]);
  return ticketNo;
}

/** 回访: the agent calls from the ticket and notes what the citizen says. */
async function revisit(
  seat: SeatPage,
  ticketNo: string,
  score: string,
  shot: string,
): Promise<string> {
  const { page } = desk;
  await seat.press('Control+Alt+KeyW');
  await openList(page, 'to-revisit');
  await openTicket(page, ticketNo, TITLE);
  await page.getByRole('button', { name: '拨打回访电话' }).click();
  const phone = await stack.carrier.nextCall();
  expect(phone.dialled).toBe(CITIZEN);
  await phone.answer(tone(440));
  const { call } = await seat.when('talking', (state) => state.call?.state === 'talking');
  // The form stands open beside the call; no draft was begun for it.
  await choose(page, '是否联系上', '已联系上');
  await choose(page, '单位是否联系过诉求人', '是');
  await choose(page, '问题是否解决', score === '满意' ? '是' : '否');
  await picture(page, `${shot}-revisit`);
  await page.keyboard.press('Control+Enter');
  await page.getByText('✓ 已登记回访。').waitFor();
  await take(page, {
    name: '登记评价',
    async fill() {
      await choose(page, '对受理（热线）的评价', '满意');
      await choose(page, '对办理（单位）的评价', score);
    },
    look: () => picture(page, `${shot}-score`),
  });
  await seat.press('F4');
  await phone.ended;
  await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  await seat.press('F3');
  await seat.when('free again', (state) => state.call === null);
  return call?.callId ?? '';
}

/** 答复 by the unit, 审核 by the dispatcher. */
async function answer(
  clerk: Page,
  dispatcher: Page,
  { ticketNo, text, shot }: { ticketNo: string; text: string; shot: string },
): Promise<void> {
  await take(clerk, {
    name: '答复',
    fill: () => clerk.getByLabel('办理结果和答复').fill(text),
    look: () => picture(clerk, `${shot}-answer`),
  });
  await openList(dispatcher, 'all');
  await openTicket(dispatcher, ticketNo, TITLE);
  await take(dispatcher, {
    name: '审核答复',
    fill: () => choose(dispatcher, '审核结果', '通过'),
    look: () => picture(dispatcher, `${shot}-audit`),
  });
}

it('one ticket, from the call to 办结, with 重办', async () => {
  const { page } = desk;
  const seat = watchSeat(page);
  await signIn(page, 'first', stack.password);
  await seat.when('registered', (state) => state.seat.device.registered, 30_000);
  const ticketNo = await draftOffline(seat);

  const dispatcher = await office('paidan');
  await dispatcher.locator(`[data-ticket="${ticketNo}"]`).waitFor();
  await picture(dispatcher, '03-to-dispatch');
  expect(await dispatcher.locator('[data-ticket]').count()).toBe(1);
  await openTicket(dispatcher, ticketNo, TITLE);
  await take(dispatcher, {
    name: '派单',
    async fill() {
      await dispatcher.getByLabel('主办单位').fill('gsfw');
      await dispatcher.keyboard.press('Enter');
    },
    look: () => picture(dispatcher, '04-dispatch'),
  });
  const clerk = await office('water-clerk');
  await openTicket(clerk, ticketNo, TITLE);
  await take(clerk, { name: '签收', look: () => picture(clerk, '05-sign') });
  await take(clerk, { name: '开始办理' });
  await answer(clerk, dispatcher, { ticketNo, text: '已更换加压泵。', shot: '06' });

  const first = await revisit(seat, ticketNo, '不满意', '07');
  await take(page, { name: '重办', look: () => picture(page, '08-redo') });
  await seat.press('Control+Alt+KeyW');
  await clerk.reload();
  await clerk.getByRole('heading', { name: TITLE }).waitFor();
  await answer(clerk, dispatcher, { ticketNo, text: '已加装稳压罐，水压稳定。', shot: '09' });
  const second = await revisit(seat, ticketNo, '满意', '10');
  await take(page, { name: '办结' });
  await page.locator('[data-state="closed"]').first().waitFor();
  await picture(page, '11-closed');

  const line = page.getByTestId('ticket-time-line').locator('li');
  const steps = await line.evaluateAll((all) =>
    all.map((each) => each.getAttribute('data-entry')).toReversed(),
  );
  expect(steps).toEqual([
    'accept',
    'dispatch',
    'sign',
    'start',
    'answer',
    'audit',
    'revisit',
    'rate',
    'redo',
    'answer',
    'audit',
    'revisit',
    'rate',
    'close',
  ]);
  // Both calls for the revisit are on the ledger with the ticket that they were for, and on the ticket itself.
  const dialled = await eventually('both calls on the ledger', () => {
    const all = stack.ledger.entries().map(({ fact }) => fact);
    const found = all.filter((fact) => fact.kind === 'call-dialled');
    return found.length === 2 ? found : undefined;
  });
  expect(dialled).toMatchObject([
    { callId: first, ticketNo },
    { callId: second, ticketNo },
  ]);
  await page.locator(`[data-call="${first}"]`).waitFor();
  await page.locator(`[data-call="${second}"]`).waitFor();
  expect(stack.ledger.entries().filter(({ fact }) => fact.kind === 'ticket-filed')).toHaveLength(1);
}, 240_000);
