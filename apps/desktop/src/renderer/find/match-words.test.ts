import { expect, test } from 'vitest';
import { matchesWords } from './match-words.ts';

test.each([
  ['保持', '保持 / 取回', true],
  ['bc', '保持 / 取回', true],
  ['quhui', '保持 / 取回', true],
  ['qh', '保持 / 取回', true],
  ['hold', 'Hold / retrieve', true],
  ['RETR', 'Hold / retrieve', true],
  ['retr hold', 'Hold / retrieve', true],
  ['', '保持', true],
  ['bq', '保持 / 取回', false],
  ['停水', '保持 / 取回', false],
  ['(', '保持', false],
])('%s in %s: %s', (typed, name, found) => {
  expect(matchesWords(typed, name)).toBe(found);
});
