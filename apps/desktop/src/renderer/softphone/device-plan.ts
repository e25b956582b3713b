/** Which microphone and loudspeaker to use of those that are plugged in now. Pure. */
import type { DeviceRole, SoftphoneDevices } from './softphone.ts';

export type PresentDevice = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId'>;

export type DevicePlan = {
  readonly use: SoftphoneDevices;
  /** Chosen, and not plugged in: the system's own stands in. */
  readonly missing: readonly DeviceRole[];
  /** Changes exactly when another device is to be opened: also when the system's own default has become another one. */
  readonly key: Readonly<Record<DeviceRole, string>>;
};

const KINDS = { microphone: 'audioinput', speaker: 'audiooutput' } as const;

export function planDevices(
  wanted: SoftphoneDevices,
  present: readonly PresentDevice[],
): DevicePlan {
  const microphone = choose('microphone', wanted.microphone, present);
  const speaker = choose('speaker', wanted.speaker, present);
  return {
    use: { ...named('microphone', microphone), ...named('speaker', speaker) },
    missing: [
      ...(microphone.isMissing ? (['microphone'] as const) : []),
      ...(speaker.isMissing ? (['speaker'] as const) : []),
    ],
    key: { microphone: microphone.key, speaker: speaker.key },
  };
}

type Choice = {
  /** undefined: the system's own. */
  readonly id: string | undefined;
  readonly isMissing: boolean;
  readonly key: string;
};

function choose(
  role: DeviceRole,
  wanted: string | undefined,
  present: readonly PresentDevice[],
): Choice {
  const ofKind = present.filter(({ kind }) => kind === KINDS[role]);
  const isNamed = wanted !== undefined && wanted !== '' && wanted !== 'default';
  // Until the microphone was allowed once, a page is told that there are devices, not which.
  const areHidden = ofKind.length > 0 && ofKind.every(({ deviceId }) => deviceId === '');
  const isThere = ofKind.some(({ deviceId }) => deviceId === wanted);
  if (isNamed && (isThere || areHidden)) return { id: wanted, isMissing: false, key: wanted };
  const own = ofKind.find(({ deviceId }) => deviceId === 'default') ?? ofKind[0];
  return { id: undefined, isMissing: isNamed, key: `own ${own?.groupId ?? ''}` };
}

function named(role: DeviceRole, { id }: Choice): SoftphoneDevices {
  return id === undefined ? {} : { [role]: id };
}
