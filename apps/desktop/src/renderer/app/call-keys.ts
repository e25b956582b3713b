import { commandResults, type RefusalCode, type SeatWish } from '@hotline/domain/protocol';
import { may } from '../phone/call-controls.ts';
import { directCall, phoneControls } from '../phone/softphone-view.ts';
import type { DeskCore } from './desk-core.ts';

const keepsCall = (code: RefusalCode) =>
  code === 'emergency-unacknowledged' || code === 'emergency-under-way';

/** What the keys of the call bar do. A key that makes no sense now does nothing. */
export function createCallKeys(core: DeskCore) {
  const { drafts, get, set, command, tellRefusal, ports } = core;
  const { ring, softphone } = ports;
  const presentCall = () => get().link.data?.call ?? null;
  const controls = () =>
    phoneControls(get().phone, presentCall(), get().armed !== null, get().link.phase);
  /** The bridge's call, unless what is on the phone came past the bridge. */
  const bridgeCall = () => {
    const call = presentCall();
    return directCall(get().phone.call, call) === null ? call : null;
  };
  const wrappingCall = () => {
    const call = presentCall();
    return call?.state === 'wrapping' ? call : null;
  };

  return {
    wish: (to: SeatWish): void => void tellRefusal(command('seat.set', { to })),

    toggleReady: (): void => {
      const seat = get().link.data?.seat;
      if (seat === undefined) return;
      const next = seat.after ?? seat.activity;
      void tellRefusal(
        command('seat.set', { to: { kind: next.kind === 'ready' ? 'busy' : 'ready' } }),
      );
    },

    answer: (): void => {
      if (!controls().canAnswer) return;
      const { phone } = get();
      const call = presentCall();
      ring.stop();
      if (phone.call.kind === 'ringing') void softphone.answer();
      // The INVITE is still on its way; the answer is kept for this call only.
      else set({ armed: call?.callId ?? null });
      const callId = phone.call.kind === 'ringing' ? phone.call.callId : call?.callId;
      const draft = Object.values(drafts.state.getState().items).find(
        (each) => callId !== undefined && callId !== null && each.draft.callId === callId,
      );
      if (draft !== undefined) drafts.show(draft.draft.draftId);
    },

    reject: async (): Promise<void> => {
      if (!controls().canReject) return;
      ring.stop();
      const call = bridgeCall();
      if (call !== null) {
        const outcome = await tellRefusal(command('call.reject', { callId: call.callId }));
        if (outcome.ok) return;
      }
      softphone.reject();
    },

    hangUp: async (): Promise<void> => {
      if (!controls().canHangUp) return;
      const call = bridgeCall();
      if (call !== null) {
        const outcome = await command('call.hang-up', { callId: call.callId });
        if (outcome.ok) return;
        // Somebody else is in charge, or 110 has not taken over: then nobody is cut off by the phone either.
        if (outcome.error !== 'disconnected' && keepsCall(outcome.error)) {
          core.remark({ kind: 'refusal', code: outcome.error });
          return;
        }
      }
      // The bridge is away, or does not know the call: the phone itself ends it.
      softphone.hangUp();
    },

    toggleMute: (): void => {
      const { call } = get().phone;
      if (call.kind !== 'in-call') return;
      const muted = !call.muted;
      softphone.setMuted(muted);
      // The others' strips show it too; without the bridge the microphone is shut all the same.
      const known = bridgeCall();
      if (may(known, get().link.phase, 'mute') && known !== null)
        void command('call.mute', { callId: known.callId, muted });
    },

    finishWrap: (): void => {
      const call = wrappingCall();
      if (call === null) return;
      const open = Object.values(drafts.state.getState().items).find(
        ({ draft, touched, status }) =>
          touched && draft.callId === call.callId && status.kind === 'open',
      );
      if (open !== undefined) {
        drafts.show(open.draft.draftId);
        core.remark({ kind: 'refusal', code: 'draft-open' });
        return;
      }
      void tellRefusal(command('wrap.finish', { callId: call.callId }));
    },
    extendWrap: (): void => {
      const call = wrappingCall();
      if (call !== null) void tellRefusal(command('wrap.extend', { callId: call.callId }));
    },

    /** The whole number; the bridge writes down who saw it. */
    reveal: async (): Promise<void> => {
      const call = presentCall();
      if (call === null) return;
      const outcome = await tellRefusal(command('caller.reveal', { callId: call.callId }));
      const result = outcome.ok ? commandResults['caller.reveal'].safeParse(outcome.value) : null;
      if (result?.success === true) {
        set({ revealed: { callId: call.callId, number: result.data.number } });
      }
    },
    conceal: (): void => set({ revealed: null }),
  };
}
