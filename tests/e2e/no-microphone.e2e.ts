import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { launchChromium } from '../support/chromium.ts';
import { openWebSeat } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';

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

it('practice on a machine without a microphone: calls come, silence is sent, and the desk says so', async () => {
  const seat = await openWebSeat(browser, {
    address: stack.address,
    person: 'zhou.min',
    password: stack.password,
    hz: 'none',
  });
  await seat.page.locator('[data-notice="practiceSilence"]').waitFor();
  await seat.when('the bridge takes it for good', (state) => state.seat.device.media === 'ok');
  await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  const citizen = await stack.call({ number: '13900002003', hz: 440 });
  await seat.whenWire(
    'the phone rings',
    (entry) => entry.wire === 'sip' && entry.start.startsWith('INVITE'),
  );
  await seat.press('F2');
  await seat.when('talking', (state) => state.call?.state === 'talking');
  await seat.hears(440);
  // Packets of silence, not no packets: the PBX would take those for a dead seat.
  const before = citizen.reception().received;
  await eventually('packets from the seat', () => citizen.reception().received > before + 50);
  expect(citizen.heard().level).toBeLessThan(-50);
  citizen.hangUp();
  await seat.close();
});
