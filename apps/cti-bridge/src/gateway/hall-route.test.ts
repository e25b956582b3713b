import { PROTOCOL_VERSION, hallView, logInAnswer } from '@hotline/domain/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';

let bridge: TestBridge;
let token = '';
beforeAll(async () => {
  bridge = await startTestBridge();
  const answer = logInAnswer.parse(await (await bridge.logIn('hall')).json());
  if (answer.role !== 'hall') throw new Error(`a hall screen logged in as ${answer.role}`);
  token = answer.token;
});
afterAll(async () => {
  await bridge.stop();
  forget(bridge.folder);
});

const get = (path: string, bearer: string | null = token, init: RequestInit = {}) =>
  fetch(`${bridge.origin}${path}`, {
    ...init,
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
  });

describe('a hall screen', () => {
  test('reads its figures, fresh each time', async () => {
    const answer = await get('/api/v1/hall');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(hallView.parse(await answer.json())).toMatchObject({ pbx: 'live' });
  });

  test.each([
    '/api/v1/tickets',
    '/api/v1/intake-lists',
    '/api/v1/knowledge',
    '/api/v1/knowledge/articles',
    '/api/v1/recordings/c1',
  ])('reads nothing of %s: it is nobody', async (path) => {
    const { status } = await get(path);
    expect(status).toBe(401);
    expect((await get(path, null)).status).toBe(status);
  });

  test('its token opens no seat', async () => {
    const socket = new WebSocket(`${bridge.origin.replace('http', 'ws')}/ws/seat`);
    const refused = await new Promise<string>((resolve) => {
      socket.addEventListener('open', () =>
        socket.send(JSON.stringify({ type: 'hello', v: PROTOCOL_VERSION, token })),
      );
      socket.addEventListener('message', ({ data }) => resolve(String(data)));
    });
    expect(JSON.parse(refused)).toMatchObject({ type: 'refused', code: 'bad-token' });
    socket.close();
  });
});

describe('the hall’s figures', () => {
  test.each([
    ['nobody', null, 401],
    ['a forged log-in', 'x'.repeat(43), 401],
  ])('are not for %s', async (_, bearer, status) => {
    expect((await get('/api/v1/hall', bearer)).status).toBe(status);
  });

  test('are read by a hall screen’s log-in alone', async () => {
    const agent = await bridge.grant('lin.xiaoyu');
    expect((await get('/api/v1/hall', agent.token)).status).toBe(403);
  });

  test('are over with the log-in', async () => {
    const other = logInAnswer.parse(await (await bridge.logIn('hall')).json());
    // The newer one takes the place of the one before.
    expect((await get('/api/v1/hall')).status).toBe(401);
    expect((await get('/api/v1/log-out', other.token, { method: 'POST' })).status).toBe(204);
    expect((await get('/api/v1/hall', other.token)).status).toBe(401);
  });
});
