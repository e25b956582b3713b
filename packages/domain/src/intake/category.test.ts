import { describe, expect, it } from 'vitest';
import {
  categoryPath,
  indexCategories,
  openTree,
  searchCategories,
  type Category,
} from './category.ts';

const categories: readonly Category[] = [
  { code: '01', zh: '劳动保障', pinyin: 'lao dong bao zhang' },
  { code: '0101', zh: '社会保险', pinyin: 'she hui bao xian' },
  { code: '010101', zh: '养老保险', pinyin: 'yang lao bao xian' },
  { code: '010102', zh: '医疗保险', pinyin: 'yi liao bao xian' },
  { code: '02', zh: '城市管理', pinyin: 'cheng shi guan li' },
  { code: '0202', zh: '市政设施', pinyin: 'shi zheng she shi' },
  { code: '020201', zh: '路灯故障', pinyin: 'lu deng gu zhang' },
  { code: '03', zh: '公用事业', pinyin: 'gong yong shi ye' },
  { code: '0301', zh: 'ETC 服务', pinyin: 'ETC fu wu' },
];
const index = indexCategories(categories);
const codes = (typed: string, recent: string[] = []) =>
  searchCategories(index, typed, recent, 50).map(({ code }) => code);

describe('养老保险 is found first by', () => {
  it.each([
    '010101',
    '养老',
    '养老保险',
    'yanglao',
    'YangLao',
    'ylbx',
    'ylb',
    'yanglbx',
    "yang'lao",
    '劳动 养老',
    '社会保险 ylbx',
    'shehui yl',
  ])('%s', (typed) => expect(codes(typed)[0]).toBe('010101'));
});

describe('路灯故障', () => {
  it.each(['laobao', 'anglao', 'x9', '!?', '养老 路灯', '0201', 'ylbx ludeng'])(
    'is not found by %s',
    (typed) => expect(codes(typed)).not.toContain('020201'),
  );
  it.each(['ld', 'ludeng', '路灯', '02', '市政设施', '城市 灯'])('is found by %s', (typed) =>
    expect(codes(typed)).toContain('020201'),
  );
});

describe('the order', () => {
  it('exact code, then codes that begin with it, the shorter first', () => {
    expect(codes('01')).toEqual(['01', '0101', '010101', '010102']);
  });
  it('the name before what lies below it', () => {
    expect(codes('社会保险')).toEqual(['0101', '010101', '010102']);
  });
  it('what was used lately before what fits as well, the last one first', () => {
    expect(codes('保险')).toEqual(['0101', '010101', '010102']);
    expect(codes('保险', ['010102', '010101'])).toEqual(['010102', '010101', '0101']);
    expect(codes('养老', ['010102'])).toEqual(['010101']);
    // An exact code is what was meant.
    expect(codes('01', ['010102'])[0]).toBe('01');
  });
  it('has an end', () => {
    expect(searchCategories(index, '0', [], 3)).toHaveLength(3);
  });
});

it('nothing typed finds nothing', () => {
  expect(codes('  ')).toEqual([]);
});

it('the path names every level, also where one is left out of the list', () => {
  expect(categoryPath(index, '010101')).toBe('劳动保障 › 社会保险 › 养老保险');
  expect(categoryPath(index, '99')).toBe('');
  const gap = indexCategories([categories[0]!, categories[2]!]);
  expect(categoryPath(gap, '010101')).toBe('劳动保障 › 养老保险');
});

it('the tree shows what stands open', () => {
  const shown = (...open: string[]) => openTree(index, new Set(open)).map(({ code }) => code);
  expect(shown()).toEqual(['01', '02', '03']);
  expect(shown('01')).toEqual(['01', '0101', '02', '03']);
  expect(shown('01', '0101')).toEqual(['01', '0101', '010101', '010102', '02', '03']);
  expect(shown('0101')).toEqual(['01', '02', '03']);
  expect(openTree(index, new Set()).map(({ hasChildren }) => hasChildren)).toEqual([
    true,
    true,
    true,
  ]);
});
