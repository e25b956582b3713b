/** The machine wakes up: the desk's page is told, and registers afresh. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskBridge } from '../../apps/desktop/src/shared/ipc-contract.ts';
import { eventually } from '../support/eventually.ts';
import { launchDesk, type LaunchedDesk } from './launch-desk.ts';

declare global {
  interface Window {
    readonly desk?: DeskBridge;
    told: unknown[];
  }
}

let desk: LaunchedDesk;
beforeAll(async () => {
  desk = await launchDesk({ bridgeUrl: 'http://127.0.0.1:1' });
});
afterAll(async () => {
  await desk.close();
});

it('resume of the machine reaches the page as a wake-up; its sleep does not', async () => {
  await desk.page.evaluate(() => {
    window.told = [];
    window.desk?.onEvent((event) => window.told.push(event));
  });
  // The system's own signal cannot be given here; what Electron makes of it can.
  await desk.app.evaluate(({ powerMonitor }) => {
    powerMonitor.emit('suspend');
    powerMonitor.emit('resume');
  });
  const told = () => desk.page.evaluate(() => window.told);
  await eventually('told', async () => (await told()).length > 0);
  expect(await told()).toEqual([{ kind: 'resumed', because: 'wake-up' }]);
});
