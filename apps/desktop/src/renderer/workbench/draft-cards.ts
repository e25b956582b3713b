import type { DraftCard } from '@hotline/ui';
import { needsPerson, type DraftItem, type DraftsState } from '../store/drafts.ts';

/** `nameOfReason`: words for one of the hotline's `parkReasons`. */
export function draftCard(
  item: DraftItem,
  callId: string | null,
  offsetMs: number,
  nameOfReason: (id: string) => string,
): DraftCard {
  return {
    draftId: item.draft.draftId,
    title: item.draft.title,
    status: item.status.kind,
    ticketNo: item.status.kind === 'filed' ? item.status.ticketNo : null,
    parkedFor: item.status.kind === 'parked' ? nameOfReason(item.status.reason) : null,
    fromCall: item.draft.callId !== null,
    channel: item.draft.channel,
    ofThisCall: callId !== null && item.draft.callId === callId,
    needsYou: needsPerson(item),
    savedAt: (item.savedAt ?? item.createdAt) + offsetMs,
  };
}

/** What the list shows: everything somebody has begun, what needs a person first, then the newest. */
export function listed(state: DraftsState): DraftItem[] {
  return Object.values(state.items)
    .filter((item) => item.touched)
    .toSorted(
      (a, b) =>
        Number(needsPerson(b)) - Number(needsPerson(a)) ||
        b.changeNo - a.changeNo ||
        b.createdAt - a.createdAt,
    );
}

export const isUnfinished = (item: DraftItem) => item.status.kind !== 'filed';
