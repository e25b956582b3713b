import type { Softphone, SoftphoneCall, SoftphoneState } from '../softphone/softphone.ts';

const ended: SoftphoneCall = { kind: 'none' };

/** A phone without telephony: a story or a test sets its state, and reads what was asked of it. */
export type ScriptedSoftphone = {
  readonly softphone: Softphone;
  readonly asked: string[];
  /** What the desk says to another leg of this call. */
  secondLegAllowed(callId: string): boolean;
  set(change: Partial<SoftphoneState>): void;
};

export function createScriptedSoftphone(now: () => number = Date.now): ScriptedSoftphone {
  let state: SoftphoneState = {
    registration: { kind: 'none' },
    call: { kind: 'none' },
    microphone: 'unknown',
  };
  const listeners = new Set<(state: SoftphoneState) => void>();
  const asked: string[] = [];
  let mayReplace: ((callId: string) => boolean) | null = null;
  const set = (change: Partial<SoftphoneState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener(state);
  };
  return {
    asked,
    secondLegAllowed: (callId) => mayReplace?.(callId) ?? false,
    set,
    softphone: {
      start: () => {
        asked.push('start');
        set({ registration: { kind: 'registered', since: now() } });
      },
      stop: async () => {
        asked.push('stop');
        set({ registration: { kind: 'none' }, call: ended });
      },
      subscribe(listener) {
        listeners.add(listener);
        listener(state);
        return () => listeners.delete(listener);
      },
      state: () => state,
      checkMicrophone: async () => {
        if (state.microphone === 'unknown') set({ microphone: 'ok' });
        return state.microphone;
      },
      answer: async () => {
        asked.push('answer');
        const { call } = state;
        if (call.kind !== 'ringing') return;
        const { callId, legId } = call;
        set({
          call: { kind: 'in-call', callId, legId, since: now(), muted: false, media: 'flowing' },
        });
      },
      reject: () => {
        asked.push('reject');
        set({ call: ended });
      },
      hangUp: () => {
        asked.push('hangUp');
        set({ call: ended });
      },
      setMuted: (muted) => {
        asked.push(muted ? 'mute' : 'unmute');
        if (state.call.kind === 'in-call') set({ call: { ...state.call, muted } });
      },
      onSecondLeg: (wanted) => {
        mayReplace = wanted;
      },
      emergencyByPhone: async (targetId) => {
        asked.push(`emergency ${targetId}`);
        return 'sent';
      },
      setDevices: async () => undefined,
      refresh: () => {
        asked.push('refresh');
      },
      checkLine: () => {
        asked.push('checkLine');
      },
      stats: async () => ({
        received: { packets: 500, lossRatio: 0.002, jitterMs: 4, level: 0.2 },
        sent: { packets: 500, lossRatio: 0, jitterMs: 3, level: 0.3 },
        roundTripMs: 12,
        mos: 4.3,
        sentMos: 4.2,
      }),
    },
  };
}
