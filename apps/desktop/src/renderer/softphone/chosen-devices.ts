/**
 * The person's headset, pulled out and plugged in: what is chosen stays chosen, what is used is what is there. Runs
 * `device-plan.ts` on the machine's devices.
 */
import { planDevices, type PresentDevice } from './device-plan.ts';
import type { DeviceRole, SoftphoneDevices } from './softphone.ts';

export type ChosenDevices = {
  /** Of the microphone to open now; undefined: the system's own. */
  readonly microphone: () => string | undefined;
  /** Rejects when a device cannot be used; the old one goes on, and the choice counts as soon as it is plugged in. */
  readonly choose: (wanted: SoftphoneDevices) => Promise<void>;
  /** Devices came or went. */
  readonly changed: () => Promise<void>;
};

export function createChosenDevices(around: {
  readonly present: () => Promise<readonly PresentDevice[]>;
  readonly useSpeaker: (deviceId: string | undefined) => Promise<void>;
  /** Opens the microphone that `microphone` names, in a call. Outside a call it resolves at once. */
  readonly changeMicrophone: () => Promise<void>;
  /** The last try to open a microphone has failed. */
  readonly isWithoutMicrophone: () => boolean;
  readonly onMissing: (missing: readonly DeviceRole[]) => void;
  readonly onTrouble: (what: string, error: unknown) => void;
}): ChosenDevices {
  let wanted: SoftphoneDevices = {};
  let used: SoftphoneDevices = {};
  let key: Readonly<Record<DeviceRole, string>> | null = null;

  const look = async () => planDevices(wanted, await around.present());

  return {
    microphone: () => used.microphone,
    async choose(next) {
      const before = used;
      wanted = next;
      await around.useSpeaker(next.speaker);
      used = next;
      if (next.microphone !== before.microphone) {
        try {
          await around.changeMicrophone();
        } catch (error) {
          const { microphone } = before;
          used = { ...next, ...(microphone === undefined ? {} : { microphone }) };
          throw error;
        }
      }
      const plan = await look();
      key = plan.key;
      around.onMissing(plan.missing);
    },
    async changed() {
      const plan = await look();
      const before = key;
      key = plan.key;
      used = plan.use;
      // First of all: whoever looks after the alarm must not wait for a device that does not open.
      around.onMissing(plan.missing);
      if (before?.speaker !== plan.key.speaker) {
        await around
          .useSpeaker(plan.use.speaker)
          .catch((error: unknown) => around.onTrouble('speaker', error));
      }
      if (before?.microphone !== plan.key.microphone || around.isWithoutMicrophone()) {
        await around
          .changeMicrophone()
          .catch((error: unknown) => around.onTrouble('microphone', error));
      }
    },
  };
}
