import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { draftsConformance } from '../../shared/drafts-conformance.ts';
import { openIndexedDbDrafts, type IndexedDbDrafts } from './indexed-db-drafts.ts';

describe('drafts in IndexedDB (a fake one; the real one is in tests/e2e)', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });

  it.each(Object.entries(draftsConformance))('%s', async (_name, step) => {
    const now = { value: 1_700_000_000_000 };
    let current: IndexedDbDrafts | null = null;
    const open = async () => (current = await openIndexedDbDrafts('t', () => now.value));
    const reopen = () => {
      current?.close();
      return open();
    };
    await expect(step({ now, open, reopen })).resolves.toBeUndefined();
  });
});
