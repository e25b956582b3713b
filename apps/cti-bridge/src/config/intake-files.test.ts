import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { changedConfig, problemsOf, same } from './testing/changed-config.ts';

const config = changedConfig();
afterAll(() => config.forget());

/** One of the files beside the shipped one, in other words; the problems that come of it. */
function withFile(key: string, shipped: string, name: string, text: string) {
  writeFileSync(join(config.folder, name), text);
  return config.load((yaml) => yaml.replace(`${key}: ${shipped}`, `${key}: ${name}`));
}
const categories = (text: string, name = 'own.csv') =>
  withFile('categoriesFile', 'categories.csv', name, text);
const places = (text: string) => withFile('placesFile', 'gazetteer.csv', 'own-places.csv', text);

it('takes the shipped lists: some 2,000 categories and more, several thousand places', () => {
  const result = config.load(same);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  expect(result.value.categories.length).toBeGreaterThan(2_000);
  expect(result.value.places.length).toBeGreaterThan(3_000);
  expect(result.value.intake.refusals).toHaveLength(11);
});

it('takes a list of its own as CSV, with a BOM, comments and pinyin, or as YAML', () => {
  const csv = categories('\uFEFF# 示例\ncode,zh,pinyin\n01,银行,yin hang\n0101,开户,\n');
  expect(csv).toMatchObject({
    ok: true,
    value: {
      categories: [
        { code: '01', zh: '银行', pinyin: 'yin hang' },
        { code: '0101', zh: '开户' },
      ],
    },
  });
  const yaml = categories("categories:\n  - { code: '01', zh: 银行 }\n", 'own.yaml');
  expect(yaml).toMatchObject({ ok: true, value: { categories: [{ code: '01', zh: '银行' }] } });
});

describe('refuses, with its line,', () => {
  it.each([
    ['a code twice', 'code,zh\n01,甲\n02,乙\n01,丙\n', 4, '"01" is taken by entry 1'],
    ['a broken code', 'code,zh\n01,甲\n012,乙\n', 3, 'two digits a level'],
    ['a level that is missing', 'code,zh\n01,甲\n020101,乙\n', 3, '"0201", the level above'],
    ['a name that is missing', 'code,zh\n01,甲\n02,\n', 3, 'missing'],
    ['a column nobody knows', 'code,zh,colour\n01,甲,红\n', 2, 'unknown key "colour"'],
    ['a row with a cell too many', 'code,zh\n01,甲\n02,乙,丙\n', 3, 'CSV'],
  ])('%s among the categories', (_what, text, line, words) => {
    const [problem] = problemsOf(categories(text));
    expect(problem).toMatchObject({ file: 'own.csv', line });
    expect(problem?.en).toContain(words);
  });

  it.each([
    ['a street in nothing', 'code,kind,zh,within\n1,street,甲街道,\n', 2, 'lies in a district'],
    [
      'a road before its district',
      'code,kind,zh,within\n1R,road,甲路,1\n1,district,甲区,\n',
      2,
      'that stands before it',
    ],
    [
      'a district in a district',
      'code,kind,zh,within\n1,district,甲区,\n2,district,乙区,1\n',
      3,
      'lies in nothing',
    ],
    [
      'a code twice',
      'code,kind,zh,within\n1,district,甲区,\n1,district,乙区,\n',
      3,
      'taken by entry 1',
    ],
    ['a kind nobody knows', 'code,kind,zh,within\n1,planet,甲,\n', 2, 'planet'],
  ])('%s among the places', (_what, text, line, words) => {
    const [problem] = problemsOf(places(text));
    expect(problem).toMatchObject({ file: 'own-places.csv', line });
    expect(problem?.en).toContain(words);
  });
});
