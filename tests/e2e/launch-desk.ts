/** Starts the real desk in Electron, with a data folder of its own, in the posture that people run. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { electronRuntime } from '../../scripts/electron-runtime.ts';

export const DESKTOP = path.resolve(import.meta.dirname, '../../apps/desktop');
/** Chromium refuses its sandbox to root. An ordinary user's tests run with it, as people do. */
const isRoot = process.getuid?.() === 0;
const PLAYWRIGHT_LOADER = path.join(
  path.dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
  'lib/server/electron/loader.js',
);
/** A microphone that beeps, so that calls can be tested where there is none. Chromium's own switches. */
export const FAKE_MICROPHONE = ['--use-fake-device-for-media-stream'];

export type DeskWish = {
  /** Origin of the bridge; absent and without `file`: the seat is not configured. */
  readonly bridgeUrl?: string;
  /** `person:password`, signs in by itself. */
  readonly practiceSignIn?: string;
  /** What desk.json holds. */
  readonly file?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** A data folder of an earlier launch; absent: a new one. */
  readonly userData?: string;
};

export type LaunchedDesk = {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Lines of the desk's log so far. */
  readonly log: () => readonly Record<string, unknown>[];
  /** Ends the desk as a person would, and removes its data folder. */
  readonly close: () => Promise<void>;
  /** SIGKILL to the main process; the data folder stays. */
  readonly kill: () => Promise<void>;
};

export async function launchDesk(wish: DeskWish = {}): Promise<LaunchedDesk> {
  const { executable, args, env } = await deskCommand(wish);
  const userData = env['HOTLINE_USER_DATA'] ?? '';
  const app = await _electron.launch({
    executablePath: executable,
    // Holds the app's `ready` until Playwright listens; it does so by itself only for an `electron` it finds itself.
    args: ['-r', PLAYWRIGHT_LOADER, ...args],
    env,
    chromiumSandbox: !isRoot,
    timeout: 60_000,
  });
  const page = await app.firstWindow({ timeout: 60_000 });
  await page.waitForLoadState('load');
  return {
    app,
    page,
    userData,
    log: () => readLog(userData),
    async close() {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    },
    async kill() {
      const child = app.process();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The command line and environment of a launch, for tests that start the program themselves. */
export async function deskCommand(wish: DeskWish): Promise<{
  readonly executable: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}> {
  if (!existsSync(path.join(DESKTOP, 'out/main/index.js'))) {
    throw new Error('the desk is not built: pnpm --filter @hotline/desktop build');
  }
  if (process.platform === 'linux' && process.env['DISPLAY'] === undefined) {
    throw new Error('no display: run under xvfb-run -a, as `pnpm test` does');
  }
  const runtime = await electronRuntime({ forTests: true, say: console.log });
  if (runtime === null) throw new Error('no Electron for this machine');
  const userData = wish.userData ?? mkdtempSync(path.join(tmpdir(), 'hotline-desk-'));
  if (wish.file !== undefined) {
    const text = typeof wish.file === 'string' ? wish.file : JSON.stringify(wish.file);
    writeFileSync(path.join(userData, 'desk.json'), text);
  }
  return {
    executable: runtime.executable,
    args: [...(isRoot ? ['--no-sandbox'] : []), ...(wish.args ?? []), DESKTOP],
    env: {
      ...cleanEnvironment(),
      HOTLINE_USER_DATA: userData,
      ...(wish.bridgeUrl === undefined ? {} : { HOTLINE_BRIDGE_URL: wish.bridgeUrl }),
      ...(wish.practiceSignIn === undefined
        ? {}
        : { HOTLINE_PRACTICE_SIGN_IN: wish.practiceSignIn }),
      ...wish.env,
    },
  };
}

/** Ours without the settings of a desk that someone may have in their shell, and without the runner's own. */
function cleanEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined && !/^(?:HOTLINE_|NODE_OPTIONS|ELECTRON_|VITEST)/u.test(entry[0]),
    ),
  );
}

function readLog(userData: string): readonly Record<string, unknown>[] {
  const file = path.join(userData, 'logs', 'desk.log');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
