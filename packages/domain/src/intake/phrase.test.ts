import { describe, expect, it } from 'vitest';
import {
  abbreviationAt,
  nextGap,
  previousGap,
  putPhrase,
  searchPhrases,
  type Phrase,
} from './phrase.ts';

const phrase = (id: string, zh: string, pinyin: string, text: string): Phrase => ({
  id,
  zh,
  en: id,
  pinyin,
  text,
});
const lamps = phrase('lamps', '路灯不亮', 'lu deng bu liang', '【地点】的路灯自【日期】起不亮。');
const water = phrase('water', '停水', 'ting shui', '家中停水，已持续【多久】。');
const late = phrase('late', '答复不满意', 'da fu bu man yi', '对答复不满意。');
const all = [lamps, water, late];
const ids = (typed: string) => searchPhrases(all, typed).map(({ id }) => id);

describe('is found by', () => {
  it.each([
    ['', ['lamps', 'water', 'late']],
    ['ldbl', ['lamps']],
    ['路灯', ['lamps']],
    ['tings', ['water']],
    ['家中', ['water']],
    ['LATE', ['late']],
    ['zz', []],
  ])('“%s”', (typed, found) => expect(ids(typed)).toEqual(found));
});

describe('the letters before the caret', () => {
  it('are a phrase when they are exactly its initials', () => {
    expect(abbreviationAt(all, '反映ldbl，', 6)).toEqual({
      phrase: lamps,
      letters: { start: 2, end: 6 },
    });
  });
  it('are none when they are only their beginning, of two, or none at all', () => {
    expect(abbreviationAt(all, 'ldb', 3).phrase).toBeNull();
    expect(abbreviationAt([...all, { ...lamps, id: 'other' }], 'ldbl', 4).phrase).toBeNull();
    expect(abbreviationAt(all, '反映', 2)).toEqual({ phrase: null, letters: { start: 2, end: 2 } });
  });
});

describe('put into the text', () => {
  it('in place of its letters, its first gap selected', () => {
    const put = putPhrase('反映ldbl', { start: 2, end: 6 }, lamps);
    expect(put.text).toBe('反映【地点】的路灯自【日期】起不亮。');
    expect(put.text.slice(put.select.start, put.select.end)).toBe('【地点】');
  });
  it('without a gap of its own the caret stands behind it', () => {
    const put = putPhrase('a【旧】', { start: 1, end: 1 }, late);
    expect(put).toEqual({ text: 'a对答复不满意。【旧】', select: { start: 8, end: 8 } });
  });
});

it('gaps are gone through forward and back', () => {
  const { text } = lamps;
  const first = nextGap(text, 0);
  const second = nextGap(text, first?.end ?? 0);
  expect(text.slice(second?.start, second?.end)).toBe('【日期】');
  expect(nextGap(text, second?.end ?? 0)).toBeNull();
  expect(previousGap(text, second?.start ?? 0)).toEqual(first);
  expect(previousGap(text, first?.start ?? 0)).toBeNull();
});

it('a bracket that is not closed on its line is no gap', () => {
  expect(nextGap('【没有\n结束】', 0)).toBeNull();
});
