/** What a person at a web seat sees when something is wrong, in Chromium with the shipped page, bridge and PBX. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { launchChromium, launchStrictChromium } from '../support/chromium.ts';
import { openWebSeat, type SeatPage, type WebSeatOptions } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';

let stack: Stack;
let browser: Browser;
let seats: SeatPage[] = [];
beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startStack({ config: 'tests/contract/hotline.yaml', kind: 'practice' }),
    launchChromium(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});
afterEach(async () => {
  stack.hangUpAll();
  for (const seat of seats.splice(0)) await seat.close();
});

async function open(more: Partial<WebSeatOptions> = {}, inBrowser = browser): Promise<SeatPage> {
  const { address, password } = stack;
  const seat = await openWebSeat(inBrowser, { address, password, person: 'first', ...more });
  seats.push(seat);
  return seat;
}
const ready = async (seat: SeatPage): Promise<void> => {
  await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
};
const bridgeClosed = (seat: SeatPage): number =>
  seat.log.findLastIndex((entry) => entry.wire === 'closed' && entry.url.includes('/ws/seat'));

it('signed in at a second place: that one has the seat; the first says so, keeps its draft, and stays out', async () => {
  const older = await open();
  await ready(older);
  await older.press('Control+Alt+KeyN');
  await older.page.getByRole('textbox', { name: '标题' }).fill('写到一半');
  await older.page.locator('[data-testid=saved-state] [data-state=saved]').waitFor();

  const newer = await open();
  const told = older.page.getByRole('alert');
  await told.waitFor();
  expect(await told.textContent()).toBe('您已在另一处签入，本机已签出。草稿仍保存在本机。');
  await older.page.getByLabel('密码').waitFor();

  await ready(newer);
  await stack.call({ number: '13900003001' });
  await newer.page.getByTestId('bar-caller').getByText('139****3001').waitFor();
  await newer.press('F2');
  await newer.when('talking', (state) => state.call?.state === 'talking');
  // Not one word came to the older one after it was put out, and it did not come back by itself.
  expect(older.log.slice(bridgeClosed(older) + 1).filter(({ wire }) => wire === 'bridge')).toEqual(
    [],
  );
  expect(await told.isVisible()).toBe(true);

  // Back to the first place in the middle of the call: it has seat, call and draft. Where the voice is, the call goes on
  // until it ends, under a word about it.
  await older.page.getByLabel('密码').fill(stack.password);
  await older.page.keyboard.press('Enter');
  await older.page.getByText('写到一半').first().waitFor();
  await newer.page.getByText('签入已失效').waitFor();
  expect(older.state?.call?.state).toBe('talking');
  await newer.hears(440);
  await older.press('F4');
  await newer.page.getByLabel('密码').waitFor();
  expect(await newer.page.getByRole('alert').textContent()).toContain('已在另一处签入');
  await older.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
});

it('a microphone that the browser refuses: said in words, no call is offered; once allowed, the call comes', async () => {
  const strict = await launchStrictChromium();
  try {
    const seat = await open({ person: 'second', hz: null, context: { permissions: [] } }, strict);
    await seat.page.getByText('麦克风被拒绝').first().waitFor();
    await seat.when('told', ({ seat: { device } }) => device.media === 'microphone-refused');
    await ready(seat);
    await stack.call({ number: '13900003002' });
    const waiting = await seat.when('it waits', (state) => state.waiting.length === 1);
    expect(waiting).toMatchObject({ call: null, waiting: [{ offeredTo: null }] });

    await seat.page.context().grantPermissions(['microphone']);
    await seat.page.getByTestId('bar-caller').getByText('139****3002').waitFor();
    await seat.page.getByText('麦克风被拒绝').first().waitFor({ state: 'detached' });
    await seat.press('F2');
    await seat.when('talking', (state) => state.call?.state === 'talking');
  } finally {
    for (const seat of seats.splice(0)) await seat.close();
    await strict.close();
  }
});

it('the bridge is gone: said in words, drafts go on and are kept; a ticket waits and is filed once', async () => {
  const seat = await open({ person: 'dialect' });
  const { page } = seat;
  await stack.killBridge();
  await page.getByText('离线：草稿照常保存').first().waitFor();

  await seat.press('Control+Alt+KeyN');
  await page.getByRole('textbox', { name: '标题' }).fill('断网时写的');
  await page.getByRole('radio', { name: '无效' }).check();
  const saved = page.getByTestId('saved-state');
  await saved.locator('[data-state=saved]').waitFor();
  await seat.press('Control+Enter');
  await saved.getByText('离线 · 待发 1').waitFor();
  await seat.press('Control+Alt+KeyN');
  await page.getByRole('textbox', { name: '标题' }).fill('还没写完');
  await saved.locator('[data-state=saved]').waitFor();

  await stack.startBridge();
  await page.getByText('离线：草稿照常保存').first().waitFor({ state: 'detached' });
  await saved.getByText('待发').waitFor({ state: 'detached' });
  const filed = stack.ledger.entries().filter(({ fact }) => fact.kind === 'ticket-filed');
  expect(filed).toMatchObject([{ fact: { seatId: '1101', callId: null } }]);

  await page.reload();
  await page.getByText('还没写完').first().waitFor();
});

it('a screen that cannot be fetched from a bridge that is away: the call goes on, and its key fetches it later', async () => {
  const leader = await open({ person: 'leader' });
  const { page } = leader;
  await ready(leader);
  await stack.call({ number: '13900003003' });
  await leader.when('rings', (state) => state.call?.state === 'ringing', 30_000);
  await leader.press('F2');
  await leader.when('talking', (state) => state.call?.state === 'talking');
  stack.bridgeCable.cut();
  await page.getByText('离线：草稿照常保存').first().waitFor();

  await leader.press('Control+Alt+KeyO');
  const failed = page.locator('[data-failed=reports]');
  await failed.getByText('“报表”显示出错').waitFor();
  expect(await page.getByTestId('bar-caller').textContent()).toContain('139****3003');
  await leader.hears(440);

  stack.bridgeCable.mend();
  await page.getByText('离线：草稿照常保存').first().waitFor({ state: 'detached' });
  await failed.getByRole('button', { name: '重新显示' }).click();
  await page.getByRole('button', { name: '重试' }).click();
  const table = page.getByTestId('report-table');
  await table.waitFor({ timeout: 30_000 });
  // With its style sheet.
  expect(
    await table
      .locator('th')
      .first()
      .evaluate((at) => getComputedStyle(at).position),
  ).toBe('sticky');
});
