import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { articleContent, type Article } from '@hotline/domain/knowledge';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ask, knowledgeConformance, pageOf } from './conformance.ts';
import { openKnowledgeIndex } from './knowledge-index.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'knowledge-'));
  file = path.join(folder, 'knowledge.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const made = (id: string, title: string, version = 1): Article => ({
  id,
  version,
  content: articleContent.parse({ title, answer: '请带身份证。', unit: '市人社局' }),
});

const withFile = (id: string, hash: string): Article => {
  const { content, ...rest } = made(id, '停水');
  const attachments = [{ name: '申请表', hash: hash.repeat(64), bytes: 9 }];
  return { ...rest, content: { ...content, attachments } };
};

describe('the copy', () => {
  test.each(Object.entries(knowledgeConformance))('%s', async (_, step) => {
    const index = openKnowledgeIndex(':memory:');
    let library = 0;
    await step({
      given: async (articles) => index.apply(pageOf(articles, `${(library += 1)}`)),
      search: async (query) => index.search(query),
    });
    index.close();
    expect(library).toBeGreaterThan(0);
  });

  test('changed, gone, and still there after it is opened again', () => {
    const before = openKnowledgeIndex(file);
    before.apply({ ...pageOf([made('a', '停水'), made('b', '停电')]), left: 2 });
    expect(before.copy()).toEqual({ library: 'test', upTo: 2, articles: 2 });
    before.close();
    const index = openKnowledgeIndex(file);
    index.apply({ ...pageOf([made('a', '停气', 2)]), upTo: 4, gone: ['b', 'never-there'] });
    expect(index.copy()).toEqual({ library: 'test', upTo: 4, articles: 1 });
    expect(index.search(ask('停水'))).toEqual([]);
    expect(index.search(ask('停电'))).toEqual([]);
    expect(index.search(ask('停气')).map(({ id, version }) => [id, version])).toEqual([['a', 2]]);
    index.close();
  });

  test('the same page again changes nothing', () => {
    const index = openKnowledgeIndex(file);
    const page = pageOf([made('a', '停水')]);
    index.apply(page);
    index.apply(page);
    expect(index.copy().articles).toBe(1);
    expect(index.search(ask('停水')).length).toBe(1);
    index.close();
  });

  test('another library begins anew', () => {
    const index = openKnowledgeIndex(file);
    index.apply(pageOf([made('a', '停水')], 'one'));
    index.apply(pageOf([made('b', '停电')], 'two'));
    expect(index.copy()).toEqual({ library: 'two', upTo: 1, articles: 1 });
    expect(index.search(ask('停水'))).toEqual([]);
    index.close();
  });

  test('knows the files that its articles name, each once, and none of articles that are gone', () => {
    const index = openKnowledgeIndex(file);
    index.apply(pageOf([withFile('a', 'a'), withFile('b', 'b'), withFile('c', 'b')]));
    expect(index.papers().map(({ hash }) => hash.charAt(0))).toEqual(['a', 'b']);
    index.apply({ ...pageOf([]), gone: ['a'] });
    expect(index.papers()).toEqual([{ hash: 'b'.repeat(64), bytes: 9 }]);
    index.close();
  });

  test.each([
    [
      'a damaged file',
      (at: string) => writeFileSync(at, 'SQLite format 3\0 and then nothing good'.repeat(99)),
    ],
    ['a file that is no database', (at: string) => writeFileSync(at, '停水'.repeat(9999))],
  ])('%s is begun anew', (_, spoil) => {
    spoil(file);
    const index = openKnowledgeIndex(file);
    expect(index.copy()).toEqual({ library: null, upTo: 0, articles: 0 });
    index.apply(pageOf([made('a', '停水')]));
    expect(index.search(ask('停水')).length).toBe(1);
    index.close();
  });
});

test('whatever is asked, nothing is thrown, and a title finds its article', () => {
  const index = openKnowledgeIndex(':memory:');
  const titles = ['停水怎么报修', '社保卡补办', '𠮷野家', 'ETC办理', '公积金贷款额度'];
  index.apply(pageOf(titles.map((title, n) => made(`t-${n}`, title))));
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom(...titles),
      (noise, title) => {
        index.search(ask(noise, { place: noise.slice(0, 50) }));
        expect(index.search(ask(title))[0]?.content.title).toBe(title);
      },
    ),
    { numRuns: 40 },
  );
  index.close();
});
