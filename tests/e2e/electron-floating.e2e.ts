/** The floating bar (通话小窗) and the global answer key, in the posture that people run. */
import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FloatingView } from '../../apps/desktop/src/shared/floating-view.ts';
import type { DeskBridge, FloatingBridge } from '../../apps/desktop/src/shared/ipc-contract.ts';
import { eventually } from '../support/eventually.ts';
import { FAKE_MICROPHONE, launchDesk, type LaunchedDesk } from './launch-desk.ts';

declare global {
  interface Window {
    readonly desk?: DeskBridge;
    readonly floating?: FloatingBridge;
    /** What the desk's page was told by main. */
    told: unknown[];
  }
}

type WithPreferences = { getLastWebPreferences(): Record<string, unknown> };

const BRIDGE = 'http://127.0.0.1:1';
let desk: LaunchedDesk;
beforeAll(async () => {
  desk = await launchDesk({ bridgeUrl: BRIDGE, args: FAKE_MICROPHONE });
  await desk.page.evaluate(() => {
    window.told = [];
    window.desk?.onEvent((event) => window.told.push(event));
  });
});
afterAll(async () => {
  await desk.close();
});

const ringing: FloatingView = {
  language: 'zh-CN',
  state: 'ringing',
  trouble: false,
  caller: '138****8000 · 襄阳',
  since: null,
  muted: false,
  may: ['answer'],
};
const show = (view: FloatingView) =>
  desk.page.evaluate((one) => window.desk?.floatingShow(one), view);
const toggle = () => desk.page.evaluate(() => window.desk?.floatingToggle());
const told = () => desk.page.evaluate(() => window.told);

async function open(): Promise<Page> {
  const [bar] = await Promise.all([desk.app.waitForEvent('window'), toggle()]);
  await bar.waitForLoadState('load');
  return bar;
}
let bar: Page | null = null;
afterEach(async () => {
  if (bar !== null && !bar.isClosed()) {
    const closed = bar.waitForEvent('close');
    await toggle();
    await closed;
  }
  bar = null;
});

