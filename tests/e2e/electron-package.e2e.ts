/** The packaged desk: what is in it, which doors of the program are shut, and that it starts for nobody's debugger. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { electronRuntime } from '../../scripts/electron-runtime.ts';
import { DESKTOP } from './launch-desk.ts';

const desktop = createRequire(path.join(DESKTOP, 'package.json'));
let folder: string;
let app: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'hotline-package-'));
  const runtime = await electronRuntime({ forTests: true, say: console.log });
  if (runtime === null) throw new Error('no Electron for this machine');
  const { code, said } = await run(process.execPath, [
    path.join(path.dirname(desktop.resolve('electron-builder/package.json')), 'cli.js'),
    '--config',
    'electron-builder.yml',
    '--dir',
    `-c.directories.output=${folder}`,
    `-c.electronVersion=${runtime.version}`,
    `-c.electronDist=${runtime.folder}`,
  ]);
  if (code !== 0) throw new Error(said);
  app = path.join(folder, 'linux-unpacked');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds the bundles, the icons and the one native module, no sources', () => {
  const files = filesOf(path.join(app, 'resources/app.asar'));
  const kinds = new Set(files.map((file) => file.replace(/^(\/[^/]+\/[^/]+).*/u, '$1')));
  expect([...kinds].sort()).toEqual([
    '/node_modules/better-sqlite3',
    '/out/main',
    '/out/preload',
    '/out/renderer',
    '/package.json',
    '/resources/icon.png',
    '/resources/tray-ringing.png',
    '/resources/tray.png',
  ]);
  expect(
    files.filter((file) => file.endsWith('.node')).every((file) => file.includes('linux')),
  ).toBe(true);
  expect(files.some((file) => /\.tsx?$|\.map$/u.test(file))).toBe(false);
});

it('its fuses are as stated', async () => {
  const wire = await getCurrentFuseWire(path.join(app, 'hotline-desk'));
  const { DISABLE: OFF, ENABLE: ON } = FuseState;
  expect({
    runAsNode: wire[FuseV1Options.RunAsNode],
    nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
    file: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
    integrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
    onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
    cookies: wire[FuseV1Options.EnableCookieEncryption],
  }).toEqual({
    runAsNode: OFF,
    nodeOptions: OFF,
    inspect: OFF,
    file: OFF,
    integrity: ON,
    onlyAsar: ON,
    cookies: ON,
  });
});

it('refuses to start with a debugger or without its sandbox', async () => {
  const { code, said } = await run(
    path.join(app, 'hotline-desk'),
    ['--no-sandbox', '--remote-debugging-port=0'],
    { HOTLINE_USER_DATA: path.join(folder, 'data') },
  );
  expect(said).toContain('refused to start with --remote-debugging-port, --no-sandbox');
  expect(code).toBe(2);
});

function run(program: string, args: readonly string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number | null; said: string }>((resolve, reject) => {
    const child = spawn(program, args, { cwd: DESKTOP, env: { ...process.env, ...env } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

/** Names in an asar archive: its header is JSON behind four little-endian lengths (Chromium's Pickle). */
function filesOf(archive: string): readonly string[] {
  const bytes = readFileSync(archive);
  const header = JSON.parse(
    bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8'),
  ) as Folder;
  const names = (folderOf: Folder, at: string): string[] =>
    Object.entries(folderOf.files ?? {}).flatMap(([name, entry]) =>
      entry.files === undefined ? [`${at}/${name}`] : names(entry, `${at}/${name}`),
    );
  return names(header, '');
}
type Folder = { readonly files?: Readonly<Record<string, Folder>> };
