import { expect, test } from 'vitest';
import { articleContent } from './article.ts';
import { compareContents } from './compare.ts';

const content = (more: Record<string, unknown>) =>
  articleContent.parse({
    title: '停水报修',
    answer: '请拨打供水热线。',
    unit: '市水务集团',
    ...more,
  });

test('only what differs, in the order of reading', () => {
  const before = content({ steps: ['核实', '报修'], keywords: ['没水'] });
  const after = content({
    answer: '请拨打96511。',
    steps: ['核实', '派单'],
    validTo: '2027-01-01',
  });
  expect(compareContents(before, after)).toEqual([
    { field: 'answer', before: '请拨打供水热线。', after: '请拨打96511。' },
    { field: 'steps', before: '1. 核实\n2. 报修', after: '1. 核实\n2. 派单' },
    { field: 'keywords', before: '没水', after: '' },
    { field: 'validTo', before: '', after: '2027-01-01' },
  ]);
});

test('beside nothing everything that is said is new', () => {
  expect(compareContents(null, content({})).map(({ field }) => field)).toEqual([
    'title',
    'answer',
    'unit',
  ]);
});

test('the same is no change', () => {
  expect(compareContents(content({}), content({}))).toEqual([]);
});

const file = (hash: string) => content({ attachments: [{ name: '申请表', hash, bytes: 9 }] });
test('another file under the same name is a change', () => {
  expect(compareContents(file('a'.repeat(64)), file('b'.repeat(64))).length).toBe(1);
});
