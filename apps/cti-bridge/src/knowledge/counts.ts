import { mayWrite, type Editor, type KnowledgeCounts } from '@hotline/domain/knowledge';
import type { Knowledge } from './knowledge.ts';
import type { ReportScope } from './report-book.ts';

/** Which reports this person sees. */
export const reportScopeOf = ({ person, role, unitNames = [] }: Editor): ReportScope =>
  mayWrite(role) ? 'all' : { person, unitNames };

/** What waits, for the badges; who does not write counts their own and their unit's reports only. */
export function countsFor(
  { library, reports }: Pick<Knowledge, 'library' | 'reports'>,
  by: Editor,
  now: number,
): KnowledgeCounts {
  const writes = mayWrite(by.role);
  return {
    ...(writes ? library.counts() : { drafts: 0, proposed: 0 }),
    ...reports.counts(reportScopeOf(by), now),
  };
}
