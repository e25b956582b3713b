import { expect, it, vi } from 'vitest';
import { createChosenDevices } from './chosen-devices.ts';
import type { PresentDevice } from './device-plan.ts';

const device = (kind: MediaDeviceKind, deviceId: string): PresentDevice => ({
  kind,
  deviceId,
  groupId: deviceId,
});
const builtIn = [device('audioinput', 'default'), device('audiooutput', 'default')];
const headset = [device('audioinput', 'hs-in'), device('audiooutput', 'hs-out')];
const chosen = { microphone: 'hs-in', speaker: 'hs-out' };

function machine() {
  const state = {
    present: [...builtIn, ...headset],
    withoutMicrophone: false,
    speakerFails: false,
  };
  const opened: (string | undefined)[] = [];
  const spoken: (string | undefined)[] = [];
  const onMissing = vi.fn<(missing: readonly string[]) => void>();
  const devices = createChosenDevices({
    present: async () => state.present,
    useSpeaker: async (id) => {
      if (state.speakerFails) throw new DOMException('not there', 'NotFoundError');
      spoken.push(id);
    },
    changeMicrophone: async () => void opened.push(devices.microphone()),
    isWithoutMicrophone: () => state.withoutMicrophone,
    onMissing,
    onTrouble: () => {},
  });
  return { state, opened, spoken, onMissing, devices };
}

it('the headset is pulled out in a call, and comes back', async () => {
  const { state, opened, spoken, onMissing, devices } = machine();
  await devices.choose(chosen);
  expect([opened, spoken]).toEqual([['hs-in'], ['hs-out']]);

  state.present = builtIn;
  await devices.changed();
  expect([opened.at(-1), spoken.at(-1)]).toEqual([undefined, undefined]);
  expect(onMissing).toHaveBeenLastCalledWith(['microphone', 'speaker']);

  state.present = [...builtIn, ...headset];
  await devices.changed();
  expect([opened.at(-1), spoken.at(-1)]).toEqual(['hs-in', 'hs-out']);
  expect(onMissing).toHaveBeenLastCalledWith([]);
});

it('something else came or went: nothing is opened anew', async () => {
  const { state, opened, spoken, devices } = machine();
  await devices.choose(chosen);
  state.present = [...state.present, device('audioinput', 'webcam')];
  await devices.changed();
  expect([opened, spoken]).toEqual([['hs-in'], ['hs-out']]);
});

it('a microphone comes after there was none: it is tried at once', async () => {
  const { state, opened, devices } = machine();
  state.withoutMicrophone = true;
  await devices.changed();
  await devices.changed();
  expect(opened).toHaveLength(2);
});

it('a choice that cannot be used now counts when it is plugged in', async () => {
  const { state, spoken, devices } = machine();
  state.present = builtIn;
  state.speakerFails = true;
  await expect(devices.choose(chosen)).rejects.toThrow('not there');
  state.speakerFails = false;
  state.present = [...builtIn, ...headset];
  await devices.changed();
  expect(spoken).toEqual(['hs-out']);
  expect(devices.microphone()).toBe('hs-in');
});
