import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { articleContent } from '@hotline/domain/knowledge';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/index.ts';
import { openKnowledgeLibrary } from './library.ts';
import { openReportBook } from './report-book.ts';
import { knowledgeSteps, openKnowledgeStore } from './tables.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'knowledge-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const content = (title: string) =>
  JSON.stringify(articleContent.parse({ title, answer: '答', unit: '市局' }));

test('a library of the first version keeps its articles, drafts and reports', () => {
  const first = openStore(folder, knowledgeSteps.slice(0, 1), 'knowledge.sqlite');
  if (!first.ok) throw new Error(first.error.code);
  const put = first.value.prepare('INSERT INTO knowledge_version VALUES (?, ?, ?, ?, ?, ?, ?)');
  first.value.exec(`INSERT INTO knowledge_article VALUES ('a', 1, 1), ('b', NULL, NULL)`);
  put.run('a', 1, 'approved', content('一'), 'import', 5, 'import');
  put.run('a', 2, 'draft', content('二'), 's', 6, null);
  put.run('b', 1, 'draft', content('三'), 's', 7, null);
  const report = JSON.stringify({ kind: 'wrong', articleId: 'a', version: 1, note: '' });
  first.value
    .prepare(`INSERT INTO knowledge_report VALUES (1, 'wrong', '市局', ?, 'p', 5, 9)`)
    .run(report);
  first.value.close();

  const store = openKnowledgeStore(folder);
  if (!store.ok) throw new Error(store.error.code);
  const library = openKnowledgeLibrary(store.value);
  expect(library.headings({ list: 'all', text: '', after: null, limit: 9 })).toEqual([
    { id: 'b', title: '三', unit: '市局', inUse: null, pending: 'draft', by: 's', at: 7 },
    { id: 'a', title: '二', unit: '市局', inUse: 1, pending: 'draft', by: 's', at: 6 },
  ]);
  expect(library.record('a')).toMatchObject({
    revision: 2,
    versions: [
      { state: 'approved', writers: ['import'], approvedBy: 'import' },
      { state: 'draft', writers: ['s'], sentBack: null },
    ],
  });
  const specialist = { person: 's', role: 'specialist' as const };
  expect(library.change('a', 2, { kind: 'propose' }, specialist, 8).ok).toBe(true);
  expect(openReportBook(store.value).list('open', 'all', 9, 10)).toMatchObject([
    { reportId: 1, title: '二', due: 'overdue' },
  ]);
  store.value.close();
});
