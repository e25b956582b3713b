/**
 * A picture with a ticket, on real Electron: added while the bridge is away, sent when it is back, gone on with after the
 * line was cut in the middle of it, and the same bytes on the ticket page. Then what the life of a ticket (ticket-life)
 * does not need, each at a desk in Electron: 催办 by the agent, 延期 by the unit, 督办 by the dispatcher, with the marks
 * that all of them see, and the call that the ticket came from.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { watchSeat, type SeatPage } from '../support/seat-page.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { FAKE_MICROPHONE, launchDesk, type LaunchedDesk } from './launch-desk.ts';
import { openList, openTicket, pictures, signIn, take, withOffice } from './ticket-screens.ts';

const TITLE = '滨江路护栏缺损，已拍照';
const NAME = '护栏现场.png';
const picture = pictures('ticket-attachment');

let stack: Stack;
let desk: LaunchedDesk;
/** Of dispatcher and unit, without a telephone. */
let office: LaunchedDesk;
let browser: Browser;
beforeEach(async () => {
  stack = await startStack({
    config: 'tests/contract/hotline.yaml',
    kind: 'practice',
    edit: withOffice,
  });
  browser = await launchChromium();
  const wish = {
    bridgeUrl: stack.address,
    file: { sipServers: [`ws://127.0.0.1:${stack.sipCable.port}`] },
    args: FAKE_MICROPHONE,
  };
  desk = await launchDesk(wish);
  office = await launchDesk(wish);
});
afterEach(async () => {
  // In a call that a failure left open it would ask twice before it closes.
  await desk.kill();
  await office.kill();
  await browser.close();
  await stack.stop();
});

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const head = Buffer.alloc(4);
  const tail = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(body));
  return Buffer.concat([head, body, tail]);
};

