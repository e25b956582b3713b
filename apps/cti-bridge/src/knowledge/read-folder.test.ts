import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readKnowledgeFolder } from './read-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'articles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (file: string, text: string | Uint8Array) => {
  writeFileSync(path.join(folder, file), text);
  return readKnowledgeFolder(folder);
};
const content = {
  title: '停水报修',
  answer: '请拨打供水服务热线。',
  steps: ['核实是否欠费', '报修'],
  keywords: ['没水', '水管爆了'],
  unit: '市水务集团',
  category: '030101',
  region: '',
  validFrom: '2026-01-01',
  validTo: null,
  attachments: [],
  sample: true,
};
const one = [{ id: 'water', content }];
const none = { articles: [], files: new Map<string, Buffer>(), problems: [] };

test('the same article by every way', () => {
  const yaml = `defaults: { unit: 市水务集团, category: '030101', sample: true }
articles:
  - { id: water, title: 停水报修, answer: 请拨打供水服务热线。, validFrom: 2026-01-01, keywords: [没水, 水管爆了], steps: [核实是否欠费, 报修] }
`;
  expect(read('a.yaml', yaml)).toEqual({ ...none, articles: one });
  rmSync(path.join(folder, 'a.yaml'));
  expect(read('a.json', JSON.stringify([{ id: 'water', ...content }]))).toEqual({
    ...none,
    articles: one,
  });
  rmSync(path.join(folder, 'a.json'));
  const csv = `\uFEFFid,title,answer,steps,keywords,unit,category,validFrom,sample\r
water,停水报修,请拨打供水服务热线。,"核实是否欠费
报修",没水|水管爆了,市水务集团,030101,2026-01-01,TRUE\r\n`;
  expect(read('a.csv', csv)).toEqual({ ...none, articles: one });
  rmSync(path.join(folder, 'a.csv'));
  const markdown = `---
id: water
unit: 市水务集团
category: '030101'
keywords: [没水, 水管爆了]
validFrom: 2026-01-01
sample: true
---

# 停水报修

请拨打供水服务热线。

## 办理步骤

1. 核实是否欠费
2. 报修
`;
  expect(read('a.md', markdown)).toEqual({ ...none, articles: one });
});

const facts = 'id: a\ntitle: 标题\nunit: 市局';
test.each([
  [
    'an unknown key',
    'a.yaml',
    `articles:\n  - { id: a, titel: 标题, answer: 答, unit: 局 }`,
    2,
    'titel',
  ],
  ['nothing but a mistake of the language', 'a.yaml', 'articles:\n  - [', 2, ''],
  ['an empty answer', 'a.yaml', `- id: a\n  title: 标题\n  unit: 局\n  answer: ''`, 4, 'answer'],
  ['a wrong id', 'a.json', '[\n  {"id":"停水","title":"a","answer":"b","unit":"c"}\n]', 2, 'id'],
  [
    'a day that is none',
    'a.csv',
    'id,title,answer,unit,validTo\na,标题,答,局,2026-02-30',
    2,
    'validTo',
  ],
  [
    'ends before it begins',
    'a.csv',
    'id,title,answer,unit,validFrom,validTo\na,标题,答,局,2026-02-02,2026-02-01',
    2,
    'validTo',
  ],
  ['a row with too many cells', 'a.csv', 'id,title\na,标题,答', 2, ''],
  ['no front matter', 'a.md', '# 标题\n答', 1, ''],
  ['a mistake in front', 'a.md', `---\n${facts}\nkeywords: [a\n---\n答`, 5, ''],
  ['no text below', 'a.md', `---\n${facts}\n---\n`, 2, 'answer'],
  ['a category that is no code', 'a.md', `---\n${facts}\ncategory: '123'\n---\n答`, 5, 'category'],
] as const)('%s is told with its line', (_, file, text, line, where) => {
  const { articles, problems } = read(file, text);
  expect(articles).toEqual([]);
  expect(problems.map((each) => [each.file, each.line, each.path])).toContainEqual([
    file,
    line,
    where,
  ]);
});

test('what is wrong does not take along what is right', () => {
  read('bad.csv', 'id,title,answer,unit\na,,答,局\nb,标题,答,局');
  read('bytes.md', Uint8Array.of(0xff, 0xfe, 0x80));
  const { articles, problems } = read(
    'again.json',
    '[{"id":"b","title":"另一条","answer":"b","unit":"c"}]',
  );
  expect(articles.map(({ id, content: { title } }) => [id, title])).toEqual([['b', '另一条']]);
  expect(problems.map(({ file, line }) => [file, line])).toEqual([
    ['bad.csv', 2],
    ['bad.csv', null],
    ['bytes.md', null],
  ]);
});

test('other files are none of it', () => {
  expect(read('picture.png', 'x')).toEqual(none);
  expect(read('README.md', '# about')).toEqual(none);
});

const said = (given: string) => `- id: a
  title: 标题
  answer: 答
  unit: 局
  attachments:
    - { name: 网页, url: 'https://example.cn/form' }
    - { name: 申请表, path: ${given} }
`;
describe('papers beside an article', () => {
  test('are read, and known by what is in them', () => {
    const pdf = Buffer.from('%PDF-1.7 表');
    mkdirSync(path.join(folder, 'forms'));
    writeFileSync(path.join(folder, 'forms/form.pdf'), pdf);
    const { articles, files, problems } = read('a.yaml', said('forms/form.pdf'));
    expect(problems).toEqual([]);
    const [hash] = [...files.keys()];
    expect(files.get(hash ?? '')).toEqual(pdf);
    expect(articles[0]?.content.attachments).toEqual([
      { name: '网页', url: 'https://example.cn/form' },
      { name: '申请表', hash, bytes: pdf.length },
    ]);
  });

  test.each([
    ['not there', 'forms/none.pdf'],
    ['outside the folder', '../../../../etc/hostname'],
    ['an address of the machine', '/etc/hostname'],
    ['of a kind that is not taken', 'page.html'],
    ['a link out of the folder', 'link.pdf'],
    ['the folder itself', '.'],
  ])('%s: told, and the article is taken without it', (_, given) => {
    writeFileSync(path.join(folder, 'page.html'), '<script>');
    symlinkSync('/etc/hostname', path.join(folder, 'link.pdf'));
    const { articles, files, problems } = read('a.yaml', said(given));
    expect(problems.map(({ file, zh }) => [file, zh.includes(given)])).toEqual([['a.yaml', true]]);
    expect(files.size).toBe(0);
    expect(articles[0]?.content.attachments.length).toBe(1);
  });
});
