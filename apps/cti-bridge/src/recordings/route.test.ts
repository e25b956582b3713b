import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LedgerFact } from '@hotline/domain/ledger';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';

const AT = Date.UTC(2026, 10, 22, 2);
const audio = Buffer.from(Array.from({ length: 1000 }, (_, n) => n % 256));

let bridge: TestBridge;
let now = AT;

beforeEach(async () => {
  now = AT;
  bridge = await startTestBridge({
    change: (config) => ({
      ...config,
      recording: { ...config.recording, folder: join(config.dataFolder, 'recordings') },
    }),
    now: () => now,
  });
});
afterEach(async () => {
  await bridge.stop();
  forget(bridge.folder);
});

function record(callId: string, at: number): string {
  const { recordings } = bridge.desk.parts();
  if (recordings === null) throw new Error('recording is off');
  const path = recordings.newPath(callId, at);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, audio);
  recordings.started(callId, path, at);
  return path;
}

function recorded(callId: string, at = AT): string {
  const path = record(callId, at);
  bridge.desk.parts().recordings?.ended(path, at + 1000, 1000);
  return path;
}

async function listen(
  callId: string,
  { person = 'fang.hui', token = '', headers = {}, method = 'GET' } = {},
): Promise<Response> {
  const bearer = token === '' ? (await bridge.grant(person)).token : token;
  return fetch(`${bridge.origin}/api/v1/recordings/${callId}`, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...headers },
  });
}

const heard = (): LedgerFact[] =>
  [...bridge.desk.parts().ledger.entries()]
    .map(({ fact }) => fact)
    .filter(({ kind }) => kind === 'recording-heard');

it('plays a recording to a leader, and notes that it was heard', async () => {
  recorded('c1');
  const answer = await listen('c1');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('audio/wav');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-recording-parts')).toBe('1');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(audio);
  expect(heard()).toEqual([{ kind: 'recording-heard', callId: 'c1', person: 'fang.hui' }]);
});

it('plays by ranges; one listening is one fact, a later one another', async () => {
  recorded('c1');
  const { token } = await bridge.grant('fang.hui');
  const range = (text: string) => listen('c1', { token, headers: { range: text } });
  const [first, second] = await Promise.all([range('bytes=0-99'), range('bytes=990-')]);
  expect(first?.status).toBe(206);
  expect(first?.headers.get('content-range')).toBe('bytes 0-99/1000');
  expect(Buffer.from((await first?.arrayBuffer()) ?? [])).toEqual(audio.subarray(0, 100));
  expect(Buffer.from((await second?.arrayBuffer()) ?? [])).toEqual(audio.subarray(990));
  expect((await range('bytes=5000-')).status).toBe(416);
  now += 9 * 60_000;
  await range('bytes=0-9');
  now += 9 * 60_000;
  await range('bytes=0-9');
  expect(heard()).toHaveLength(1);
  now += 11 * 60_000;
  await range('bytes=0-9');
  expect(heard()).toHaveLength(2);
});

it('tells the length without playing', async () => {
  recorded('c1');
  const answer = await listen('c1', { method: 'HEAD' });
  expect(answer.headers.get('content-length')).toBe('1000');
  expect(heard()).toEqual([]);
});

it('plays each part of a call that was called back', async () => {
  recorded('c1');
  const second = recorded('c1', AT + 60_000);
  writeFileSync(second, 'second');
  const answer = await listen('c1?part=2');
  expect(answer.headers.get('x-recording-parts')).toBe('2');
  expect(await answer.text()).toBe('second');
  expect((await listen('c1?part=3')).status).toBe(404);
});

it.each([
  ['nobody', 401, { token: 'x' }],
  ['an agent', 403, { person: 'lin.xiaoyu' }],
  ['a specialist', 403, { person: 'shen.an' }],
])('refuses %s', async (_, status, who) => {
  recorded('c1');
  expect((await listen('c1', who)).status).toBe(status);
  expect(heard()).toEqual([]);
});

it('refuses what is not there, not over, or no call', async () => {
  recorded('elsewhere');
  record('c2', AT);
  bridge.desk.parts().recordings?.missing('c3', '/nowhere.wav', AT);
  bridge.desk.parts().recordings?.started('c4', '/etc/passwd', AT);
  bridge.desk.parts().recordings?.ended('/etc/passwd', AT, 1);
  const { token } = await bridge.grant('jiang.bo');
  const statuses = await Promise.all(
    ['c1', 'c2', 'c3', 'c4', '..%2F..%2Fx', 'c1?part=0', 'c'.repeat(65)].map(
      async (callId) => (await listen(callId, { token })).status,
    ),
  );
  expect(statuses).toEqual([404, 409, 404, 404, 400, 400, 400]);
  expect(heard()).toEqual([]);
});
