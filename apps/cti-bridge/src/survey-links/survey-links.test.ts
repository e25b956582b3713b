import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerFact } from '@hotline/domain/ledger';
import type { BridgeConfig } from '../config/index.ts';
import { isSignedBy } from '../push/index.ts';
import { openLedger, openStore } from '../store/index.ts';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';
import { callOfToken, linkToken } from './link-token.ts';

const SECRET = 'sixteen-letters-';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const callId = '0b0a2c5e-8d11-4c86-9d3c-2f6f4a1f7a01';

describe('a token', () => {
  it('leads back to its call, and to no other by any change', () => {
    const token = linkToken(SECRET, callId) ?? '';
    expect(token).toHaveLength(38);
    expect(callOfToken(SECRET, token)).toBe(callId);
    expect(callOfToken('another-secret---', token)).toBeNull();
    const changed = Array.from({ length: token.length }, (_, i) =>
      callOfToken(
        SECRET,
        `${token.slice(0, i)}${token[i] === 'A' ? 'Z' : 'A'}${token.slice(i + 1)}`,
      ),
    );
    expect(changed.every((found) => found === null)).toBe(true);
    for (const bad of ['', 'x', 'é'.repeat(38), token + token]) {
      expect(callOfToken(SECRET, bad)).toBeNull();
    }
    expect(linkToken(SECRET, 'c1')).toBeNull();
  });
});

type Message = { readonly to: string; readonly text: string };

