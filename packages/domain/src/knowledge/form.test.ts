import { expect, test } from 'vitest';
import { articleContent } from './article.ts';
import { contentOf, emptyForm, formOf, type ArticleForm, type FormField } from './form.ts';

const typed: ArticleForm = {
  ...emptyForm,
  title: '停水报修',
  answer: '请拨打供水热线。',
  unit: '市水务集团',
};

test('lists are typed as lines', () => {
  const content = contentOf({
    ...typed,
    steps: '1. 核实是否欠费\n\n2、报修\n',
    keywords: '没水、水管爆了\n停水,水压低',
  });
  expect(content.ok && content.value).toMatchObject({
    steps: ['核实是否欠费', '报修'],
    keywords: ['没水', '水管爆了', '停水', '水压低'],
    category: null,
    validFrom: null,
  });
});

test('there and back is the same', () => {
  const content = articleContent.parse({
    ...typed,
    steps: ['核实', '报修'],
    keywords: ['没水'],
    category: '030101',
    validFrom: '2026-01-01',
    validTo: null,
    attachments: [{ name: '申请表', hash: 'a'.repeat(64), bytes: 9 }],
  });
  const back = contentOf(formOf(content));
  expect(back.ok && back.value).toEqual(content);
});

test.each<[string, Partial<ArticleForm>, FormField[]]>([
  ['nothing typed', { title: '', answer: ' ', unit: '' }, ['title', 'answer', 'unit']],
  ['no such day', { validTo: '2026-02-30' }, ['validTo']],
  ['ends before it begins', { validFrom: '2026-02-02', validTo: '2026-02-01' }, ['validTo']],
  ['a category that is no code', { category: '社保' }, ['category']],
  ['a title too long', { title: '长'.repeat(121) }, ['title']],
  ['too many steps', { steps: '步骤\n'.repeat(31) }, ['steps']],
])('%s', (_, change, fields) => {
  const content = contentOf({ ...typed, ...change });
  expect(content.ok ? [] : content.error).toEqual(fields);
});
