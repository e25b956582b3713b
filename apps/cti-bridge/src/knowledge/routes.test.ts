import {
  articleContent,
  knowledgeHits,
  knowledgePage,
  type Article,
  type KnowledgeQuery,
} from '@hotline/domain/knowledge';
import { ask, knowledgeConformance } from '@hotline/knowledge-index/conformance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forget, startTestBridge, type TestBridge } from '../testing/test-bridge.ts';
import { openKnowledgeLibrary } from './library.ts';
import { openKnowledgeStore } from './tables.ts';

/** Monday 2026-11-23, 10:00 in Shanghai. */
const MONDAY = 1_795_399_200_000;
let bridge: TestBridge;
const tokens: Record<string, string> = {};
beforeAll(async () => {
  bridge = await startTestBridge({ now: () => MONDAY });
  for (const person of ['lin.xiaoyu', 'liang.yuet', 'fang.hui']) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other is enough
    tokens[person] = (await bridge.grant(person)).token;
  }
});
afterAll(async () => {
  await bridge.stop();
  forget(bridge.folder);
});

const call = (path: string, person: string | null = 'lin.xiaoyu', body?: unknown) =>
  fetch(`${bridge.origin}/api/v1/knowledge${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(person === null ? {} : { authorization: `Bearer ${tokens[person] ?? person}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const search = async (query: KnowledgeQuery) => {
  const asked = new URLSearchParams(Object.entries({ ...query, limit: String(query.limit) }));
  const found = await call(`/search?${asked.toString()}`);
  return knowledgeHits.parse(await found.json());
};
/** As the import does it, beside the running bridge. */
function publish(articles: readonly Pick<Article, 'id' | 'content'>[]): number {
  const store = openKnowledgeStore(bridge.folder);
  if (!store.ok) throw new Error(store.error.code);
  const fresh = openKnowledgeLibrary(store.value).publish(articles, 'import', MONDAY);
  store.value.close();
  return fresh;
}
const made = (id: string, title: string): Pick<Article, 'id' | 'content'> => ({
  id,
  content: articleContent.parse({ title, answer: '请带身份证。', unit: '市人社局' }),
});

describe('the bridge’s search', () => {
  test.each(Object.entries(knowledgeConformance))('%s', async (_, step) => {
    await expect(
      step({ given: async (articles) => void publish(articles), search }),
    ).resolves.toBeUndefined();
  });
});

const page = async (since: number) =>
  knowledgePage.parse(await (await call(`?since=${since}`)).json());
/** The number of the last change. */
async function newest(since = 0): Promise<number> {
  const { upTo, left } = await page(since);
  return left === 0 ? upTo : newest(upTo);
}

describe('the delta', () => {
  test('is read on from where it was cut off, whole and in order', async () => {
    const many = Array.from({ length: 450 }, (_each, n) => made(`many-${n}`, `第${n}条`));
    expect(publish(many)).toBe(450);
    expect(publish(many)).toBe(0);
    const ids: string[] = [];
    let upTo = 0;
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop -- each page begins where the last ended
      const next = await page(upTo);
      expect(next.upTo).toBeGreaterThanOrEqual(upTo);
      ids.push(...next.articles.map(({ id }) => id));
      upTo = next.upTo;
      if (next.left === 0) break;
    }
    expect(ids.filter((id) => id.startsWith('many-'))).toEqual(many.map(({ id }) => id));
    expect((await page(upTo)).articles).toEqual([]);
  });

  test('tells what changed and what is gone, drafts not at all', async () => {
    publish([made('one', '一')]);
    const upTo = await newest();
    const revised = { kind: 'revise', content: made('one', '二').content };
    expect((await call('/articles/one', 'liang.yuet', revised)).status).toBe(200);
    expect((await page(upTo)).articles).toEqual([]);
    expect((await call('/articles/one', 'fang.hui', { kind: 'approve' })).status).toBe(200);
    const changed = await page(upTo);
    expect(changed.articles.map(({ version, content }) => [version, content.title])).toEqual([
      [2, '二'],
    ]);
    expect((await call('/articles/one', 'fang.hui', { kind: 'withdraw' })).status).toBe(200);
    expect(await page(changed.upTo)).toMatchObject({ articles: [], gone: ['one'], left: 0 });
    const record = (await (await call('/articles/one')).json()) as {
      versions: { state: string }[];
    };
    expect(record.versions.map(({ state }) => state)).toEqual(['superseded', 'withdrawn']);
  });
});

describe('who may', () => {
  test.each([
    ['/search?text=a', 401, null, undefined],
    ['?since=0', 401, 'not-a-token', undefined],
    ['/reports', 401, null, {}],
    ['/articles/x', 401, null, { kind: 'approve' }],
    ['?since=-1', 400, 'lin.xiaoyu', undefined],
    ['/search?text=a', 400, 'lin.xiaoyu', undefined],
    ['/articles/X!', 400, 'lin.xiaoyu', undefined],
    ['/articles/nothing', 404, 'lin.xiaoyu', undefined],
    ['/articles/nothing', 403, 'lin.xiaoyu', { kind: 'approve' }],
    ['/articles/nothing', 409, 'fang.hui', { kind: 'approve' }],
    ['/articles/nothing', 400, 'fang.hui', { kind: 'publish', content: made('x', 'x').content }],
  ] as const)('%s: %i', async (path, status, person, body) => {
    expect((await call(path, person, body)).status).toBe(status);
  });
});

describe('reports', () => {
  test('go to the unit that owns the text, five working days for a correction', async () => {
    publish([made('owned', '社保卡')]);
    const answer = await call('/reports', 'lin.xiaoyu', {
      kind: 'wrong',
      articleId: 'owned',
      version: 1,
      note: '电话变了',
    });
    expect(answer.status).toBe(201);
    // Monday 2026-11-30, 24:00 in Shanghai.
    expect(await answer.json()).toMatchObject({
      unit: '市人社局',
      dueAt: Date.UTC(2026, 10, 30, 16),
    });
  });

  test('seven for what is missing; nobody’s text yet', async () => {
    const answer = await call('/reports', 'lin.xiaoyu', {
      kind: 'not-found',
      asked: '火葬补贴',
      category: null,
    });
    // Wednesday 2026-12-02, 24:00.
    expect(await answer.json()).toMatchObject({ unit: null, dueAt: Date.UTC(2026, 11, 2, 16) });
  });

  test.each([
    [{ kind: 'not-found', asked: '  ', category: null }, 400],
    [{ kind: 'wrong', articleId: 'forged', version: 1 }, 404],
    [{ kind: 'wrong', articleId: 'owned', version: 0 }, 400],
    ['text', 400],
  ])('%j: %i', async (body, status) => {
    expect((await call('/reports', 'lin.xiaoyu', body)).status).toBe(status);
  });
});

test('an article that was asked about is found with its next words', async () => {
  publish([made('later', '火葬补贴')]);
  expect((await search(ask('火葬')))[0]?.id).toBe('later');
});
