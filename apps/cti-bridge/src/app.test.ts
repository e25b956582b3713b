import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { BridgeConfig } from './config/index.ts';
import { makeCertificates } from '../../../scripts/make-certificates.ts';
import { startBridge } from './app.ts';
import { createLogger } from './observe/log.ts';
import { createFakeDesk } from './testing/fake-desk.ts';
import { connectSeat } from './testing/seat-client.ts';
import { forget, startTestBridge, testConfig, type TestBridge } from './testing/test-bridge.ts';

const running: TestBridge[] = [];
async function start(options: Parameters<typeof startTestBridge>[0] = {}): Promise<TestBridge> {
  const bridge = await startTestBridge(options);
  running.push(bridge);
  return bridge;
}
afterEach(async () => {
  const ended = running.splice(0);
  for (const bridge of ended) await bridge.stop();
  for (const { folder } of ended) forget(folder);
});

function ask(bridge: TestBridge, user: string): Promise<string> {
  const domain = '127.0.0.1';
  return fetch(`${bridge.origin}/pbx/directory`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from('freeswitch:dirsecret').toString('base64')}` },
    body: new URLSearchParams({
      section: 'directory',
      tag_name: 'domain',
      key_name: 'name',
      key_value: domain,
      action: 'sip_auth',
      user,
      domain,
    }),
  }).then((answer) => answer.text());
}

describe('log-in over HTTP', () => {
  it('gives what the seat needs; the PBX gets the matching hash, until the log-out', async () => {
    const bridge = await start();
    expect(await ask(bridge, '1003')).toContain('not found');
    const { token, sip, seatId, role } = await bridge.grant('zhou.min');
    expect({ seatId, role, uri: sip.uri, server: sip.server }).toEqual({
      seatId: '1003',
      role: 'agent',
      uri: 'sip:1003@127.0.0.1',
      server: 'ws://127.0.0.1:5066',
    });
    const a1 = createHash('md5').update(`1003:127.0.0.1:${sip.password}`).digest('hex');
    expect(await ask(bridge, '1003')).toContain(`<param name="a1-hash" value="${a1}"/>`);
    await fetch(`${bridge.origin}/api/v1/log-out`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await ask(bridge, '1003')).toContain('not found');
    const metrics = await (await fetch(`${bridge.origin}/metrics`)).text();
    expect(metrics).toContain('hotline_directory_total{result="not-logged-in"} 2');
    expect(metrics).toContain('hotline_log_ins_total{result="ok"} 1');
    expect(bridge.logs.join('')).not.toContain(token);
    expect(bridge.logs.join('')).not.toContain(sip.password);
  });

  it('refuses wrong passwords, then locks; 401, 423, and 429 when it is too fast', async () => {
    const bridge = await start();
    const answers = [];
    for (let each = 0; each < 11; each += 1) {
      const answer = await bridge.logIn('zhou.min', 'wrong');
      answers.push([answer.status, await answer.json()]);
    }
    expect(answers[0]).toEqual([401, { code: 'wrong-password', triesLeft: 4 }]);
    expect(answers[4]).toEqual([423, { code: 'locked', retryAfterMs: 300_000 }]);
    expect(answers[5]).toMatchObject([423, { code: 'locked' }]);
    expect(answers[10]).toMatchObject([
      429,
      { code: 'too-many', retryAfterMs: expect.any(Number) },
    ]);
    expect((await bridge.logIn('he.jing')).status).toBe(200);
  });

  it('refuses what is no log-in', async () => {
    const bridge = await start();
    const post = (body: string, type = 'application/json') =>
      fetch(`${bridge.origin}/api/v1/log-in`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
    for (const [body, type] of [
      ['{'],
      ['{}'],
      ['[]'],
      ['null'],
      ['{"person":1,"password":2}'],
      [`{"person":"${'x'.repeat(5000)}"}`],
      ['x', 'text/html'],
    ] as const) {
      const answer = await post(body, type);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(await answer.json()).toEqual({ code: 'malformed' });
    }
  });

  it('practice changes no password that somebody has set', async () => {
    const bridge = await start();
    await bridge.grant('zhou.min');
    const store = new Database(join(bridge.folder, 'bridge.sqlite'), { readonly: true });
    expect(store.prepare('SELECT COUNT(*) FROM credential').pluck().get()).toBe(0);
    store.close();
  });
});

describe('a restart of the bridge', () => {
  it('lets logged-in seats stay: token, SIP credential, desk', async () => {
    const first = await startTestBridge();
    const { token, sip, seatId } = await first.grant('zhou.min');
    const before = await ask(first, seatId);
    await first.stop();
    const second = await start({ folder: first.folder });
    expect(second.desk.told.slice(0, 2)).toEqual([`sign-in ${seatId} zhou.min`, 'start']);
    expect(await ask(second, seatId)).toBe(before);
    expect(before).toContain('a1-hash');
    expect(sip.password).not.toBe('');
    const seat = await connectSeat(second.origin);
    seat.hello(token, { epoch: first.epoch, seq: 3 });
    expect(await seat.next()).toMatchObject({ type: 'welcome', epoch: second.epoch });
  });

  it('does not bring back a log-in whose time is over', async () => {
    const first = await startTestBridge();
    const { token, seatId } = await first.grant('zhou.min');
    await first.stop();
    const second = await start({ folder: first.folder, now: () => Date.now() + 31 * 60_000 });
    expect(second.desk.told).not.toContain(`sign-in ${seatId} zhou.min`);
    expect(await ask(second, seatId)).toContain('not found');
    const seat = await connectSeat(second.origin);
    seat.hello(token);
    expect(await seat.next()).toMatchObject({ code: 'bad-token' });
  });
});

describe('operations', () => {
  it('is ready when the PBX is there, and names what is not', async () => {
    const bridge = await start();
    expect((await fetch(`${bridge.origin}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${bridge.origin}/readyz`)).json()).toEqual({
      ready: true,
      faults: {},
    });
    bridge.desk.setPbx('away');
    const answer = await fetch(`${bridge.origin}/readyz`);
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { ready: false, faults: { pbx: 'the PBX is away' } },
    ]);
    expect(bridge.faults()).toHaveProperty('pbx');
  });

  it('keeps details to itself for addresses that are not listed', async () => {
    const bridge = await start({
      change: (config) => ({
        ...config,
        bridge: { ...config.bridge, operationsAllow: ['10.0.0.1'] },
      }),
    });
    expect((await fetch(`${bridge.origin}/metrics`)).status).toBe(403);
    expect(await (await fetch(`${bridge.origin}/readyz`)).json()).toEqual({ ready: true });
  });

  it('goes red when the store takes no facts', async () => {
    const bridge = await start();
    const { ledger } = bridge.desk.parts();
    const blocker = new Database(join(bridge.folder, 'bridge.sqlite'));
    blocker.exec('BEGIN EXCLUSIVE');
    const fact = ledger.append(1, { kind: 'bridge-started', epoch: 'e' });
    await expect.poll(() => bridge.faults(), { timeout: 5000 }).toHaveProperty('ledger');
    blocker.exec('ROLLBACK');
    expect(await fact).toMatchObject({ seq: 1 });
    expect(bridge.faults()).toEqual({});
    blocker.close();
  });

  it('tells the public what the hotline is called', async () => {
    const bridge = await start();
    expect(await (await fetch(`${bridge.origin}/api/v1/hotline`)).json()).toEqual({
      name: '12345政务服务便民热线',
      practice: false,
      languages: ['zh-CN', 'en'],
    });
  });
});

describe('the web seat', () => {
  it('is served with a policy that allows nothing but itself, the bridge and the PBX', async () => {
    const webSeatFolder = mkdtempSync(join(tmpdir(), 'hotline-web-'));
    mkdirSync(join(webSeatFolder, 'assets'));
    writeFileSync(join(webSeatFolder, 'index.html'), '<!doctype html><head></head>');
    writeFileSync(join(webSeatFolder, 'assets/a.js'), '1');
    const bridge = await start({ change: (config) => ({ ...config, webSeatFolder }) });
    const page = await fetch(`${bridge.origin}/`);
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /<meta property="csp-nonce" nonce="([^"]+)"><\/head>/.exec(
      await page.text(),
    )?.[1];
    expect(policy).toContain(
      `default-src 'none'; script-src 'self'; style-src-elem 'self' 'nonce-${nonce}'; `,
    );
    const other = await fetch(`${bridge.origin}/index.html`);
    expect(other.headers.get('content-security-policy')).not.toContain(String(nonce));
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${bridge.port}`);
    expect(policy).toContain('ws://127.0.0.1:5066');
    // No content policy can name an IPv6 literal.
    expect(policy).not.toContain('[');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('permissions-policy')).toContain('microphone=(self)');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const script = await fetch(`${bridge.origin}/assets/a.js`);
    expect(script.headers.get('cache-control')).toContain('immutable');
    for (const path of ['/../package.json', '/%2e%2e/package.json', '/nothing']) {
      expect((await fetch(`${bridge.origin}${path}`)).status).toBeGreaterThanOrEqual(400);
    }
    forget(webSeatFolder);
  });
});

