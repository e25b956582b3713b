import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forget } from './testing/test-bridge.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hotline-main-'));
});
afterAll(() => forget(folder));

function run(env: Record<string, string>) {
  return spawn(process.execPath, ['apps/cti-bridge/src/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOTLINE_ESL_PASSWORD: 'esl-secret',
      HOTLINE_DIRECTORY_SECRET: 'dir-secret',
      HOTLINE_DATA: join(folder, 'data'),
      HOTLINE_LISTEN_PORT: '0',
      // Nobody listens there: the PBX is down.
      HOTLINE_ESL_PORT: '1',
      ...env,
    },
  });
}

async function runToTheEnd(env: Record<string, string>): Promise<{ code: number; stderr: string }> {
  const child = run(env);
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code: Number(code), stderr };
}

describe('the bridge as a process', () => {
  it('ends with 2 and every mistake when the configuration is wrong', async () => {
    const config = join(folder, 'hotline.yaml');
    const shipped = readFileSync(join(root, 'config/hotline.yaml'), 'utf8');
    writeFileSync(config, shipped.replace('ringSeconds: 20', 'ringSeconds: often'));
    const { code, stderr } = await runToTheEnd({
      HOTLINE_CONFIG: config,
      HOTLINE_ESL_PASSWORD: 'ClueCon',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/hotline\.yaml:\d+:\d+ {2}queues\[0\]\.ringSeconds/);
    expect(stderr).toContain('HOTLINE_ESL_PASSWORD');
  });

  it('ends with 1 when the database is newer', async () => {
    const data = mkdtempSync(join(folder, 'newer-'));
    const store = new Database(join(data, 'bridge.sqlite'));
    store.pragma('user_version = 99');
    store.close();
    const { code, stderr } = await runToTheEnd({ HOTLINE_DATA: data });
    expect(code).toBe(1);
    expect(stderr).toContain('newer program');
  });

  it('starts while the PBX is down, says so, and ends cleanly within two seconds', async () => {
    const child = run({});
    const exit = once(child, 'exit');
    let origin = '';
    for await (const line of createInterface({ input: child.stdout })) {
      origin = (JSON.parse(line) as { origin?: string }).origin ?? '';
      if (origin !== '') break;
    }
    const ready = await fetch(`${origin}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ready: false, faults: { pbx: 'the PBX is away' } },
    ]);
    const asked = performance.now();
    child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(performance.now() - asked).toBeLessThan(2000);
  });
});
