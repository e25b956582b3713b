import { describe, expect, it } from 'vitest';
import { actionOf, chordText, defaultKeymap, type KeyPress } from './keymap.ts';

const press = (over: Partial<KeyPress>): KeyPress => ({
  key: '',
  code: '',
  keyCode: 0,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  isComposing: false,
  repeat: false,
  ...over,
});

describe('a key press', () => {
  it.each([
    [{ key: 'F2' }, 'answer'],
    [{ key: 'F2', shiftKey: true }, 'toggleReady'],
    [{ key: 'F4' }, 'hangUp'],
    [{ key: 'F4', shiftKey: true }, 'reject'],
    [{ key: 'F7' }, 'mute'],
    [{ key: 'F6' }, 'hold'],
    [{ key: 'F6', shiftKey: true }, 'leave'],
    [{ key: 'F8' }, 'transfer'],
    [{ key: 'F9' }, 'emergency'],
    [{ key: '1', code: 'Digit1', ctrlKey: true, altKey: true }, 'leaderListen'],
    [{ key: 'f', code: 'KeyF', ctrlKey: true, altKey: true }, 'floatingBar'],
    [{ key: 'Enter', ctrlKey: true }, 'submitTicket'],
    [{ key: 'ŗ', code: 'KeyR', ctrlKey: true, altKey: true }, 'reveal'],
  ] as const)('%o asks for %s', (over, action) => {
    expect(actionOf(defaultKeymap, press(over))).toBe(action);
  });

  it.each([
    ['while an input method composes', { key: 'F2', isComposing: true }],
    ['that ends a composition (keyCode 229)', { key: 'Enter', ctrlKey: true, keyCode: 229 }],
    ['that is held down', { key: 'F2', repeat: true }],
    ['with a modifier too many', { key: 'F2', ctrlKey: true }],
    ['with Alt, which closes the window', { key: 'F4', altKey: true }],
    ['that is a letter', { key: 'a', code: 'KeyA' }],
    ['that is a digit', { key: '1', code: 'Digit1' }],
    ['Enter alone', { key: 'Enter' }],
    ['with the Windows or Command key', { key: 'F2', metaKey: true }],
  ])('%s asks for nothing', (_why, over) => {
    expect(actionOf(defaultKeymap, press(over))).toBeNull();
  });
});

describe('the key map', () => {
  const chords = Object.values(defaultKeymap);
  it('gives no chord twice', () => {
    expect(new Set(chords.map(chordText)).size).toBe(chords.length);
  });
  it('has function keys and Ctrl/Alt combinations only', () => {
    for (const chord of chords) {
      expect(/^F\d+$/.test(chord.key) || chord.ctrl === true || chord.alt === true).toBe(true);
    }
  });
  it('raises a hand by F10, and leaves to the system and the window what is theirs', () => {
    const texts = chords.map(chordText);
    expect(chordText(defaultKeymap.raiseHand)).toBe('F10');
    for (const kept of ['F1', 'F5', 'F11', 'F12', 'Alt+F4', 'Ctrl+F4']) {
      expect(texts).not.toContain(kept);
    }
  });
  it('asks for no combination that a Linux desktop takes for itself', () => {
    const texts = chords.map(chordText);
    for (const letter of ['L', 'T', 'Delete']) expect(texts).not.toContain(`Ctrl+Alt+${letter}`);
  });
  it('has the same key under the same finger: F6 the citizen, F8 the third, F9 the emergency', () => {
    expect(
      [
        'hold',
        'leave',
        'takeBack',
        'transfer',
        'complete',
        'merge',
        'emergency',
        'acknowledge',
      ].map((action) => defaultKeymap[action as keyof typeof defaultKeymap].key),
    ).toEqual(['F6', 'F6', 'F6', 'F8', 'F8', 'F8', 'F9', 'F9']);
  });
});

it('is printed as on a keyboard', () => {
  expect(chordText(defaultKeymap.reject)).toBe('⇧F4');
  expect(chordText(defaultKeymap.submitTicket)).toBe('Ctrl+Enter');
  expect(chordText(defaultKeymap.reveal)).toBe('Ctrl+Alt+R');
});