const tryToStart = (folder: string, change = (config: BridgeConfig) => config) =>
  startBridge({
    config: testConfig(folder, change),
    log: createLogger('silent', { write: () => {} }),
    createDesk: createFakeDesk().create,
  });

describe('start and stop', () => {
  it('stops within two seconds with seats connected, one of them not reading', async () => {
    const bridge = await startTestBridge();
    const seat = await connectSeat(bridge.origin);
    seat.hello((await bridge.grant('zhou.min')).token);
    await seat.nextOf('welcome');
    const deaf = await connectSeat(bridge.origin);
    deaf.socket.pause();
    const began = performance.now();
    await bridge.stop();
    expect(performance.now() - began).toBeLessThan(2000);
    expect(await seat.closed).toBe(1001);
    expect(bridge.desk.told.at(-1)).toBe('stop');
    deaf.socket.terminate();
    forget(bridge.folder);
  });

  it('speaks TLS when it is given a certificate', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-tls-'));
    const files = await makeCertificates({
      folder,
      hosts: ['127.0.0.1'],
      days: 2,
      now: new Date(),
    });
    const [certificate, key, authority] = [files.server, files.serverKey, files.authority].map(
      (path) => readFileSync(path, 'utf8'),
    );
    const tls = { certificate: certificate ?? '', key: key ?? '' };
    const bridge = await start({ change: (config) => ({ ...config, tls }) });
    expect(bridge.origin).toBe(`https://127.0.0.1:${bridge.port}`);
    const seat = await connectSeat(bridge.origin, bridge.origin, authority);
    seat.hello('wrong');
    expect(await seat.next()).toMatchObject({ code: 'bad-token' });
    await expect(connectSeat(bridge.origin)).rejects.toThrow('certificate');
    forget(folder);
  });

  it('says so when the address is taken, and lets go of the store', async () => {
    const bridge = await start();
    const folder = mkdtempSync(join(tmpdir(), 'hotline-bridge-'));
    const taken = (config: BridgeConfig): BridgeConfig => ({
      ...config,
      bridge: { ...config.bridge, listen: { ...config.bridge.listen, port: bridge.port } },
    });
    expect(await tryToStart(folder, taken)).toMatchObject({ ok: false, error: { code: 'listen' } });
    const again = await tryToStart(folder);
    expect(again.ok).toBe(true);
    if (again.ok) await again.value.stop();
    forget(folder);
  });

  it('refuses a store that is newer than the program', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hotline-bridge-'));
    const store = new Database(join(folder, 'bridge.sqlite'));
    store.pragma('user_version = 99');
    store.close();
    expect(await tryToStart(folder)).toMatchObject({
      ok: false,
      error: { code: 'store', words: expect.stringContaining('newer') },
    });
    forget(folder);
  });
});
