import type { Directory } from './directory.ts';
import type { DirectoryUser } from './directory-xml.ts';

export interface CachedDirectory extends Directory {
  /** `xml_flush_cache`: forgets one user, or all; how many there were. */
  forget(user?: string): number;
}

/** FreeSWITCH's cache of users: an answer is kept as long as it says itself; "not found" never is. */
export function cachedDirectory(directory: Directory, now: () => number): CachedDirectory {
  const kept = new Map<string, { readonly entry: DirectoryUser; readonly until: number }>();
  return {
    async lookUp(question) {
      const known = kept.get(question.user);
      if (known !== undefined && now() < known.until) return known.entry;
      kept.delete(question.user);
      const entry = await directory.lookUp(question);
      if (entry !== undefined && entry.cacheableMs > 0)
        kept.set(question.user, { entry, until: now() + entry.cacheableMs });
      return entry;
    },
    forget(user) {
      if (user !== undefined) return kept.delete(user) ? 1 : 0;
      const count = kept.size;
      kept.clear();
      return count;
    },
  };
}
