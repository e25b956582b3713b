import { createHash } from 'node:crypto';
import {
  articleContent,
  articlePage,
  articleRefused,
  knowledgeHits,
  knowledgePage,
  reportPage,
  wholeArticle,
  type Article,
  type KnowledgeQuery,
  type WholeArticle,
} from '@hotline/domain/knowledge';
import { logInAnswer } from '@hotline/domain/protocol';
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
  for (const person of ['lin.xiaoyu', 'liang.yuet', 'fang.hui', 'jiang.bo']) {
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

const post = (id: string, person: string, expected: number, event: unknown) =>
  call(`/articles/${id}`, person, { expected, event });
async function whole(id: string, person: string): Promise<WholeArticle> {
  return wholeArticle.parse(await (await call(`/articles/${id}`, person)).json());
}
/** Of somebody without a telephone. */
async function clerkToken(person: string): Promise<string> {
  return logInAnswer.parse(await (await bridge.logIn(person)).json()).token;
}
/** A change that is taken, on whatever is there. */
async function change(id: string, person: string, event: unknown): Promise<WholeArticle> {
  const present = await call(`/articles/${id}`, 'fang.hui');
  const { revision } =
    present.status === 404 ? { revision: 0 } : wholeArticle.parse(await present.json());
  const answer = await post(id, person, revision, event);
  expect(answer.status).toBe(200);
  return wholeArticle.parse(await answer.json());
}
const revise = (id: string, title: string) => ({
  kind: 'revise',
  content: made(id, title).content,
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
    await change('one', 'liang.yuet', revise('one', '二'));
    await change('one', 'liang.yuet', { kind: 'propose' });
    expect((await page(upTo)).articles).toEqual([]);
    await change('one', 'fang.hui', { kind: 'approve' });
    const changed = await page(upTo);
    expect(changed.articles.map(({ version, content }) => [version, content.title])).toEqual([
      [2, '二'],
    ]);
    await change('one', 'fang.hui', { kind: 'withdraw' });
    expect(await page(changed.upTo)).toMatchObject({ articles: [], gone: ['one'], left: 0 });
    expect((await whole('one', 'fang.hui')).versions.map(({ state }) => state)).toEqual([
      'superseded',
      'withdrawn',
    ]);
  });
});

