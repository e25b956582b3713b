/** A headset is pulled out in the middle of a call and plugged in again; nobody presses a key. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromiumWithSound } from '../support/chromium.ts';
import { HEARD_DB } from '../support/plain-seat.ts';
import { openWebSeat, type SeatPage } from '../support/seat-page.ts';
import { soundGap } from '../support/sound-gap.ts';
import { startSoundServer, type Headset, type SoundServer } from '../support/sound-server.ts';
import { startStack, type Stack } from '../support/stack.ts';

const CITIZEN_HZ = 440;
const HEADSET_HZ = 1000;
const DESK_HZ = 1250;
/** 断开耳机: what the citizen may notice of it, ms. */
const MOST_SILENCE_MS = 3_000;

let stack: Stack;
let sound: SoundServer;
let browser: Browser;
let desk: Headset;
let headset: Headset;
let seat: SeatPage;
beforeAll(async () => {
  [stack, sound] = await Promise.all([
    startStack({ config: 'config/hotline.yaml', kind: 'practice' }),
    startSoundServer(),
  ]);
  desk = await sound.plugIn('desk', DESK_HZ);
  headset = await sound.plugIn('headset', HEADSET_HZ);
  browser = await launchChromiumWithSound(sound.env);
  const { address, password } = stack;
  seat = await openWebSeat(browser, { address, password, person: 'lin.xiaoyu', hz: null });
});
afterAll(async () => {
  await browser.close();
  await sound.stop();
  await stack.stop();
});

async function choose(role: string): Promise<void> {
  await seat.page.getByLabel(role, { exact: true }).click();
  await seat.page
    .locator('.ant-select-item-option', { hasText: /^headset$/ })
    .last()
    .click();
}

it('the desk’s own devices stand in within 3 s, the person is told, and the headset is back when it is plugged in', async () => {
  await seat.press('Control+Comma');
  await choose('麦克风');
  await choose('通话声音');
  await seat.press('Escape');
  await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  const citizen = await stack.call({ number: '13900002061', hz: CITIZEN_HZ });
  await seat.whenWire(
    'it rings',
    (entry) => entry.wire === 'sip' && entry.start.startsWith('INVITE'),
  );
  await seat.press('F2');
  const wearer = (hz: number, ear: Headset) =>
    Promise.all([
      citizen.hears({ hz, atLeast: HEARD_DB, withinMs: 10_000, forMs: 200 }),
      ear.ear.hears({ hz: CITIZEN_HZ, atLeast: HEARD_DB, withinMs: 10_000, forMs: 200 }),
    ]);
  await wearer(HEADSET_HZ, headset);

  const gap = soundGap(citizen.hearing);
  await headset.pullOut();
  await wearer(DESK_HZ, desk);
  expect(gap.stop()).toBeLessThan(MOST_SILENCE_MS);
  await seat.page.getByText('耳机已拔出').first().waitFor();

  await headset.forgotten();
  const back = soundGap(citizen.hearing);
  headset = await sound.plugIn('headset', HEADSET_HZ);
  await wearer(HEADSET_HZ, headset);
  expect(back.stop()).toBeLessThan(MOST_SILENCE_MS);
  expect(seat.state?.call?.state).toBe('talking');
  await seat.press('F4');
  await citizen.ended;
});
