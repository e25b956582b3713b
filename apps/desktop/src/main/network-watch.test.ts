import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isWayChanged, watchNetworkWay } from './network-watch.ts';

const set = (...addresses: readonly string[]) => new Set(addresses);
const cable = '10.20.1.7';
const wireless = '10.30.4.4';
const vpn = '172.16.0.9';

it.each([
  ['nothing changed', set(cable), set(cable), false],
  ['the wireless came beside the cable', set(cable), set(cable, wireless), false],
  ['the cable was pulled, the wireless is there', set(cable, wireless), set(wireless), true],
  ['another address', set(cable), set('10.20.9.9'), true],
  ['all is gone: nowhere to go yet', set(cable), set(), false],
  ['back after all was gone', set(), set(cable), true],
  ['a VPN went', set(cable, vpn), set(cable), true],
])('%s: %s', (_name, before, after, expected) => {
  expect(isWayChanged(before, after)).toBe(expected);
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('says so once, within 2 s, and no more when it is stopped', () => {
  let now = set(cable);
  const changed = vi.fn<() => void>();
  const stop = watchNetworkWay(changed, () => now);
  now = set(wireless);
  vi.advanceTimersByTime(2_000);
  expect(changed).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(60_000);
  expect(changed).toHaveBeenCalledOnce();
  stop();
  now = set(cable);
  vi.advanceTimersByTime(60_000);
  expect(changed).toHaveBeenCalledOnce();
});
