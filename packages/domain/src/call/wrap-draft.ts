import { assertNever } from '../result/index.ts';

/**
 * What has become of what the seat wrote about the call. The seat says it, but for `filed`: that is the bridge's own fact.
 *
 *   none ──► open ──► filed      the ticket is at the bridge
 *    ▲        │  └──► parked     暂存 with a reason; stays among the unfinished ones
 *    │        │  └──► refused    不受理 with a reason
 *    └────────┴─────► discarded  thrown away by the person
 *
 * While it is `open` the wrap-up does not end by itself: its time runs over, and is told.
 */
export type WrapDraft =
  | { readonly kind: 'none' }
  | { readonly kind: 'open' }
  | { readonly kind: 'filed' }
  | { readonly kind: 'parked'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'discarded' };

/** May the person end the wrap-up, and may its time. */
export function isDealtWith(draft: WrapDraft): boolean {
  switch (draft.kind) {
    case 'open':
      return false;
    case 'none':
    case 'filed':
    case 'parked':
    case 'refused':
    case 'discarded':
      return true;
    default:
      return assertNever(draft);
  }
}

export const sameDraft = (one: WrapDraft, other: WrapDraft): boolean =>
  one.kind === other.kind && reasonOf(one) === reasonOf(other);

export const reasonOf = (draft: WrapDraft): string | null =>
  'reason' in draft ? draft.reason : null;
