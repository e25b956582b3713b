import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { knowledgePapers } from './knowledge-papers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'papers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const paper = (text: string) => {
  const bytes = Buffer.from(text);
  return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
};
const named = (...papers: readonly ReturnType<typeof paper>[]) =>
  papers.map(({ hash, bytes }) => ({ hash, bytes: bytes.length }));
const pdf = paper('%PDF-1.7 申请表');

test('kept by its hash, wanted no more, gone when no article names it', () => {
  const papers = knowledgePapers(path.join(folder, 'p'));
  expect(papers.missing(named(pdf))).toEqual(named(pdf));
  expect(papers.keep(pdf.hash, pdf.bytes)).toBe(true);
  expect(papers.missing(named(pdf))).toEqual([]);
  expect(papers.missing([])).toEqual([]);
  expect(papers.missing(named(pdf))).toEqual(named(pdf));
});

test('other bytes than the hash says are not kept', () => {
  const papers = knowledgePapers(folder);
  expect(papers.keep(pdf.hash, Buffer.from('%PDF-1.7 别的'))).toBe(false);
  expect(papers.missing(named(pdf))).toEqual(named(pdf));
});

test('within the limit the smallest first', () => {
  const [small, large] = [paper('%PDF-小'), paper(`%PDF-${'大'.repeat(100)}`)];
  const papers = knowledgePapers(folder, 100);
  expect(papers.missing(named(large, small))).toEqual(named(small));
});

test.each([
  ['申请表.docx', '%PDF-1', '申请表', '.pdf'],
  ['申请表.docx', 'PK\u0003\u0004', '申请表', '.docx'],
  ['../../etc/表格.xlsx', 'PK\u0003\u0004', '表格', '.xlsx'],
  ['$(reboot);.png', '\u0089PNG', 'reboot', '.png'],
  ['...', '%PDF-1', 'paper', '.pdf'],
])('%s of %j is opened as %s…%s', (name, text, begin, end) => {
  const bytes = Buffer.from(text, 'latin1');
  const hash = createHash('sha256').update(bytes).digest('hex');
  const papers = knowledgePapers(path.join(folder, 'p'));
  papers.keep(hash, bytes);
  const into = path.join(folder, 'open');
  const file = papers.toOpen(hash, name, into) ?? '';
  expect(path.dirname(file)).toBe(into);
  expect(path.basename(file)).toBe(`${begin}-${hash.slice(0, 8)}${end}`);
  expect(readFileSync(file)).toEqual(bytes);
});

test.each([
  ['a program in a ZIP’s clothes', 'x.exe', 'PK\u0003\u0004'],
  ['a script', 'x.pdf', '#!/bin/sh'],
])('not opened: %s', (_, name, text) => {
  const { bytes, hash } = paper(text);
  writeFileSync(path.join(folder, hash), bytes);
  expect(knowledgePapers(folder).toOpen(hash, name, path.join(folder, 'open'))).toBeNull();
});

test('what is not here is not opened', () => {
  expect(knowledgePapers(folder).toOpen(pdf.hash, 'a.pdf', folder)).toBeNull();
});
