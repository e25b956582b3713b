import type { WrapDraftReport } from '@hotline/domain/protocol';
import { wrapDraftOf } from '../store/wrap-draft.ts';
import type { DeskCore } from './desk-core.ts';

/** Tells the bridge in a wrap-up what has become of the call's draft, whenever that changes, and anew when the state was read. */
export function createWrapReports({ state, drafts, command }: DeskCore): {
  start(): void;
  onStateRead(): void;
} {
  let told: { readonly callId: string; readonly draft: WrapDraftReport } | null = null;
  let isTold = false;

  function report(): void {
    const { link } = state.getState();
    const call = link.data?.call ?? null;
    if (call === null || call.state !== 'wrapping' || call.part !== 'owner') {
      told = null;
      return;
    }
    if (link.phase.kind !== 'live') return;
    const { callId } = call;
    const before = told?.callId === callId ? told.draft : null;
    const draft = wrapDraftOf(Object.values(drafts.state.getState().items), callId, before);
    if (draft === null || (isTold && before !== null && isSame(before, draft))) return;
    const isNews = before !== null || draft.kind !== 'none';
    told = { callId, draft };
    isTold = true;
    // A bridge that was told nothing takes it that nothing was written.
    if (isNews) void command('wrap.draft', { callId, draft });
  }

  return {
    start() {
      state.subscribe((after, before) => {
        if (after.link !== before.link) report();
      });
      drafts.state.subscribe((after, before) => {
        if (after.items !== before.items) report();
      });
    },
    onStateRead() {
      isTold = false;
      report();
    },
  };
}

const isSame = (one: WrapDraftReport, other: WrapDraftReport): boolean =>
  one.kind === other.kind &&
  (one.kind === 'parked' ? one.reason : '') === (other.kind === 'parked' ? other.reason : '');
