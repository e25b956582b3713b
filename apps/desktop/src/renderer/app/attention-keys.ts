/** 举手 and 便条 from the seat's side, and 认领 of missed calls. */
import type { CallBackClosure } from '@hotline/domain/ledger';
import { callShown } from '../phone/softphone-view.ts';
import type { DeskCore } from './desk-core.ts';

export function createAttentionKeys(core: DeskCore) {
  const { get, command, tellRefusal, drafts } = core;

  /** What the draft of the present call says so far; without a call, the one in front. */
  function briefNow(callId: string | null) {
    const { items, active } = drafts.state.getState();
    const ofCall = Object.values(items).find(
      (each) => callId !== null && each.draft.callId === callId && each.status.kind !== 'filed',
    );
    const draft = (ofCall ?? (active === null ? undefined : items[active]))?.draft;
    return {
      reason: '',
      language: null,
      title: (draft?.title ?? '').slice(0, 500),
      text: (draft?.text ?? '').slice(0, 20_000),
    };
  }

  return {
    /** Up with the call and its draft; the same key takes it down. */
    toggleHand: (): void => {
      const { data } = get().link;
      if (data === null || data.seat.role === 'leader') return;
      if (data.seat.hand !== null) return void tellRefusal(command('hand.lower', {}));
      const callId = callShown(get())?.callId ?? null;
      void tellRefusal(command('hand.raise', { callId, brief: briefNow(callId) }));
    },
    readNote: (noteId: string): void => void tellRefusal(command('note.read', { noteId })),
    claimCallBack: (callId: string): void =>
      void tellRefusal(command('call-back.claim', { callId })),
    releaseCallBack: (callId: string): void =>
      void tellRefusal(command('call-back.release', { callId })),
    closeCallBack: (callId: string, reason: CallBackClosure, note: string): void =>
      void tellRefusal(command('call-back.close', { callId, reason, note })),
  };
}
