/** The seat around the page: its configuration, its trust, its drafts on the disk, and what survives a death. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emptyDraft } from '@hotline/domain/draft';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeskBridge } from '../../apps/desktop/src/shared/ipc-contract.ts';
import { makeCertificates, type CertificateFiles } from '../../scripts/make-certificates.ts';
import { eventually } from '../support/eventually.ts';
import { loopbackServer } from '../support/loopback-server.ts';
import { FAKE_MICROPHONE, launchDesk, type DeskWish, type LaunchedDesk } from './launch-desk.ts';

declare global {
  interface Window {
    readonly desk?: DeskBridge;
  }
}

const BRIDGE = 'http://127.0.0.1:1';
let desk: LaunchedDesk | null = null;
const launch = async (wish: DeskWish) => (desk = await launchDesk(wish));
afterEach(async () => {
  await desk?.close();
  desk = null;
});

const draft = { ...emptyDraft('d-1', 'call-1'), title: '路灯不亮', text: '长虹路 12 号\n门口' };

describe('drafts', () => {
  it('are there after the desk was killed', async () => {
    const first = await launchDesk({ bridgeUrl: BRIDGE });
    const saved = await first.page.evaluate((one) => window.desk?.draftsSave('lin', one), draft);
    await first.kill();
    expect(saved).toMatchObject({ ok: true });
    const { page } = await launch({ bridgeUrl: BRIDGE, userData: first.userData });
    expect(await page.evaluate(() => window.desk?.draftsLoad('lin', 'd-1'))).toMatchObject({
      ok: true,
      value: { draft, status: { kind: 'open' } },
    });
  });

  it('are there after the page died, and the person is told', async () => {
    const { app, page } = await launch({ bridgeUrl: BRIDGE });
    await page.evaluate((one) => window.desk?.draftsSave('lin', one), draft);
    const crashed = page.waitForEvent('crash');
    await app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
    });
    await crashed;
    const inPage = (code: string) =>
      app.evaluate(
        ({ BrowserWindow }, source) =>
          BrowserWindow.getAllWindows()[0]
            ?.webContents.executeJavaScript(source)
            .catch(() => null),
        code,
      ) as Promise<unknown>;
    await eventually(
      'the window is back',
      async () => (await inPage('location.href')) === 'hotline://desk/',
    );
    expect(await inPage("window.desk.draftsLoad('lin', 'd-1')")).toMatchObject({
      value: { draft },
    });
    expect(desk?.log()).toContainEqual(expect.objectContaining({ msg: 'window died' }));
  });

  it('a damaged file is kept aside, a new one begun, and the person told', async () => {
    const userData = mkdtempSync(path.join(tmpdir(), 'hotline-desk-'));
    writeFileSync(path.join(userData, 'drafts.sqlite'), 'this is no database');
    const { page, log } = await launch({ bridgeUrl: BRIDGE, userData });
    await page.getByRole('textbox').first().waitFor();
    const kept = readdirSync(userData).find((name) => name.includes('.damaged-'));
    expect(readFileSync(path.join(userData, kept ?? ''), 'utf8')).toBe('this is no database');
    expect(log()).toContainEqual(expect.objectContaining({ msg: 'drafts damaged' }));
    expect(await page.evaluate((one) => window.desk?.draftsSave('lin', one), draft)).toMatchObject({
      ok: true,
    });
  });
});

describe('a seat that is not configured right says so and starts nothing', () => {
  it.each<[string, DeskWish, readonly string[]]>([
    ['nothing configured', {}, ['bridgeUrl', '没有写明 CTI 服务的地址', 'missing']],
    ['a broken file', { file: '{' }, ['不是有效的 JSON']],
    [
      'plain http to another machine',
      { file: { bridgeUrl: 'http://192.0.2.9' } },
      ['http://192.0.2.9/', '只能用于本机'],
    ],
    [
      'https without an authority',
      { bridgeUrl: 'https://192.0.2.9' },
      ['caFile', 'HOTLINE_CA_FILE'],
    ],
    [
      'an authority that cannot be read',
      { bridgeUrl: 'https://192.0.2.9', env: { HOTLINE_CA_FILE: '/no/such.pem' } },
      ['/no/such.pem', 'PEM'],
    ],
    [
      'practice sign-in away from this machine',
      {
        bridgeUrl: 'https://192.0.2.9',
        practiceSignIn: 'a:geheim',
        env: { HOTLINE_CA_FILE: '/x' },
      },
      ['HOTLINE_PRACTICE_SIGN_IN', '练习系统'],
    ],
  ])('%s', async (_name, wish, words) => {
    const { page, userData, log } = await launch(wish);
    const text = await page.locator('main').innerText();
    expect(text).toContain('话务台没有启动');
    for (const word of words) expect(text).toContain(word);
    expect(text).toContain(path.join(userData, 'desk.json'));
    expect(text).not.toContain('geheim');
    expect(await page.evaluate(() => window.desk)).toBeUndefined();
    expect(readdirSync(userData)).not.toContain('drafts.sqlite');
    expect(log().some(({ msg }) => msg === 'not started')).toBe(true);
  });
});

const server = ({ server: cert, serverKey }: CertificateFiles) =>
  loopbackServer({ cert: readFileSync(cert, 'utf8'), key: readFileSync(serverKey, 'utf8') });

describe('whom the seat trusts', () => {
  let folder: string;
  let ours: CertificateFiles;
  let theirs: CertificateFiles;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'hotline-certificates-'));
    const make = (name: string, hosts: readonly string[]) =>
      makeCertificates({ folder: path.join(folder, name), hosts, days: 30, now: new Date() });
    ours = await make('ours', ['127.0.0.1', 'localhost']);
    theirs = await make('theirs', ['127.0.0.1', 'localhost']);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('servers of the named authority, and no others', async () => {
    const bridge = await server(ours);
    const pbx = await server(ours);
    const impostor = await server(theirs);
    try {
      const { page, log } = await launch({
        file: {
          bridgeUrl: `https://127.0.0.1:${bridge.port}`,
          sipServers: [`wss://127.0.0.1:${pbx.port}`, `wss://127.0.0.1:${impostor.port}`],
          caFile: ours.authority,
        },
      });
      const dial = (port: number) =>
        page.evaluate(
          (url) =>
            new Promise<string>((resolve) => {
              const socket = new WebSocket(url);
              socket.addEventListener('message', ({ data }) => resolve(String(data)));
              socket.addEventListener('error', () => resolve('refused'));
            }),
          `wss://127.0.0.1:${port}/`,
        );
      expect(
        await page.evaluate(
          (url) => fetch(url).then((answer) => answer.text()),
          `https://127.0.0.1:${bridge.port}/x`,
        ),
      ).toBe('here');
      expect(await dial(pbx.port)).toBe('here');
      expect(await dial(impostor.port)).toBe('refused');
      expect(impostor.asked).toEqual([]);
      expect(log()).toContainEqual(
        expect.objectContaining({ what: 'certificate', detail: '127.0.0.1: unknown-authority' }),
      );
    } finally {
      await Promise.all([bridge.close(), pbx.close(), impostor.close()]);
    }
  });
});

it('a microphone that the system refuses is refused to the page as such', async () => {
  const { app, page } = await launch({ bridgeUrl: BRIDGE, args: FAKE_MICROPHONE });
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) =>
      answer(false),
    );
    session.defaultSession.setPermissionCheckHandler(() => false);
  });
  const name = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      (error: DOMException) => error.name,
    ),
  );
  expect(name).toBe('NotAllowedError');
});

it('an error of the page stands in the log, without the numbers in it', async () => {
  const { page, log } = await launch({ bridgeUrl: BRIDGE });
  await page.evaluate(() => {
    setTimeout(() => {
      throw new Error('nobody at 13800138000');
    });
  });
  const line = await eventually('a line', () =>
    log().find(({ msg, message }) => msg === 'page error' && String(message).includes('nobody')),
  );
  expect(line['message']).toBe('Uncaught Error: nobody at #');
});

it('closing during a call takes a second try', async () => {
  const { app, page } = await launch({ bridgeUrl: BRIDGE });
  await page.evaluate(async () => {
    window.desk?.onEvent(({ kind }) => document.documentElement.setAttribute('data-event', kind));
    await window.desk?.condition({
      practice: true,
      callUnderWay: true,
      isHall: false,
      language: 'zh-CN',
    });
  });
  const title = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());
  expect(await title()).toBe('12345 政务服务便民热线（练习）');
  const close = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await close();
  await page.locator('html[data-event=close-held]').waitFor({ state: 'attached' });
  const closed = page.waitForEvent('close');
  await close();
  await closed;
});
