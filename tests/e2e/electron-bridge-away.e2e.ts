/** The desk is opened before the bridge: it says so, keeps trying, and people come in when it is there. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { watchSeat } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { FAKE_MICROPHONE, launchDesk, type DeskWish, type LaunchedDesk } from './launch-desk.ts';

let stack: Stack;
let desk: LaunchedDesk | null = null;
beforeAll(async () => {
  stack = await startStack({ config: 'tests/contract/hotline.yaml', kind: 'practice' });
});
afterAll(async () => {
  await stack.stop();
});
beforeEach(async () => {
  await stack.killBridge();
});
afterEach(async () => {
  await desk?.close();
  desk = null;
});

/** At the bridge's own address, past the cable: nothing listens there. */
async function launch(wish: DeskWish = {}): Promise<LaunchedDesk> {
  desk = await launchDesk({
    bridgeUrl: stack.bridge.address,
    file: { sipServers: [`ws://127.0.0.1:${stack.sipCable.port}`] },
    args: FAKE_MICROPHONE,
    ...wish,
  });
  return desk;
}
const words = () => `连不上调度服务 ${stack.bridge.address}，正在重试。`;

it('a person: the words go when it is there, and what was typed is still there', async () => {
  const { page } = await launch();
  const told = page.getByRole('alert');
  await told.getByText(words()).waitFor();
  await page.getByLabel('工号').fill('first');
  await page.getByLabel('密码').fill(stack.password);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: '签入', exact: true })
    .and(page.locator(':enabled'))
    .waitFor();
  await told.getByText(words()).waitFor();

  await stack.startBridge();
  await told.waitFor({ state: 'detached' });
  expect(await page.getByLabel('密码').inputValue()).toBe(stack.password);
  await page.getByText('12345政务服务便民热线').waitFor();
  const seat = watchSeat(page);
  await page.getByRole('button', { name: '签入', exact: true }).click();
  await seat.when('registered', (state) => state.seat.device.registered, 30_000);

  // A reload while the bridge is away again: the log-in still counts, nobody has to type.
  await stack.killBridge();
  await page.getByText('离线：草稿照常保存').first().waitFor();
  await page.reload();
  await told.getByText(words()).waitFor();
  await stack.startBridge();
  await page.getByTestId('seat-state').waitFor();
  expect(await page.getByText(words()).count()).toBe(0);
});

it('a practice sign-in: goes in by itself when it is there', async () => {
  const { page } = await launch({ practiceSignIn: `first:${stack.password}` });
  await page.getByRole('alert').getByText(words()).waitFor();
  const seat = watchSeat(page);
  await stack.startBridge();
  const state = await seat.when('registered', ({ seat: { device } }) => device.registered, 30_000);
  expect(state.seat.personName).toBe('甲席');
  await page.getByTestId('seat-state').waitFor();
});
