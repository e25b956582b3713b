import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, pairsOfMatter, placeKey, termsOf } from './index.ts';

const matter = (title: string, place = '', text = '', categoryCode = '') => ({
  title,
  place,
  text,
  categoryCode,
});

describe('pairs of a matter', () => {
  it('are pairs of Chinese without fillers, words of letters and digits whole, each once', () => {
    expect(pairsOfMatter(matter('小区的停水，停水 3栋'))).toEqual(
      ['小区', '停水', '3', '栋'].filter((t) => t !== '栋'),
    );
    expect(pairsOfMatter(matter('𠮷野家ＷｉＦｉ'))).toEqual(['𠮷野', '野家', 'wifi']);
  });

  it('have a bound, whatever is pasted', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        expect(termsOf(matter(text, text, text), []).length).toBeLessThanOrEqual(65);
      }),
    );
  });
});

it.each([
  ['长虹路 幸福小区（3栋）', '长虹路幸福小区3栋'],
  ['３栋', ''],
  ['', ''],
])('the place %s is %s', (place, key) => expect(placeKey(place)).toBe(key));

describe('likeness', () => {
  it.each([
    ['the same words', matter('路灯不亮'), matter('路灯不亮'), false, ['alike-text']],
    [
      'a title and the letter that says it',
      matter('幸福小区停水'),
      matter('', '', '昨天起我们幸福小区停水，什么时候来'),
      false,
      ['alike-text'],
    ],
    ['another matter', matter('路灯不亮'), matter('噪音扰民'), false, null],
    ['one word in common', matter('停水'), matter('停水'), false, null],
    [
      'the same category alone',
      matter('甲事', '', '', '01'),
      matter('乙事', '', '', '01'),
      false,
      null,
    ],
    [
      'a part of the place',
      matter('噪音', '幸福小区'),
      matter('路灯', '幸福小区3栋'),
      false,
      ['same-place'],
    ],
    ['the same number, another matter', matter('噪音'), matter('路灯'), true, ['same-number']],
  ])('%s', (_, mine, other, hasSameNumber, reasons) => {
    expect(likeness(mine, other, hasSameNumber)?.reasons ?? null).toEqual(reasons);
  });

  it('is the same both ways, between 0 and 100, and grows with every reason', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('幸福小区停水路灯不亮的了3栋')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, text, text, text, (a, b, c, d) => {
        const [one, other] = [matter(a, c), matter(b, d)];
        const there = likeness(one, other, false);
        expect(likeness(other, one, false)).toEqual(there);
        const more = likeness(one, other, true);
        expect(more?.score).toBeLessThanOrEqual(100);
        expect(more?.score).toBeGreaterThan((there?.score ?? 0) === 100 ? 99 : (there?.score ?? 0));
      }),
    );
  });
});
