import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchDirectory, type DirectoryEntry } from './index.ts';

const entry = (id: string, zh: string, en: string, more: Partial<DirectoryEntry> = {}) =>
  ({
    id,
    kind: 'department',
    zh,
    en,
    number: null,
    seat: null,
    skill: null,
    languages: [],
    hours: null,
    note: null,
    quick: null,
    initials: '',
    ...more,
  }) satisfies DirectoryEntry;

const directory = [
  entry('gas', '燃气抢修', 'Gas repair', { initials: 'rqqx', number: '07105550103' }),
  entry('rs', '市人社局', 'Human resources and social security', {
    initials: 'srsj',
    number: '07105550201',
    quick: 2,
  }),
  entry('water', '供水服务', 'Water', { initials: 'gsfw', number: '07105550101', quick: 1 }),
  entry('power', '供电服务', 'Electricity', { initials: 'gdfw', number: '95598' }),
  entry('heat', '供热', 'Heating', { initials: 'gr', note: '供暖季受理 winter only' }),
  entry('seat-1001', '龚水生', 'Gong Shuisheng', {
    kind: 'seat',
    initials: 'gss',
    seat: '1001',
  }),
  entry('skill-english', '英语', 'English', { kind: 'skill', initials: 'yy', skill: 'english' }),
  entry('hk', '香港联络', 'Hong Kong', { initials: 'xgll', number: '+85221234567' }),
];
const ids = (query: string, favourites: string[] = []) =>
  searchDirectory(directory, query, favourites).map(({ id }) => id);

describe('finds by', () => {
  test.each([
    ['a Chinese beginning', '供', ['water', 'power', 'heat']],
    ['Chinese inside', '人社', ['rs']],
    ['the whole Chinese name', '供热', ['heat']],
    ['initials from the beginning', 'gs', ['water', 'seat-1001']],
    ['initials in capitals, from an input method', 'ＧＤ', ['power']],
    ['initials inside', 'fw', ['water', 'power']],
    ['initials inside, one behind the first', 'rs', ['rs']],
    ['an English beginning', 'elec', ['power']],
    ['an English word', 'social', ['rs']],
    ['English inside', 'eat', ['heat']],
    ['two English words', ' human   Resources ', ['rs']],
    ['a number', '07105550103', ['gas']],
    ['a number with separators', '0710-555 0103', ['gas']],
    ['a number in full-width digits', '５５５０１０３', ['gas']],
    ['the end of a number', '0201', ['rs']],
    ['a foreign number', '+852 2123', ['hk']],
    ['a seat', '1001', ['seat-1001']],
    ['the note, last', 'winter', ['heat']],
  ])('%s', (_, query, found) => {
    expect(ids(query)).toEqual(found);
  });

  test.each(['税务', 'zzz', '999999', '%', '(', '\\'])('nothing by %s', (query) => {
    expect(ids(query)).toEqual([]);
  });
});

describe('order', () => {
  test('whole name, then beginning, then inside, whatever the favourites are', () => {
    const list = [
      entry('inside', '大供水', 'x', { quick: 1 }),
      entry('beginning', '供水服务', 'x'),
      entry('whole', '供水', 'x'),
    ];
    const found = searchDirectory(list, '供水', ['inside']).map(({ id }) => id);
    expect(found).toEqual(['whole', 'beginning', 'inside']);
  });

  test('among equals favourites in their order, then quick ones by their place', () => {
    expect(ids('供', ['heat', 'power'])).toEqual(['heat', 'power', 'water']);
    expect(ids('0710')).toEqual(['water', 'rs', 'gas']);
  });

  test.each(['', '   ', '　'])('%j: favourites, then the quick ones, each once', (query) => {
    expect(ids(query, ['hk', 'water', 'nobody'])).toEqual(['hk', 'water', 'rs']);
    expect(ids(query)).toEqual(['water', 'rs']);
  });
});

test('whatever is typed nothing is thrown, and every entry is found by its name, initials and number', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
  const entries = fc.array(
    fc.record({
      zh: fc.oneof(fc.constantFrom('供水', '重庆', '市人社局'), word),
      en: word,
      initials: fc.stringMatching(/^[a-z0-9]{0,6}$/),
      number: fc.option(fc.stringMatching(/^\+?\d{3,12}$/)),
      quick: fc.option(fc.integer({ min: 1, max: 10 })),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(entries, fc.string({ unit: 'binary' }), (drawn, query) => {
      const list = drawn.map(({ zh, en, ...more }, index) => entry(`e${index}`, zh, en, more));
      searchDirectory(list, query, ['e0']);
      for (const each of list) {
        for (const name of [each.zh, each.en, each.initials, each.number ?? '']) {
          if (name.trim() === '') continue;
          expect(searchDirectory(list, name)).toContain(each);
        }
      }
    }),
  );
});
