/** The `Softphone` port over JsSIP 3.13 and the browser's WebRTC. */
import { createChosenDevices } from './chosen-devices.ts';
import { createEmergencyCalls } from './emergency-call.ts';
import { takeInvite } from './incoming-leg.ts';
import { createLegs } from './legs.ts';
import { silence, tryMicrophone, wakeSilence } from './microphone.ts';
import { keepRegistered, type KeptRegistration } from './registration.ts';
import type { Registration, Softphone, SoftphoneState } from './softphone.ts';
import { createSpeaker } from './speaker.ts';

export type SoftphoneSetting = {
  /** ms since 1970 */
  readonly now?: () => number;
  /** Something that ends nothing but belongs in a log. */
  readonly onTrouble?: (what: string, error: unknown) => void;
};

export function createSoftphone(setting: SoftphoneSetting = {}): Softphone {
  const now = setting.now ?? Date.now;
  const onTrouble = setting.onTrouble ?? (() => {});
  const listeners = new Set<(state: SoftphoneState) => void>();
  const speaker = createSpeaker((error) => onTrouble('speaker', error));
  /** Beside the talk leg's, for what the PBX plays on a leg of its own. */
  const notes = createSpeaker((error) => onTrouble('speaker', error));
  const failedAddresses = new Set<string>();
  let state: SoftphoneState = {
    registration: { kind: 'none' },
    call: { kind: 'none' },
    microphone: 'unknown',
  };
  let kept: KeptRegistration | null = null;
  let run = 0;
  let mayReplace: ((callId: string) => boolean) | null = null;

  const change = (part: Partial<SoftphoneState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener(state);
  };

  const isPractice = () =>
    state.registration.kind === 'registered' && state.registration.practice === true;

  const legs = createLegs({
    take: takeInvite,
    now,
    microphoneId: () => devices.microphone(),
    mayBeSilent: isPractice,
    speaker,
    failedAddresses,
    isExpected: (callId) => mayReplace?.(callId) ?? false,
    onMicrophone: (microphone) => change({ microphone }),
    show: (call) => change({ call }),
    onTrouble,
  });

  const emergencies = createEmergencyCalls({
    call: (user, options) => kept?.call(user, options) ?? null,
    voice: silence,
    speaker: notes,
    failedAddresses,
  });

  const stop = async () => {
    legs.hangUp();
    const stopping = kept;
    kept = null;
    await stopping?.stop();
  };

  const checkMicrophone = async () => {
    const microphone = await tryMicrophone(devices.microphone(), isPractice());
    change({ microphone });
    return microphone;
  };

  const recheck = () => {
    checkMicrophone().catch((error: unknown) => onTrouble('microphone', error));
  };

  const devices = createChosenDevices({
    present: async () => (await navigator.mediaDevices?.enumerateDevices()) ?? [],
    useSpeaker: async (deviceId) => {
      await speaker.use(deviceId);
      await notes.use(deviceId);
    },
    changeMicrophone: async () => {
      if (legs.isUp()) await legs.changeMicrophone();
    },
    isWithoutMicrophone: () => state.microphone === 'none',
    onMissing: (missing) => {
      if (missing.join() !== (state.missing ?? []).join()) change({ missing });
    },
    onTrouble,
  });

  const devicesChanged = async () => {
    await devices.changed();
    // Only while someone is signed in; in a call its leg has just tried it.
    if (kept !== null && !legs.isUp()) await checkMicrophone();
  };
  watchDevices(() => {
    devicesChanged().catch((error: unknown) => onTrouble('devices', error));
  }).catch((error: unknown) => onTrouble('microphone permission', error));

  return {
    start(account) {
      kept?.stop().catch((error: unknown) => onTrouble('stop', error));
      run += 1;
      const mine = run;
      // A registration that was replaced goes on saying good-bye; what it says then is not the seat's state.
      const onState = (registration: Registration) => {
        if (run !== mine) return;
        change({ registration });
        // Only now it is known that this is practice, where a machine without a microphone will do.
        if (isPractice() && state.microphone === 'none') recheck();
      };
      kept = keepRegistered(account, now, onState, legs.take);
    },
    stop,
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    state: () => state,
    checkMicrophone,
    answer: legs.answer,
    reject: legs.reject,
    hangUp: legs.hangUp,
    setMuted: legs.setMuted,
    emergencyByPhone(targetId, callId) {
      wakeSilence();
      return emergencies.ask(targetId, callId);
    },
    onSecondLeg(wanted) {
      mayReplace = wanted;
    },
    setDevices: devices.choose,
    refresh: () => kept?.refresh(),
    checkLine: () => kept?.check(),
    stats: async () => legs.stats(),
  };
}

/**
 * Chromium tells of a change when it has looked. On Linux nothing makes it look for a headset that only the sound
 * server knows of (Bluetooth): asked for its list, it looks, and the event comes.
 */
const LOOK_EVERY_MS = 1_000;

/** Calls when a device came or went, or the microphone's permission changed. Lives as long as the page. */
async function watchDevices(changed: () => void): Promise<void> {
  const { mediaDevices } = navigator;
  mediaDevices?.addEventListener('devicechange', changed);
  setInterval(() => void mediaDevices?.enumerateDevices().catch(() => {}), LOOK_EVERY_MS);
  const permission = await navigator.permissions.query({ name: 'microphone' });
  permission.addEventListener('change', changed);
}
