import type { WrapDraftReport } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { DraftItem } from './drafts.ts';

/**
 * What has become of what was written about a call, as the bridge is told in its wrap-up. null: a ticket was filed, which
 * the bridge knows by itself. A submitted draft is open still: it is not at the bridge. `before`: what was told last.
 */
export function wrapDraftOf(
  items: readonly DraftItem[],
  callId: string,
  before: WrapDraftReport | null,
): WrapDraftReport | null {
  const written = items.filter((item) => item.draft.callId === callId && item.touched);
  const status = (written.find((item) => item.status.kind !== 'filed') ?? written[0])?.status;
  if (status === undefined) {
    const wasWritten = before !== null && before.kind !== 'none';
    return { kind: wasWritten ? 'discarded' : 'none' };
  }
  switch (status.kind) {
    case 'open':
    case 'to-file':
      return { kind: 'open' };
    case 'parked':
      return { kind: 'parked', reason: status.reason };
    case 'filed':
      return null;
    default:
      return assertNever(status);
  }
}
