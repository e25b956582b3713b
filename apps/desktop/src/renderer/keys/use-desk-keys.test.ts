import { describe, expect, it, vi } from 'vitest';
import type { EmergencyScreen } from '../emergency/emergency-screen.ts';
import { aSnapshot } from '../stories/samples.ts';
import { deskKey, screenKey } from './use-desk-keys.ts';

const press = (key: string, code = key, over = {}) => ({
  key,
  code,
  keyCode: 0,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  isComposing: false,
  repeat: false,
  ...over,
});

function desk(emergency: EmergencyScreen, over = {}) {
  const asked = {
    emergencyChoose: vi.fn<(id: string) => void>(),
    emergencyEscape: vi.fn<() => void>(),
    printSealed: vi.fn<() => Promise<void>>(async () => undefined),
    stopForcing: vi.fn<() => void>(),
    stay: vi.fn<() => void>(),
  };
  const state = {
    emergency,
    forcing: null,
    leaveAsked: null,
    link: { data: aSnapshot() },
    ...over,
  };
  return {
    asked,
    desk: { ...asked, state: { getState: () => state } } as unknown as Parameters<
      typeof screenKey
    >[0],
  };
}
const choosing: EmergencyScreen = { kind: 'choosing', callId: 'c', way: 'bridge', failed: null };
const closed: EmergencyScreen = { kind: 'closed' };

describe('1 to 4', () => {
  it.each([
    ['on the keyboard', 'Digit3', '120'],
    ['on the number pad', 'Numpad1', '110'],
  ])('choose the target %s', (_where, code, target) => {
    const { desk: at, asked } = desk(choosing);
    expect(screenKey(at, press(code.slice(-1), code), false)).toBe(true);
    expect(asked.emergencyChoose).toHaveBeenCalledWith(target);
  });
  it.each([
    ['in a field, where a digit is a digit', choosing, press('1', 'Digit1'), true],
    [
      'while an input method composes',
      choosing,
      press('1', 'Digit1', { isComposing: true }),
      false,
    ],
    ['without the choice on the screen', closed, press('1', 'Digit1'), false],
    ['with another digit', choosing, press('5', 'Digit5'), false],
  ])('are no key %s', (_where, screen, key, writing) => {
    const { desk: at, asked } = desk(screen);
    expect(screenKey(at, key, writing)).toBe(false);
    expect(asked.emergencyChoose).not.toHaveBeenCalled();
  });
});

describe('Esc', () => {
  it.each([
    ['undoes a forced end first', { forcing: { callId: 'c', until: 0 } }, 'stopForcing'],
    ['then stays in the call', { leaveAsked: 'c' }, 'stay'],
    ['then goes back on the emergency screen', {}, 'emergencyEscape'],
  ] as const)('%s', (_what, over, name) => {
    const { desk: at, asked } = desk(choosing, over);
    expect(screenKey(at, press('Escape'), true)).toBe(true);
    expect(asked[name]).toHaveBeenCalledOnce();
  });
  it('is left to others when nothing is open', () => {
    expect(screenKey(desk(closed).desk, press('Escape'), false)).toBe(false);
  });
});

it('Ctrl+P prints the time-line that is on the screen, and nothing else', () => {
  const print = press('p', 'KeyP', { ctrlKey: true });
  const { desk: at, asked } = desk({ kind: 'line', callId: 'c', caseId: 'e' });
  expect(screenKey(at, print, true)).toBe(true);
  expect(asked.printSealed).toHaveBeenCalledOnce();
  expect(screenKey(desk(closed).desk, print, false)).toBe(false);
});

describe('the floating bar’s key', () => {
  const pressed = press('f', 'KeyF', { ctrlKey: true, altKey: true });
  it('is a key of the desk where there is a bar', () => {
    expect(deskKey({ toggleFloatingBar: () => undefined }, pressed)).toBe('floatingBar');
  });
  it('is left to the browser, which has none', () => {
    expect(deskKey({ toggleFloatingBar: null }, pressed)).toBeNull();
    expect(deskKey({ toggleFloatingBar: null }, press('F2'))).toBe('answer');
  });
});
