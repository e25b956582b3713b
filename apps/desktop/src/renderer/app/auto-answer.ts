import type { CallView } from '@hotline/domain/protocol';
import type { SoftphoneCall } from '../softphone/softphone.ts';
import type { DeskCore } from './desk-core.ts';

/**
 * 自动接听: the bridge says that this very call answers itself (the person has asked for it, or its leg is put up again),
 * and it rings. The header of an INVITE alone never opens a microphone.
 */
export function answersItself(phone: SoftphoneCall, call: CallView | null): boolean {
  return (
    phone.kind === 'ringing' &&
    phone.callId !== null &&
    call?.autoAnswer === true &&
    call.callId === phone.callId
  );
}

/** Whichever comes first, the ring or the bridge's word: a short beep in place of the ring, and the call is there. */
export function startAutoAnswer({ state, settings, ports }: DeskCore): void {
  const { ring, softphone } = ports;
  state.subscribe(({ phone, link }) => {
    if (!answersItself(phone.call, link.data?.call ?? null)) return;
    // First: it no longer rings then, whatever else this changes in the desk's state.
    void softphone.answer();
    ring.stop();
    if (!settings.state.getState().flash) ring.beep();
  });
}