/** Nothing but noise, so that it is as long on the line as in the memory: some 3 MB, six pieces of an upload. */
function noisePng(side: number): Buffer {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  // 8 bits of red, green and blue (PNG 3rd edition, 11.2.1).
  size.set([8, 2], 8);
  const lines = Array.from({ length: side }, () =>
    Buffer.concat([Buffer.from([0]), randomBytes(side * 3)]),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.concat(lines), { level: 0 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** During a call with the bridge gone: the draft with its picture, both on this machine only. Resolves with the call. */
async function draftOffline(seat: SeatPage, png: Buffer): Promise<string> {
  const { page } = desk;
  await seat.press('Shift+F2');
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
  await stack.call({ number: '13900005005' });
  await seat.when('ringing', (state) => state.call?.state === 'ringing');
  await seat.press('F2');
  const { call } = await seat.when('talking', (state) => state.call?.state === 'talking');

  await stack.killBridge();
  await page.getByText('离线：草稿照常保存').first().waitFor();
  const form = page.locator('form[data-draft]');
  await form.locator('[data-field=title]').fill(TITLE);
  await form.getByRole('radio', { name: '求助', exact: true }).check();
  await form.getByRole('radio', { name: '交办', exact: true }).check();
  await form.getByRole('combobox', { name: '类别' }).fill('gs');
  await page.keyboard.press('Enter');
  await form.locator('[data-field=place]').fill('樊城区滨江路');
  await form.locator('[data-field=text]').fill('护栏缺损约三米，行人有坠落危险，照片附后。');
  await page
    .getByTestId('attachment-picker')
    .setInputFiles({ name: NAME, mimeType: 'image/png', buffer: png });
  await page.getByRole('listitem').filter({ hasText: NAME }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByTestId('draft-status').getByText('待发').waitFor();
  await picture(page, '01-offline');
  return call?.callId ?? '';
}

/** Of each piece that is sent, where in the file it begins; the line is cut as the third is about to go. */
async function cutInTheMiddle(page: Page): Promise<{
  readonly offsets: readonly number[];
  readonly begun: () => number;
  readonly cut: Promise<void>;
}> {
  const offsets: number[] = [];
  let begun = 0;
  const cut = Promise.withResolvers<void>();
  await page.route(/\/api\/v1\/uploads(?:\/|$)/u, async (route) => {
    const request = route.request();
    if (request.method() === 'POST') begun += 1;
    if (request.method() === 'PATCH') {
      offsets.push(Number(request.headers()['upload-offset']));
      if (offsets.length === 3) {
        stack.bridgeCable.cut();
        cut.resolve();
      }
    }
    await route.continue();
  });
  return { offsets, begun: () => begun, cut: cut.promise };
}

it('a picture goes with the draft through a dead bridge and a cut line, whole and once', async () => {
  const { page } = desk;
  const seat = watchSeat(page);
  const png = noisePng(1_000);
  await signIn(page, 'first', stack.password);
  await seat.when('registered', (state) => state.seat.device.registered, 30_000);
  const callId = await draftOffline(seat, png);

  const upload = await cutInTheMiddle(page);
  await stack.startBridge();
  await upload.cut;
  const file = page.getByRole('listitem').filter({ hasText: NAME });
  await page.getByText('离线：草稿照常保存').first().waitFor();
  expect(await file.getByText('已上传').count()).toBe(0);
  await picture(page, '02-cut');
  stack.bridgeCable.mend();
  await file.getByText('已上传').waitFor({ timeout: 60_000 });
  await picture(page, '03-sent');
  // One upload, gone on with from where the bridge had it: no piece before the cut was sent again.
  expect(upload.begun()).toBe(1);
  const [first, second, lost, ...rest] = upload.offsets;
  expect([first, second, lost]).toEqual([0, 524_288, 1_048_576]);
  expect(Math.min(...rest)).toBe(lost);
  expect(rest).toEqual(rest.toSorted((a, b) => a - b));

  const status = page.getByTestId('draft-status').getByText(/\d{8}-\d{6}/u);
  await status.waitFor();
  const ticketNo = /\d{8}-\d{6}/u.exec((await status.textContent()) ?? '')?.[0] ?? '';
  await seat.press('F4');
  await seat.when('wrapping', (state) => state.seat.activity.kind === 'wrapping');
  await seat.press('F3');
  await seat.when('free again', (state) => state.call === null);

  await seat.press('Control+Alt+KeyW');
  await openList(page, 'mine');
  await openTicket(page, ticketNo, TITLE);
  await page.locator('[data-attachment]').getByText(NAME).waitFor();
  await page.locator(`[data-call="${callId}"]`).waitFor();
  await take(page, {
    name: '催办',
    fill: () => page.getByLabel('催办内容').fill('行人有坠落危险，请先设置警示。'),
    look: () => picture(page, '04-urge'),
  });
  await page.getByText('催办 1 次').first().waitFor();

  // Whoever handles it gets the bytes that the citizen sent.
  const web = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await web.goto(stack.address);
  await signIn(web, 'paidan', stack.password);
  await openTicket(web, ticketNo, TITLE);
  const [download] = await Promise.all([
    web.waitForEvent('download'),
    web.getByRole('button', { name: `打开附件 ${NAME}` }).click(),
  ]);
  expect(hash(await readFile(await download.path()))).toBe(hash(png));

  await officeSteps(ticketNo);
  await page.getByRole('button', { name: '返回列表' }).click();
  await openTicket(page, ticketNo, TITLE);
  for (const mark of ['已延期', '督办', '催办 1 次']) {
    // oxlint-disable-next-line no-await-in-loop -- each in its turn, so that the message names the one missing
    await page.locator('[data-mark]').getByText(mark, { exact: true }).waitFor();
  }
  const line = page.getByTestId('ticket-time-line').locator('li');
  expect(
    await line.evaluateAll((all) =>
      all.map((each) => each.getAttribute('data-entry')).toReversed(),
    ),
  ).toEqual(['accept', 'urge', 'dispatch', 'sign', 'start', 'extend', 'supervise']);
  await picture(page, '07-marks');
}, 240_000);

/** At the second desk: 派单 by the dispatcher, 签收 to 延期 by the unit's clerk, 督办 by the dispatcher. */
async function officeSteps(ticketNo: string): Promise<void> {
  const { page } = office;
  await signIn(page, 'paidan', stack.password);
  await openTicket(page, ticketNo, TITLE);
  await page.getByText('催办 1 次').first().waitFor();
  await take(page, {
    name: '派单',
    async fill() {
      await page.getByLabel('主办单位').fill('gsfw');
      await page.keyboard.press('Enter');
    },
  });
  await page.getByRole('button', { name: '签出' }).click();

  await signIn(page, 'water-clerk', stack.password);
  await openTicket(page, ticketNo, TITLE);
  await take(page, { name: '签收' });
  await take(page, { name: '开始办理' });
  const due = page.locator('header [data-due]');
  const before = await due.textContent();
  await take(page, {
    name: '延期',
    fill: () => page.getByLabel('延期理由').fill('护栏需要定制。'),
    look: () => picture(page, '05-extend'),
  });
  // 延期 once, and the same length again: the day is another one, and the key is gone.
  await page.locator('[data-mark]').getByText('已延期').waitFor();
  expect(await due.textContent()).not.toBe(before);
  expect(await page.getByRole('button', { name: '延期', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: '签出' }).click();

  await signIn(page, 'paidan', stack.password);
  await openList(page, 'all');
  await openTicket(page, ticketNo, TITLE);
  await take(page, {
    name: '督办',
    fill: () => page.getByLabel('督办理由').fill('涉及人身安全。'),
    look: () => picture(page, '06-supervise'),
  });
  await page.locator('[data-mark]').getByText('督办', { exact: true }).waitFor();
}
