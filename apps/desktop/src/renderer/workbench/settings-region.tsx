import { SettingsPanel } from '@hotline/ui';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk, useDeskState, useSettings } from '../app/desk-context.tsx';
import { deskActions, keyTexts } from '../keys/keymap.ts';
import { useAudioDevices } from '../settings/use-audio-devices.ts';
import { useMicrophoneLevel } from '../settings/use-microphone-level.ts';

export function SettingsRegion({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const settings = useSettings((state) => state);
  const failed = useDeskState((state) => state.deviceFailed);
  const devices = useAudioDevices();
  const microphone = useMicrophoneLevel(settings.microphone);
  const called = useDeskState(({ phone }) => phone.call.kind !== 'none');
  const [ringing, setRinging] = useState(false);
  const { ring } = desk;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) onClose();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [onClose]);
  useEffect(() => {
    // A call that rings is not the test's to start, to time or to stop.
    if (!ringing || called) return undefined;
    // Both faces of the ring are to be heard: four seconds calm, then rising.
    const riseAt = Date.now() + 9_000;
    return ring.start(() => riseAt - Date.now());
  }, [ringing, called, ring]);
  return (
    <SettingsPanel
      settings={settings}
      devices={devices}
      failed={failed}
      ringing={ringing && !called}
      level={microphone.level}
      keys={deskActions
        .filter((action) => action !== 'floatingBar' || desk.toggleFloatingBar !== null)
        .map((action) => ({ name: t(`keys.${action}`), keyText: keyTexts[action] }))}
      appVersion={desk.info.appVersion}
      onChange={desk.changeSettings}
      onTestRing={() => setRinging((on) => !on)}
      onTestLevel={microphone.toggle}
      onSignOut={() => void desk.signOut()}
      onClose={onClose}
    />
  );
}
