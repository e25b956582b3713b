/**
 * What a leader's desk does in real Electron under the shipped content policy and permissions: a recording is drawn and
 * plays, a report is saved as a PDF with Chinese text and as a table, and the hall's screen fills its own.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { openPlainSeat } from '../support/plain-seat.ts';
import { watchSeat } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { FAKE_MICROPHONE, launchDesk, type LaunchedDesk } from './launch-desk.ts';

const SLOW_MS = 60_000;
const CITIZEN_HZ = 440;
const SEAT_HZ = 1000;
/** Long enough for the player's clock to be seen moving on. */
const TALK_MS = 3_000;

let stack: Stack;
const folder = mkdtempSync(path.join(tmpdir(), 'hotline-leader-'));
beforeAll(async () => {
  stack = await startStack({
    config: 'tests/contract/hotline.yaml',
    kind: 'practice',
    edit: (yaml) =>
      `${yaml.replace(/^( +ringSeconds:) 4$/mu, '$1 30')}\nhalls:\n  - { id: hall, name: 大厅屏 }\n`,
  });
});
afterAll(async () => {
  await stack.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function desk(): Promise<LaunchedDesk> {
  const launched = await launchDesk({
    bridgeUrl: stack.address,
    file: { sipServers: [`ws://127.0.0.1:${stack.sipCable.port}`] },
    args: FAKE_MICROPHONE,
  });
  onTestFinished(() => launched.kill());
  return launched;
}

async function signIn(page: Page, person: string): Promise<void> {
  await page.getByLabel('工号').fill(person);
  await page.getByLabel('密码').fill(stack.password);
  await page.keyboard.press('Enter');
}

/** A citizen and a seat talk for a while, both recorded. */
async function recordedCall(): Promise<void> {
  const { address, password } = stack;
  const seat = await openPlainSeat({ address, person: 'first', password, hz: SEAT_HZ });
  await seat.ready();
  const citizen = await stack.call({ number: '13700700001', hz: CITIZEN_HZ });
  await seat.answers(SLOW_MS);
  await seat.whenCall('recorded', ({ recording }) => recording === 'on', SLOW_MS);
  await citizen.hearing.hears({ hz: SEAT_HZ, withinMs: SLOW_MS, forMs: TALK_MS });
  citizen.hangUp();
  await seat.leavesAll();
}

/** Where the next file goes, as if the person had chosen it in the system's dialogue. */
async function nextFile(app: ElectronApplication, name: string): Promise<string> {
  const file = path.join(folder, name);
  await app.evaluate(({ dialog }, filePath) => {
    Object.assign(dialog, { showSaveDialog: async () => ({ canceled: false, filePath }) });
  }, file);
  return file;
}

/** Every character that a PDF's fonts are said to show: its ToUnicode maps (ISO 32000-1, 9.10.3). */
function textOf(pdf: Buffer): ReadonlySet<string> {
  const shown = new Set<string>();
  const add = (hex: string, step = 0): void => {
    const units = hex.match(/.{4}/gu)?.map((unit) => Number.parseInt(unit, 16)) ?? [];
    const last = units.pop() ?? 0;
    for (const character of String.fromCharCode(...units, last + step)) shown.add(character);
  };
  for (const { index } of pdf.toString('latin1').matchAll(/stream\r?\n/gu)) {
    const start = pdf.indexOf('\n', index) + 1;
    const map = inflated(pdf.subarray(start, pdf.indexOf('endstream', start)));
    for (const [, block = ''] of map.matchAll(/beginbfchar(.*?)endbfchar/gsu))
      for (const [, to = ''] of block.matchAll(/<\w+>\s*<(\w+)>/gu)) add(to);
    for (const [, block = ''] of map.matchAll(/beginbfrange(.*?)endbfrange/gsu))
      for (const [, from = '', until = '', to = ''] of block.matchAll(
        /<(\w+)>\s*<(\w+)>\s*<(\w+)>/gu,
      ))
        for (let n = 0; n <= Number.parseInt(until, 16) - Number.parseInt(from, 16); n += 1)
          add(to, n);
  }
  return shown;
}

/** The chart as the desk shows it, PNG in base64. */
const chartOf = (page: Page): Promise<string> =>
  page
    .getByTestId('report-chart')
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL('image/png').split(',')[1] ?? '');

/** The colour of a PNG's corner, RGBA. */
const groundOf = (page: Page, base64: string): Promise<readonly number[]> =>
  page.evaluate(async (letters) => {
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.codePointAt(0) ?? 0);
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(1, 1).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
  }, base64);

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    // A picture, a font, or no beginning of a stream at all.
    return '';
  }
}

