import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { zhCN } from './zh-cn.ts';

/** `a.b.c` → text, for every leaf. */
function leaves(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[path + key, value] as [string, string]]
      : leaves(value as object, `${path}${key}.`),
  );
}
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map((m) => m[1] ?? '')
    .toSorted((a, b) => a.localeCompare(b));

describe('both languages', () => {
  const zh = leaves(zhCN);
  const english = new Map(leaves(en));

  it('have the same keys', () => {
    expect(new Set(english.keys())).toEqual(new Set(zh.map(([key]) => key)));
  });
  it.each(zh)('%s has the same placeholders and is not empty', (key, text) => {
    const other = english.get(key) ?? '';
    expect(placeholders(other)).toEqual(placeholders(text));
    expect(text.trim()).not.toBe('');
    expect(other.trim()).not.toBe('');
  });
  it('Chinese is written with Chinese marks', () => {
    const halfWidth = zh.filter(([, text]) => /[一-鿿][,;:?!]/.test(text));
    expect(halfWidth).toEqual([]);
  });
});
