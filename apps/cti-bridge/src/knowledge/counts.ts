import { mayWrite, type Editor, type KnowledgeCounts } from '@hotline/domain/knowledge';
import type { Knowledge } from './knowledge.ts';

/** What waits, for the badges; who does not write counts their own reports only. */
export function countsFor(
  { library, reports }: Pick<Knowledge, 'library' | 'reports'>,
  by: Editor,
  now: number,
): KnowledgeCounts {
  const writes = mayWrite(by.role);
  return {
    ...(writes ? library.counts() : { drafts: 0, proposed: 0 }),
    ...reports.counts(writes ? null : by.person, now),
  };
}
