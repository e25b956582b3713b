import type { CallView, SeatEventMessage } from '@hotline/domain/protocol';
import type { Link } from '../connection/link-state.ts';
import { bridgeEndsCall, mediaReport } from '../phone/softphone-view.ts';
import type { DeskCore } from './desk-core.ts';

export type BridgeEvents = {
  readonly onStateRead: () => void;
  readonly onEvent: (event: SeatEventMessage) => void;
  /** Tells the bridge what the microphone can do, when it changed or the bridge was read afresh. */
  readonly reportMedia: () => void;
};

/** What the desk does when the bridge says something. */
export function createBridgeEvents(core: DeskCore, deliver: () => void): BridgeEvents {
  const { drafts, get, set, ports } = core;
  let reported: string | null = null;

  function reportMedia(): void {
    const media = mediaReport(get().phone);
    if (media === reported || get().link.phase.kind !== 'live') return;
    reported = media;
    void core.command('device.report', { media });
  }

  const pop = (call: CallView) => drafts.openForCall(call, !ports.isTyping());
  const endPhoneIfOver = (data: Link['data']) => {
    if (data !== null && bridgeEndsCall(get().phone, data)) ports.softphone.hangUp();
  };

  /** Calls that ended while nobody told take their untouched drafts along. */
  const leaveCallsOfBefore = (call: CallView | null) => {
    const onPhone = get().phone.call;
    // A call without an id of its own: which draft is its own is not known here.
    if (onPhone.kind !== 'none' && onPhone.callId === null) return;
    const present = [call?.callId, onPhone.kind === 'none' ? null : onPhone.callId];
    drafts.leaveAllBut(new Set(present.filter((id) => typeof id === 'string')));
  };

  return {
    reportMedia,
    onStateRead() {
      reported = null;
      reportMedia();
      const { data } = get().link;
      endPhoneIfOver(data);
      const call = data?.call ?? null;
      leaveCallsOfBefore(call);
      if (call !== null && call.state !== 'ended') pop(call);
      deliver();
    },
    onEvent(event) {
      if (event.kind === 'call-offered') {
        set({ armed: null, remark: null });
        pop(event.call);
      }
      if (event.kind === 'call-changed') endPhoneIfOver(get().link.data);
      if (event.kind === 'call-gone') {
        if (get().armed === event.callId) set({ armed: null });
        if (get().revealed?.callId === event.callId) set({ revealed: null });
        const phone = get().phone.call;
        if (phone.kind !== 'none' && phone.callId === event.callId) ports.softphone.hangUp();
        drafts.leaveCall(event.callId);
        if (event.why !== 'wrapped') core.remark({ kind: 'gone', why: event.why });
      }
    },
  };
}