describe('the gateway and the page', () => {
  let gateway: Server;
  let messages: Message[];
  let keys: unknown[];
  /** Answers of the gateway, one each; then 202. */
  let statuses: number[];
  let woken: () => void;
  let bridge: TestBridge;
  let offset: number;
  const now = () => Date.now() + offset;

  beforeEach(async () => {
    [messages, keys, statuses, offset] = [[], [], [], 0];
    woken = () => {};
    gateway = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      request.on('end', () => {
        if (isSignedBy(SECRET, request.headers, body, now())) {
          messages.push(JSON.parse(body) as Message);
          keys.push(request.headers['idempotency-key']);
        }
        response.writeHead(statuses.shift() ?? 202).end();
        woken();
      });
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    await bridge.stop();
    forget(bridge.folder);
    await new Promise((resolve) => gateway.close(resolve));
  });

  const requests = async (count: number): Promise<void> => {
    while (keys.length < count) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      await new Promise<void>((resolve) => {
        woken = resolve;
      });
    }
  };
  const start = async (folder?: string): Promise<void> => {
    const { port } = gateway.address() as AddressInfo;
    const change = (config: BridgeConfig): BridgeConfig => ({
      ...config,
      surveySecret: SECRET,
      satisfaction: {
        isAsked: true,
        link: {
          gatewayUrl: `http://127.0.0.1:${port}/sms`,
          address: 'https://pingjia.example/s/',
          text: '请评价：{link}',
          againHours: 24,
          openHours: 72,
        },
      },
    });
    bridge = await startTestBridge({ ...(folder === undefined ? {} : { folder }), change, now });
  };
  /** What an earlier run of the bridge has left: a call of this number, over for `agoMs`. */
  const leave = (folder: string, id: string, number: string, agoMs: number): Promise<unknown> => {
    const opened = openStore(folder);
    if (!opened.ok) throw new Error(opened.error.code);
    const ledger = openLedger(opened.value, [], { committed() {}, failed() {} });
    const facts: readonly LedgerFact[] = [
      { kind: 'call-arrived', callId: id, number, queueId: 'general', skills: [], mode: 'bridge' },
      { kind: 'call-queued', callId: id, queueId: 'general', priority: 0 },
      { kind: 'call-answered', callId: id, seatId: '1001', leg: 'l', waitMs: 5 },
      { kind: 'call-ended', callId: id, by: 'caller', talkMs: 5, cause: 'NORMAL_CLEARING' },
    ];
    const done = Promise.all(facts.map((fact) => ledger.append(now() - agoMs, fact)));
    ledger.close();
    opened.value.close();
    return done;
  };
  const page = (
    path: string,
    { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ) =>
    fetch(`${bridge.origin}${path}`, {
      ...init,
      headers: { origin: 'https://pingjia.example', ...headers },
    });
  const factsOf = (): readonly string[] => {
    const opened = openStore(bridge.folder);
    if (!opened.ok) throw new Error(opened.error.code);
    const rows = opened.value
      .prepare<[string], string>(
        "SELECT fact FROM call_event WHERE call_id = ? AND kind LIKE 'survey-%'",
      )
      .pluck()
      .all(callId);
    opened.value.close();
    return rows;
  };
  const pathOf = (message: Message | undefined): string => {
    const link = /https:\S+/.exec(message?.text ?? '')?.[0] ?? '';
    return new URL(link).pathname;
  };

  it('one link a number, and the first answer by it is the citizen’s', async () => {
    await start();
    await bridge.stop();
    await leave(bridge.folder, callId, '13800138000', 2 * MINUTE);
    await leave(bridge.folder, '0b0a2c5e-8d11-4c86-9d3c-2f6f4a1f7a02', '13800138000', 2 * MINUTE);
    await leave(bridge.folder, '0b0a2c5e-8d11-4c86-9d3c-2f6f4a1f7a03', '06682201234', 2 * MINUTE);
    await leave(bridge.folder, '0b0a2c5e-8d11-4c86-9d3c-2f6f4a1f7a04', '13900139000', 2 * HOUR);
    await start(bridge.folder);
    await requests(1);
    await bridge.stop();
    expect(messages.map(({ to }) => to)).toEqual(['13800138000']);
    expect(keys).toEqual([`survey-${callId}`]);

    await start(bridge.folder);
    const path = pathOf(messages[0]);
    const question = await page(path);
    expect(question.status).toBe(200);
    expect(question.headers.get('cache-control')).toBe('no-store');
    expect(question.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await question.text();
    expect(html).toContain('非常满意');
    expect(html).not.toMatch(/138|<script/);
    expect(await (await page(path, { headers: { 'accept-language': 'en-GB' } })).text()).toContain(
      'Very satisfied',
    );

    const post = (score: string) =>
      page(path, { method: 'POST', body: new URLSearchParams({ score }) });
    for (const bad of ['0', '6', '', 'x']) expect((await post(bad)).status).toBe(400);
    expect(await (await post('2')).text()).toContain('谢谢');
    expect(await (await post('5')).text()).toContain('谢谢');
    expect(await (await page(path)).text()).not.toContain('<button');
    expect(factsOf().map((fact) => JSON.parse(fact) as unknown)).toEqual([
      { kind: 'survey-link', callId, step: 'sent', detail: null },
      { kind: 'survey-answered', callId, score: 2 },
    ]);
    // Asked by nobody again, though a call of this number was left without a link.
    expect(messages).toHaveLength(1);
  });

  it('nobody guesses a link, and an old one is over', async () => {
    await start();
    await bridge.stop();
    await leave(bridge.folder, callId, '13800138000', 2 * MINUTE);
    await start(bridge.folder);
    const path = `/s/${linkToken(SECRET, callId)}`;
    await requests(1);
    for (const forged of ['/s/x', `/s/${linkToken('another-secret---', callId)}`, `${path}x`])
      expect((await page(forged)).status).toBe(404);
    expect((await page('/s/%00')).status).toBe(404);
    // The token opens the page and nothing else, and no other page may ask.
    expect((await page('/api/v1/hotline')).status).toBe(403);
    expect((await page(path)).status).toBe(200);
    offset += 73 * HOUR;
    expect((await page(path)).status).toBe(404);
    expect(
      (await page(path, { method: 'POST', body: new URLSearchParams({ score: '5' }) })).status,
    ).toBe(404);
    expect(factsOf()).toHaveLength(1);
  });

  it('is sent again under its key while the gateway is in trouble, and given up when it says no', async () => {
    statuses = [503, 400];
    await start();
    await bridge.stop();
    await leave(bridge.folder, callId, '13800138000', 2 * MINUTE);
    await start(bridge.folder);
    await requests(1);
    await requests(2);
    await bridge.stop();
    expect(keys).toEqual([`survey-${callId}`, `survey-${callId}`]);
    expect(factsOf().map((fact) => JSON.parse(fact) as unknown)).toEqual([
      { kind: 'survey-link', callId, step: 'given-up', detail: '400' },
    ]);
    await start(bridge.folder);
    expect((await page(`/s/${linkToken(SECRET, callId)}`)).status).toBe(404);
  });
});
