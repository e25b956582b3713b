import { expect, it } from 'vitest';
import { planDevices, type PresentDevice } from './device-plan.ts';
import type { DeviceRole, SoftphoneDevices } from './softphone.ts';

const input = (deviceId: string, groupId = deviceId): PresentDevice => ({
  kind: 'audioinput',
  deviceId,
  groupId,
});
const output = (deviceId: string, groupId = deviceId): PresentDevice => ({
  kind: 'audiooutput',
  deviceId,
  groupId,
});
const laptop = [
  input('default', 'built-in'),
  input('in-1', 'built-in'),
  output('default', 'built-in'),
];
const headset = [input('hs-in', 'hs'), output('hs-out', 'hs')];
const chosen = { microphone: 'hs-in', speaker: 'hs-out' };

it.each<[string, SoftphoneDevices, readonly PresentDevice[], SoftphoneDevices, DeviceRole[]]>([
  ['the chosen headset is there', chosen, [...laptop, ...headset], chosen, []],
  ['it is pulled out', chosen, laptop, {}, ['microphone', 'speaker']],
  [
    'only its microphone went',
    chosen,
    [...laptop, output('hs-out')],
    { speaker: 'hs-out' },
    ['microphone'],
  ],
  ['nothing was chosen', {}, laptop, {}, []],
  ['the system’s own was chosen', { microphone: 'default' }, laptop, {}, []],
  ['nothing is left at all', chosen, [], {}, ['microphone', 'speaker']],
  ['names are not told yet: no alarm', chosen, [input('', ''), output('', '')], chosen, []],
])('%s', (_name, wanted, present, use, missing) => {
  const plan = planDevices(wanted, present);
  expect(plan.use).toEqual(use);
  expect(plan.missing).toEqual(missing);
});

const keyOf = (wanted: SoftphoneDevices, present: readonly PresentDevice[]) =>
  planDevices(wanted, present).key.microphone;

it('another device is opened when it went, when it is back, and when the system’s own became another', () => {
  const there = keyOf(chosen, [...laptop, ...headset]);
  const gone = keyOf(chosen, laptop);
  expect(gone).not.toBe(there);
  expect(keyOf(chosen, [...laptop, ...headset])).toBe(there);
  expect(keyOf({}, laptop)).toBe(keyOf({}, [...laptop, ...headset]));
  expect(keyOf({}, [input('default', 'hs'), ...headset])).not.toBe(keyOf({}, laptop));
});
