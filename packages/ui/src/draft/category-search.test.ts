import { describe, expect, it } from 'vitest';
import { categoryPath, categoryRank, type Category } from './category-search.ts';

const pension: Category = { code: '010101', zh: '养老保险', pinyin: 'yang lao bao xian' };
const labour: Category = { code: '01', zh: '劳动保障', pinyin: 'lao dong bao zhang' };
const lamp: Category = { code: '020201', zh: '路灯故障', pinyin: 'lu deng gu zhang' };
const all = [labour, { code: '0101', zh: '社会保险', pinyin: 'she hui bao xian' }, pension, lamp];

describe('a category is found by', () => {
  it.each([
    ['010101', pension],
    ['0101', pension],
    ['养老', pension],
    ['保险', pension],
    ['yanglao', pension],
    ['YangLao', pension],
    ['ylbx', pension],
    ['ylb', pension],
    ['laobao', pension],
    ['ludeng', lamp],
    ['ld', lamp],
  ])('%s', (typed, category) => expect(categoryRank(category, typed)).toBeGreaterThan(0));
});

describe('and not by', () => {
  it.each([
    ['0201', pension],
    ['anglao', pension],
    ['路灯', pension],
    ['x', lamp],
    ['!?', lamp],
  ])('%s', (typed, category) => expect(categoryRank(category, typed)).toBe(0));
});

const order = (typed: string) =>
  all
    .filter((each) => categoryRank(each, typed) > 0)
    .toSorted((a, b) => categoryRank(b, typed) - categoryRank(a, typed))
    .map((each) => each.code);

it('the exact code, then the exact name, stand first', () => {
  expect(order('01')).toEqual(['01', '0101', '010101']);
  expect(order('bao')).toContain('010101');
});

it('the path names every level', () => {
  expect(categoryPath(all, '010101')).toBe('劳动保障 › 社会保险 › 养老保险');
  expect(categoryPath(all, '99')).toBe('');
});
