import type { AudioDevice } from '@hotline/ui';
import { useEffect, useState } from 'react';

type Devices = {
  readonly inputs: readonly AudioDevice[];
  readonly outputs: readonly AudioDevice[];
};

/** The machine's audio devices, kept up as headsets come and go. Names are empty until the microphone was allowed once. */
export function useAudioDevices(): Devices {
  const [devices, setDevices] = useState<Devices>({ inputs: [], outputs: [] });
  useEffect(() => {
    const media = navigator.mediaDevices as MediaDevices | undefined;
    if (media === undefined) return undefined;
    let gone = false;
    const read = async () => {
      const all = await media.enumerateDevices().catch(() => []);
      if (gone) return;
      const of = (kind: MediaDeviceKind) =>
        all
          .filter((device) => device.kind === kind)
          .map((device) => ({ id: device.deviceId, label: device.label }));
      setDevices({ inputs: of('audioinput'), outputs: of('audiooutput') });
    };
    const changed = () => void read();
    changed();
    media.addEventListener('devicechange', changed);
    return () => {
      gone = true;
      media.removeEventListener('devicechange', changed);
    };
  }, []);
  return devices;
}