describe('the floating bar', () => {
  it('stands above all windows, takes no focus, and is walled like the desk', async () => {
    bar = await open();
    const windows = await desk.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => ({
        url: window.webContents.getURL(),
        isOnTop: window.isAlwaysOnTop(),
        isFocused: window.isFocused(),
        preferences: (window.webContents as unknown as WithPreferences).getLastWebPreferences(),
      })),
    );
    const own = windows.find(({ url }) => url.endsWith('/floating/index.html'));
    expect(own).toMatchObject({
      url: 'hotline://desk/floating/index.html',
      isOnTop: true,
      isFocused: false,
      preferences: {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      },
    });
    expect(
      await bar.evaluate(() => ({
        node: ['process', 'require', 'module', 'Buffer'].filter((name) => name in window),
        own: Object.keys(window.floating ?? {}).sort(),
        desk: typeof window.desk,
      })),
    ).toEqual({ node: [], own: ['act', 'look', 'onView'], desk: 'undefined' });
    const [microphone, elsewhere] = await bar.evaluate(() =>
      Promise.all([
        navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'given',
          (error: DOMException) => error.name,
        ),
        fetch('http://127.0.0.1:9/').then(
          () => 'reached',
          () => 'refused',
        ),
      ]),
    );
    expect([microphone, elsewhere]).toEqual(['NotAllowedError', 'refused']);
  });

  it('draws itself without breaking its own content policy', async () => {
    const complaints: string[] = [];
    desk.app.context().on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    bar = await open();
    await show(ringing);
    await bar.locator('#bar[data-state=ringing]').waitFor();
    const shape = await bar
      .locator('#shape')
      .evaluate((element) => getComputedStyle(element).borderRadius);
    expect(shape).toBe('50%');
    expect(complaints).toEqual([]);
  });

  it('shows what the desk told before it was opened, and what it tells after', async () => {
    await show({ ...ringing, since: Date.now() - 61_000 });
    bar = await open();
    await bar.getByText('138****8000 · 襄阳').waitFor();
    await bar.getByText('振铃', { exact: true }).waitFor();
    expect(await bar.locator('#time').textContent()).toMatch(/^1:\d\d$/u);
    expect(await bar.getByRole('button').allTextContents()).toContain('接听');
    await show({ ...ringing, language: 'en', state: 'held', muted: true, may: ['mute', 'hold'] });
    await bar.getByText('On hold', { exact: true }).waitFor();
    expect(await bar.locator('button:visible').allTextContents()).toEqual([
      'Unmute',
      'Retrieve',
      'Desk',
      'Close',
    ]);
  });

  it('its keys reach the desk, and nothing else does', async () => {
    bar = await open();
    await show({ ...ringing, may: ['answer', 'hang-up', 'mute', 'hold'] });
    for (const name of ['接听', '挂断', '静音', '保持']) {
      await bar.getByRole('button', { name, exact: true }).click();
    }
    await eventually('four keys', async () => (await told()).length >= 4);
    expect(await told()).toEqual(
      ['answer', 'hang-up', 'mute', 'hold'].map((action) => ({ kind: 'floating', action })),
    );
    const wrong = await bar.evaluate(() => {
      const act = window.floating?.act as unknown as (action: string) => Promise<unknown>;
      return act('eval');
    });
    expect(wrong).toMatchObject({ ok: false, code: 'invalid' });
    await bar.getByRole('button', { name: '话务台', exact: true }).click();
    await eventually('the desk comes to the front', async () =>
      (await told()).some((event) => (event as { kind: string }).kind === 'shown'),
    );
  });

  it('is put away by its own key, and stands where it was when it is opened again', async () => {
    bar = await open();
    const place = () =>
      desk.app.evaluate(
        ({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()
            .find((window) => window.webContents.getURL().includes('/floating/'))
            ?.getPosition() ?? [],
      );
    await desk.app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().includes('/floating/'))
        ?.setPosition(40, 60);
    });
    await eventually('it has moved', async () => (await place()).join() === '40,60');
    const closed = bar.waitForEvent('close');
    await bar.getByRole('button', { name: '收起' }).click();
    await closed;
    bar = await open();
    expect(await place()).toEqual([40, 60]);
  });

  it('the desk’s page has no say in the bar’s contract, nor the bar in the desk’s', async () => {
    bar = await open();
    const foreign = await desk.app.evaluate(async ({ BrowserWindow }) => {
      const floating = BrowserWindow.getAllWindows().find((window) =>
        window.webContents.getURL().includes('/floating/'),
      );
      return floating?.webContents.executeJavaScript('typeof desk') as Promise<unknown>;
    });
    expect(foreign).toBe('undefined');
  });
});

describe('the global answer key', () => {
  const key = process.platform === 'linux' ? 'Ctrl+Alt+Enter' : 'Ctrl+Alt+F2';

  it('is held while the desk runs; a second desk that cannot have it says so', async () => {
    expect(
      await desk.app.evaluate(
        ({ globalShortcut }, wanted) => globalShortcut.isRegistered(wanted),
        key,
      ),
    ).toBe(true);
    const second = await launchDesk({ bridgeUrl: BRIDGE });
    try {
      const info = await second.page.evaluate(() => window.desk?.bootstrap());
      // The page has already asked once, and a notice is told once: the log has it in any case.
      expect(second.log()).toContainEqual(
        expect.objectContaining({ msg: 'answer key', key, outcome: 'taken' }),
      );
      expect(info).toMatchObject({ ok: true });
    } finally {
      await second.close();
    }
  });

  /** A key of the whole machine can only be pressed past the page; `scripts/test-machine.sh` installs the program. */
  const canPress = process.platform === 'linux' && spawnSync('xdotool', ['version']).status === 0;
  it.skipIf(!canPress)(
    'pressed while nothing of ours has the focus, the desk is told',
    async () => {
      await desk.page.evaluate(() => {
        window.told = [];
      });
      await desk.app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.blur();
      });
      expect(spawnSync('xdotool', ['key', 'ctrl+alt+Return']).status).toBe(0);
      await eventually('the key', async () =>
        (await told()).some((event) => (event as { kind: string }).kind === 'answer-key'),
      );
    },
  );

  it('false in desk.json: none', async () => {
    const without = await launchDesk({ file: { bridgeUrl: BRIDGE, answerKey: false } });
    try {
      expect(without.log().some(({ msg }) => msg === 'answer key')).toBe(false);
    } finally {
      await without.close();
    }
  });
});
