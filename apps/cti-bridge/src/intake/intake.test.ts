import { gunzipSync } from 'node:zlib';
import { intakeLists } from '@hotline/domain/intake';
import fastify from 'fastify';
import { expect, it } from 'vitest';
import type { LogIn } from '../people/log-in-registry.ts';
import { addIntakeRoute } from './route.ts';
import { listsOf } from './lists.ts';

const lists = listsOf({
  categories: [
    { code: '01', zh: '银行服务' },
    { code: '02', zh: '重庆小面', pinyin: 'chong qing xiao mian' },
  ],
  places: [
    { code: '1', kind: 'district', zh: '樊城区' },
    { code: '1R', kind: 'road', zh: '长虹路', within: '1' },
  ],
  intake: {
    phrases: [{ id: 'lamps', zh: '路灯不亮', en: 'Lamps', text: '【地点】' }],
    refusals: [],
    specialGroups: [],
  },
  tickets: { units: [{ id: 'water', zh: '供水服务', en: 'Water', clerks: ['who'] }] } as never,
});
const server = fastify();
addIntakeRoute(server, {
  lists,
  byToken: (token) => (token === 'good' ? ({} as LogIn) : null),
  now: () => 0,
});
const ask = (headers: Record<string, string>) =>
  server.inject({ url: '/api/v1/intake-lists', headers });
const good = { authorization: 'Bearer good' };

it('works pinyin out where the list does not give it', () => {
  expect(lists.categories.map(({ pinyin }) => pinyin)).toEqual([
    'yin hang fu wu',
    'chong qing xiao mian',
  ]);
  expect(lists.places[1]).toMatchObject({ pinyin: 'chang hong lu', within: '1' });
  expect(lists.phrases[0]?.pinyin).toBe('lu deng bu liang');
});

it('tells nobody the people behind a unit', () => {
  expect(JSON.stringify(lists)).not.toContain('who');
});

it('serves them to whoever is signed in, packed or plain, and says when they are as before', async () => {
  expect((await ask({})).statusCode).toBe(401);
  expect((await ask({ authorization: 'Bearer forged' })).statusCode).toBe(401);
  const plain = await ask(good);
  expect(intakeLists.parse(plain.json())).toEqual(lists);
  const packed = await ask({ ...good, 'accept-encoding': 'br, gzip' });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(lists);
  const again = await ask({ ...good, 'if-none-match': String(plain.headers['etag']) });
  expect(again.statusCode).toBe(304);
  expect(again.body).toBe('');
});
