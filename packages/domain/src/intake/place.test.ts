import { describe, expect, it } from 'vitest';
import { completePlaces, districtIn, indexPlaces, type Place } from './place.ts';

const place = (
  code: string,
  kind: Place['kind'],
  zh: string,
  pinyin: string,
  within: string | null,
): Place => ({ code, kind, zh, pinyin, within });

const index = indexPlaces([
  place('01', 'district', '东湖区', 'dong hu qu', null),
  place('02', 'district', '西山区', 'xi shan qu', null),
  place('0101', 'street', '汉江街道', 'han jiang jie dao', '01'),
  place('0201', 'street', '桥头街道', 'qiao tou jie dao', '02'),
  place('010101', 'community', '长虹社区', 'chang hong she qu', '0101'),
  place('01R1', 'road', '长虹路', 'chang hong lu', '01'),
  place('01R2', 'road', '大庆路', 'da qing lu', '01'),
  place('02R1', 'road', '长虹路', 'chang hong lu', '02'),
  place('02L1', 'landmark', '人民公园', 'ren min gong yuan', '0201'),
]);
const texts = (typed: string, near: string | null = null) =>
  completePlaces(index, typed, near, 20).map(({ text }) => text);

describe('a place goes on with', () => {
  it.each([
    ['chl', '东湖区长虹路'],
    ['changhong', '东湖区长虹路'],
    ['长虹', '东湖区长虹路'],
    ['人民', '西山区桥头街道人民公园'],
    ['rmgy', '西山区桥头街道人民公园'],
    ['dhq', '东湖区'],
    ['西山区chl', '西山区长虹路'],
    ['西山区长', '西山区长虹路'],
    ['东湖区汉江街道ch', '东湖区汉江街道长虹社区'],
    ['东湖区长虹路与dql', '东湖区长虹路与大庆路'],
    ['在门口，大庆', '在门口，东湖区大庆路'],
  ])('%s → %s', (typed, text) => expect(texts(typed)[0]).toBe(text));

  it('the streets of the district that was just written', () => {
    expect(texts('东湖区')).toEqual(['东湖区汉江街道', '东湖区长虹路', '东湖区大庆路']);
  });
  it('the caller’s own district first', () => {
    expect(texts('长虹', '02').slice(0, 2)).toEqual(['西山区长虹路', '东湖区长虹路']);
    expect(texts('长虹', '01')[0]).toBe('东湖区长虹路');
  });
});

it.each(['', 'c', '12 号', '长虹路', 'zzz', '？'])('nothing is put up for “%s”', (typed) => {
  expect(texts(typed)).toEqual([]);
});

it('a long text costs no more than its end', () => {
  const text = '字'.repeat(290);
  expect(texts(text)).toEqual([]);
  expect(texts(`${text}大庆`)[0]).toBe(`${text}东湖区大庆路`);
});

it('says where a place lies', () => {
  expect(completePlaces(index, 'rmgy', null, 1)[0]?.within).toBe('西山区 › 桥头街道');
});

it('the caller’s district is the first that is named', () => {
  expect(districtIn(index, ['', '住在西山区桥头', '东湖区'])).toBe('02');
  expect(districtIn(index, ['襄阳', '老年人'])).toBeNull();
});
