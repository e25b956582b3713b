import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchSeat } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { writeToneFile } from '../support/tone-file.ts';
import { toneMicrophone } from '../support/tone-microphone.ts';
import { FAKE_MICROPHONE, launchDesk, type LaunchedDesk } from './launch-desk.ts';
import { wholeCall } from './whole-call.ts';

const SEAT_HZ = 1000;
let stack: Stack;
const folder = mkdtempSync(path.join(tmpdir(), 'hotline-tone-'));
beforeAll(async () => {
  stack = await startStack({ config: 'config/hotline.yaml', kind: 'practice' });
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

it('real Electron: a whole call by its own microphone path, and the draft survives the desk being killed', async () => {
  const tone = path.join(folder, 'tone.wav');
  writeToneFile(tone, SEAT_HZ);
  const wish = {
    bridgeUrl: stack.address,
    file: { sipServers: [`ws://127.0.0.1:${stack.sipCable.port}`] },
    args: [...FAKE_MICROPHONE, `--use-file-for-fake-audio-capture=${tone}`],
  };
  const desk = await launchDesk(wish);
  // Only the ear is ours: the microphone, its permission and its processing are the desk's.
  await desk.app.context().addInitScript(toneMicrophone, { hz: null });
  const seat = watchSeat(desk.page);
  await desk.page.reload();
  await desk.page.getByLabel('工号').fill('chen.zhiyuan');
  await desk.page.getByLabel('密码').fill(stack.password);
  await desk.page.keyboard.press('Enter');
  await seat.when('signed in', (state) => state.seat.activity.kind !== 'signed-out', 30_000);
  await seat.when('registered', (state) => state.seat.device.registered, 30_000);
  await floatingBarByItsKey(desk);
  await wholeCall(stack, seat, SEAT_HZ, '13900002002');
  await desk.kill();

  const again = await launchDesk({ ...wish, userData: desk.userData });
  await again.page.getByLabel('工号').fill('chen.zhiyuan');
  await again.page.getByLabel('密码').fill(stack.password);
  await again.page.keyboard.press('Enter');
  // It waits in the list of unfinished drafts; a click opens it.
  await again.page.getByText('人民路路灯不亮').first().click();
  expect(await again.page.getByRole('textbox', { name: '内容' }).inputValue()).toBe(
    '市民反映人民路 12 号门前路灯三天不亮。',
  );
  await again.close();
});

/** Opened and put away by the keys of a person who sits at the desk. */
async function floatingBarByItsKey({ app, page }: LaunchedDesk): Promise<void> {
  const press = (): Promise<void> => page.keyboard.press('Control+Alt+KeyF');
  const [bar] = await Promise.all([app.waitForEvent('window'), press()]);
  await bar.getByRole('button', { name: '话务台', exact: true }).waitFor();
  await Promise.all([bar.waitForEvent('close'), press()]);
}