it('a recording is drawn and plays; a report is saved as PDF and as a table', async () => {
  await recordedCall();
  const { app, page } = await desk();
  const held: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/u.test(message.text())) held.push(message.text());
  });
  const leader = watchSeat(page);
  await signIn(page, 'leader');
  await leader.when('registered', ({ seat }) => seat.device.registered, SLOW_MS);

  await leader.press('Control+Alt+KeyV');
  const rows = page.getByTestId('recording-table').getByRole('row');
  await rows.nth(1).waitFor({ timeout: SLOW_MS });
  await rows.nth(1).click();
  await leader.press('Enter');
  const wave = page.getByTestId('wave-form').locator('canvas').first();
  await wave.waitFor({ state: 'attached', timeout: SLOW_MS });
  const isDrawn = () =>
    wave.evaluate((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
      return pixels.some((value, at) => at % 4 === 3 && value > 0);
    });
  await eventually('a wave-form', isDrawn, SLOW_MS);
  await page.getByRole('button', { name: '播放' }).click();
  await page
    .getByTestId('play-time')
    .getByText(/^00:0[1-9] /u)
    .waitFor({ timeout: SLOW_MS });
  await page.keyboard.press('Escape');

  await leader.press('Control+Alt+KeyO');
  await page.locator('tr[data-key=default]').waitFor({ timeout: SLOW_MS });
  const pdf = await nextFile(app, 'report.pdf');
  await page.locator('[data-file=pdf]').click();
  const bytes = await eventually('a PDF', () => existsSync(pdf) && readFileSync(pdf), SLOW_MS);
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const text = textOf(bytes);
  expect(Array.from('电话接通率综合受理12345').filter((character) => !text.has(character))).toEqual(
    [],
  );

  const csv = await nextFile(app, 'report.csv');
  await page.locator('[data-file=csv]').click();
  const table = await eventually(
    'a table',
    () => existsSync(csv) && readFileSync(csv, 'utf8'),
    SLOW_MS,
  );
  expect(table.split('\r\n')[0]).toContain('呼入,接听');

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-scheme=dark]').waitFor();
  const png = await nextFile(app, 'chart.png');
  await page.getByRole('button', { name: '存为图片' }).click();
  const picture = await eventually(
    'a picture',
    () => existsSync(png) && readFileSync(png, 'base64'),
    SLOW_MS,
  );
  expect(await groundOf(page, picture)).toEqual([255, 255, 255, 255]);
  expect(await groundOf(page, await chartOf(page))).not.toEqual([255, 255, 255, 255]);
  expect(held).toEqual([]);
}, 240_000);

it('the hall fills the screen, keeps it lit, and gives it back by a key', async () => {
  const { app, page } = await desk();
  const state = () =>
    app.evaluate(({ BrowserWindow, powerSaveBlocker }) => ({
      isFull: BrowserWindow.getAllWindows()[0]?.isFullScreen() ?? false,
      // Their ids count up from 0.
      isLit: Array.from({ length: 8 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
    }));
  // As from a keyboard: what the debugger presses goes to the page alone.
  const pressF11 = () =>
    app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
        type: 'keyDown',
        keyCode: 'F11',
      }),
    );
  expect(await state()).toEqual({ isFull: false, isLit: false });
  await signIn(page, 'hall');
  await page.getByTestId('hall').waitFor({ timeout: SLOW_MS });
  const becomes = (isFull: boolean) =>
    eventually(`full-screen: ${isFull}`, async () => (await state()).isFull === isFull, SLOW_MS);
  await becomes(true);
  expect(await state()).toEqual({ isFull: true, isLit: true });
  await pressF11();
  await becomes(false);
  // Still a hall's screen.
  expect((await state()).isLit).toBe(true);
  await pressF11();
  await becomes(true);
  await page.getByRole('button', { name: '退出大屏' }).click();
  await becomes(false);
  await eventually('dark again', async () => !(await state()).isLit, SLOW_MS);
}, 180_000);
