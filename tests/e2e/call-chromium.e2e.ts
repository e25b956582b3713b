import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openWebSeat } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { wholeCall } from './whole-call.ts';

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([
    startStack({ config: 'config/hotline.yaml', kind: 'practice' }),
    launchChromium(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await stack.stop();
});

it('web seat in Chromium: a whole call, and the draft is still there after the page was thrown away', async () => {
  const seat = await openWebSeat(browser, {
    address: stack.address,
    person: 'lin.xiaoyu',
    password: stack.password,
    hz: 1000,
  });
  await wholeCall(stack, seat, 1000, '13900002001');
  await seat.page.reload();
  await seat.page.getByText('人民路路灯不亮').first().waitFor();
  expect(seat.state?.hotline.practice).toBe(true);
  await seat.close();
});
