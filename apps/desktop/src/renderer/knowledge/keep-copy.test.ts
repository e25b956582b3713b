import type { KnowledgePage } from '@hotline/domain/knowledge';
import { expect, test } from 'vitest';
import { keepCopy } from './keep-copy.ts';
import type { LibraryLink } from './library-link.ts';

/** A library of `changes` changes, two a page; `cutAt`: the page that begins there is lost on the way. */
function library(name: string, changes: number) {
  const asked: number[] = [];
  const wire = { cutAt: -1 };
  const link: Pick<LibraryLink, 'page'> = {
    async page(since): Promise<KnowledgePage> {
      asked.push(since);
      if (since === wire.cutAt) throw new Error('cut');
      const upTo = Math.min(since + 2, changes);
      const gone = Array.from({ length: upTo - since }, (_, n) => `a-${since + n + 1}`);
      return { library: name, upTo, left: changes - upTo, articles: [], gone };
    },
  };
  return { asked, link, wire };
}
function memoryCopy() {
  const kept: { library: string | null; upTo: number; ids: string[] } = {
    library: null,
    upTo: 0,
    ids: [],
  };
  return {
    kept,
    state: async () => ({ library: kept.library, upTo: kept.upTo, articles: kept.ids.length }),
    async apply(page: KnowledgePage) {
      if (page.library !== kept.library) kept.ids = [];
      kept.library = page.library;
      kept.upTo = page.upTo;
      kept.ids.push(...page.gone);
    },
    search: async () => [],
  };
}

test('fetches all of it once, then only what is new', async () => {
  const copy = memoryCopy();
  const left: number[] = [];
  await keepCopy(copy, library('one', 5).link, (n) => left.push(n));
  expect([copy.kept.ids.length, left]).toEqual([5, [3, 1, 0]]);
  const { link, asked } = library('one', 6);
  await keepCopy(copy, link, () => undefined);
  expect(asked).toEqual([5]);
  expect(copy.kept.ids).toEqual(['a-1', 'a-2', 'a-3', 'a-4', 'a-5', 'a-6']);
});

test('cut off, it goes on from where it was', async () => {
  const copy = memoryCopy();
  const { link, asked, wire } = library('one', 6);
  wire.cutAt = 4;
  await expect(keepCopy(copy, link, () => undefined)).rejects.toThrow('cut');
  expect(copy.kept.upTo).toBe(4);
  wire.cutAt = -1;
  await keepCopy(copy, link, () => undefined);
  expect(asked).toEqual([0, 2, 4, 4]);
  expect(copy.kept.ids.length).toBe(6);
});

test('another library is fetched from its beginning', async () => {
  const copy = memoryCopy();
  await keepCopy(copy, library('one', 5).link, () => undefined);
  await keepCopy(copy, library('two', 3).link, () => undefined);
  expect(copy.kept).toEqual({ library: 'two', upTo: 3, ids: ['a-1', 'a-2', 'a-3'] });
});

test('an empty library is a library', async () => {
  const copy = memoryCopy();
  await keepCopy(copy, library('none', 0).link, () => undefined);
  expect(copy.kept.library).toBe('none');
});