describe('writing', () => {
  test('sent back with why, written again, approved by somebody else; an agent sees none of it', async () => {
    const id = 'written';
    const first = await change(id, 'liang.yuet', revise(id, '初稿'));
    expect(first.steps).toEqual(['revise', 'propose', 'drop']);
    await change(id, 'liang.yuet', { kind: 'propose' });
    const sent = await change(id, 'fang.hui', { kind: 'send-back', why: '依据过时' });
    expect(sent.versions.at(-1)).toMatchObject({
      state: 'draft',
      sentBack: { by: 'fang.hui', at: MONDAY, why: '依据过时' },
    });
    expect((await call(`/articles/${id}`)).status).toBe(404);
    await change(id, 'fang.hui', revise(id, '改稿'));
    await change(id, 'liang.yuet', { kind: 'propose' });
    // 方慧 wrote in it, so it is not for 方慧 to approve.
    const own = await post(id, 'fang.hui', 5, { kind: 'approve' });
    expect([own.status, articleRefused.parse(await own.json()).code]).toEqual([409, 'own-draft']);
    await change(id, 'jiang.bo', { kind: 'approve' });
    await change(id, 'liang.yuet', revise(id, '二稿'));
    expect((await whole(id, 'lin.xiaoyu')).versions.map(({ version }) => version)).toEqual([1]);
    expect((await whole(id, 'lin.xiaoyu')).steps).toEqual([]);
  });

  test('of two who write at once the slower is told, with what is there now', async () => {
    const id = 'twice';
    await change(id, 'liang.yuet', revise(id, '一'));
    expect((await post(id, 'fang.hui', 1, revise(id, '二'))).status).toBe(200);
    const late = await post(id, 'liang.yuet', 1, revise(id, '三'));
    expect(late.status).toBe(409);
    const refused = articleRefused.parse(await late.json());
    expect(refused.code).toBe('changed-meanwhile');
    expect(refused.current).toMatchObject({
      revision: 2,
      versions: [{ content: { title: '二' } }],
    });
  });

  test('lists by state and words, newest first, a page at a time, with what waits', async () => {
    for (const [id, title] of [
      ['l-1', '清单甲'],
      ['l-2', '清单乙'],
      ['l-3', '清单丙'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the order of the list
      await change(id, 'liang.yuet', revise(id, title));
    }
    await change('l-2', 'liang.yuet', { kind: 'propose' });
    const list = async (query: string, person = 'fang.hui') =>
      articlePage.parse(await (await call(`/articles?${query}`, person)).json());
    const drafts = await list('list=draft&text=清单');
    expect(drafts.articles.map(({ id, pending, by }) => [id, pending, by])).toEqual([
      ['l-3', 'draft', 'liang.yuet'],
      ['l-1', 'draft', 'liang.yuet'],
    ]);
    expect((await list('list=proposed')).articles.map(({ id }) => id)).toContain('l-2');
    const first = await list('text=清单&limit=2');
    const second = await list(`text=清单&limit=2&after=${first.next ?? ''}`);
    expect([...first.articles, ...second.articles].map(({ id }) => id)).toEqual([
      'l-3',
      'l-2',
      'l-1',
    ]);
    expect(second.next).toBeNull();
    expect(first.counts.proposed).toBeGreaterThan(0);
    expect((await call('/articles?list=draft')).status).toBe(403);
    expect((await list('list=in-use&text=清单', 'lin.xiaoyu')).articles).toEqual([]);
    expect((await call('/articles?after=here', 'fang.hui')).status).toBe(400);
  });

  test('what people rewrote is not undone by the same import at the next start', async () => {
    publish([made('kept', '来源的原文')]);
    await change('kept', 'liang.yuet', revise('kept', '改过的'));
    await change('kept', 'liang.yuet', { kind: 'propose' });
    await change('kept', 'fang.hui', { kind: 'approve' });
    expect(publish([made('kept', '来源的原文')])).toBe(0);
    expect((await search(ask('改过的')))[0]?.content.title).toBe('改过的');
    expect(publish([made('kept', '来源的新文')])).toBe(1);
  });
});

const sendFile = (bytes: Buffer, person = 'liang.yuet') =>
  fetch(`${bridge.origin}/api/v1/knowledge/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens[person] ?? ''}`,
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(bytes),
  });

describe('papers', () => {
  const pdf = Buffer.from('%PDF-1.7 一张表');
  test('kept under what is in them, named by an article, fetched by every seat and shown by none', async () => {
    const kept = (await (await sendFile(pdf)).json()) as { hash: string; bytes: number };
    expect(kept).toEqual({
      hash: createHash('sha256').update(pdf).digest('hex'),
      bytes: pdf.length,
    });
    const content = { ...made('x', '带附件').content, attachments: [{ name: '申请表', ...kept }] };
    await change('papers', 'liang.yuet', { kind: 'revise', content });
    const answer = await call(`/files/${kept.hash}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe('attachment');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['a page', Buffer.from('<html><script>1</script>'), 'liang.yuet', 415],
    ['a program', Buffer.from('MZ\u0090'), 'liang.yuet', 415],
    ['nothing', Buffer.alloc(0), 'liang.yuet', 415],
    ['of who only reports', pdf, 'lin.xiaoyu', 403],
    ['of nobody', pdf, 'nobody', 401],
    ['too large', Buffer.alloc(10_000_001, '%PDF-'), 'liang.yuet', 413],
  ])('not taken: %s', async (_, bytes, person, status) => {
    expect((await sendFile(bytes, person)).status).toBe(status);
  });

  test('a file that the library does not have is not named', async () => {
    const attachments = [{ name: '没有的', hash: 'a'.repeat(64), bytes: 1 }];
    const content = { ...made('x', 'x').content, attachments };
    expect((await post('invented', 'liang.yuet', 0, { kind: 'revise', content })).status).toBe(400);
    expect((await call(`/files/${'a'.repeat(64)}`)).status).toBe(404);
    expect((await call('/files/..%2f..%2fetc')).status).toBe(400);
  });
});

describe('who may', () => {
  test.each([
    ['/search?text=a', 401, null, undefined],
    ['?since=0', 401, 'not-a-token', undefined],
    ['/reports', 401, null, {}],
    ['/articles/x', 401, null, { expected: 0, event: { kind: 'approve' } }],
    ['/articles', 401, null, undefined],
    ['/reports', 401, null, undefined],
    ['/reports/1', 401, null, { how: 'corrected' }],
    ['/reports/99999', 404, 'fang.hui', { how: 'corrected' }],
    ['/reports/x', 400, 'fang.hui', { how: 'corrected' }],
    ['?since=-1', 400, 'lin.xiaoyu', undefined],
    ['/search?text=a', 400, 'lin.xiaoyu', undefined],
    ['/articles/X!', 400, 'lin.xiaoyu', undefined],
    ['/articles/nothing', 404, 'lin.xiaoyu', undefined],
    ['/articles/nothing', 403, 'lin.xiaoyu', { expected: 0, event: { kind: 'approve' } }],
    ['/articles/nothing', 409, 'fang.hui', { expected: 0, event: { kind: 'approve' } }],
    ['/articles/nothing', 409, 'fang.hui', { expected: 3, event: { kind: 'drop' } }],
    ['/articles/nothing', 400, 'fang.hui', { event: { kind: 'approve' } }],
    ['/articles/nothing', 400, 'fang.hui', { expected: 0, event: { kind: 'send-back', why: ' ' } }],
    [
      '/articles/nothing',
      400,
      'fang.hui',
      { expected: 0, event: { kind: 'publish', content: made('x', 'x').content } },
    ],
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

  test('what is missing goes to the unit that answers for the category', async () => {
    publish([
      {
        id: 'c-1',
        content: { ...made('c-1', '殡葬').content, category: '990101', unit: '市民政局' },
      },
    ]);
    const answer = await call('/reports', 'lin.xiaoyu', {
      kind: 'not-found',
      asked: '树葬',
      category: '990102',
    });
    expect(await answer.json()).toMatchObject({ unit: '市民政局' });
  });

  test('stand in a list until they are answered, once; each sees their own, who writes all', async () => {
    publish([made('listed', '居住证')]);
    const body = { kind: 'wrong', articleId: 'listed', version: 1, note: '窗口搬了' };
    const { reportId } = (await (await call('/reports', 'liang.yuet', body)).json()) as {
      reportId: number;
    };
    const list = async (person: string, which = 'open') =>
      reportPage.parse(await (await call(`/reports?list=${which}`, person)).json());
    const seen = (await list('fang.hui')).reports.find((each) => each.reportId === reportId);
    expect(seen).toMatchObject({
      title: '居住证',
      person: 'liang.yuet',
      due: 'in-time',
      answer: null,
    });
    expect((await list('lin.xiaoyu')).reports.map(({ person }) => person)).not.toContain(
      'liang.yuet',
    );
    const answer = (how: string, note = '', person = 'fang.hui') =>
      call(`/reports/${reportId}`, person, { how, note });
    expect((await answer('corrected', '', 'lin.xiaoyu')).status).toBe(403);
    expect((await answer('unchanged')).status).toBe(422);
    expect((await answer('added')).status).toBe(422);
    const before = (await list('fang.hui')).counts.reports;
    expect((await answer('unchanged', '窗口没有搬')).status).toBe(200);
    expect((await answer('corrected')).status).toBe(409);
    expect((await list('fang.hui')).counts.reports).toBe(before - 1);
    expect((await list('liang.yuet', 'answered')).reports[0]).toMatchObject({
      reportId,
      due: null,
      answer: { how: 'unchanged', note: '窗口没有搬', by: 'fang.hui', at: MONDAY },
    });
  });

  test('reach the clerk of the unit that owns the text: listed, counted, answered by them', async () => {
    publish([made('clerks', '失业金')]);
    tokens['hr-clerk'] ??= await clerkToken('hr-clerk');
    tokens['water-clerk'] ??= await clerkToken('water-clerk');
    const body = { kind: 'wrong', articleId: 'clerks', version: 1, note: '标准已调整' };
    const { reportId } = (await (await call('/reports', 'lin.xiaoyu', body)).json()) as {
      reportId: number;
    };
    const numbers = async (person: string) =>
      reportPage
        .parse(await (await call('/reports?list=open', person)).json())
        .reports.map((each) => each.reportId);
    expect(await numbers('hr-clerk')).toContain(reportId);
    expect(await numbers('water-clerk')).not.toContain(reportId);
    const answer = (person: string) =>
      call(`/reports/${reportId}`, person, { how: 'corrected', note: '已改为每月 1,260 元' });
    expect((await answer('water-clerk')).status).toBe(403);
    expect((await answer('hr-clerk')).status).toBe(200);
    expect(await numbers('hr-clerk')).not.toContain(reportId);
  });

  test.each([
    [{ kind: 'not-found', asked: '  ', category: null }, 400],
    [{ kind: 'wrong', articleId: 'forged', version: 1 }, 404],
    [{ kind: 'wrong', articleId: 'owned', version: 1, note: ' ' }, 422],
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
