/**
 * The desk's keys as data: function keys and Ctrl/Alt combinations only, since a Chinese input method eats letters.
 * F6, F8, F9 and F10 are kept for hold, consult, emergency and raising a hand.
 */
export type DeskAction =
  | 'answer'
  | 'toggleReady'
  | 'finishWrap'
  | 'extendWrap'
  | 'hangUp'
  | 'reject'
  | 'mute'
  | 'reveal'
  | 'submitTicket'
  | 'newDraft'
  | 'nextDraft'
  | 'previousDraft'
  | 'settings';

/** `key` is KeyboardEvent.key for function keys and named keys, KeyboardEvent.code for letters (layout-proof). */
export type Chord = {
  readonly key: string;
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
};
export type Keymap = Readonly<Record<DeskAction, Chord>>;

export const defaultKeymap: Keymap = {
  answer: { key: 'F2' },
  toggleReady: { key: 'F2', shift: true },
  finishWrap: { key: 'F3' },
  extendWrap: { key: 'F3', shift: true },
  hangUp: { key: 'F4' },
  reject: { key: 'F4', shift: true },
  mute: { key: 'F7' },
  reveal: { key: 'KeyR', ctrl: true, alt: true },
  submitTicket: { key: 'Enter', ctrl: true },
  newDraft: { key: 'KeyN', ctrl: true, alt: true },
  nextDraft: { key: 'PageDown', alt: true },
  previousDraft: { key: 'PageUp', alt: true },
  settings: { key: 'Comma', ctrl: true },
};

const printed: Readonly<Record<string, string>> = {
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Comma: ',',
};

/** As printed on a button: `F2`, `⇧F4`, `Ctrl+Enter`, `Ctrl+Alt+R`. */
export function chordText(chord: Chord): string {
  const key = printed[chord.key] ?? chord.key.replace(/^Key/, '');
  const shift = chord.shift === true ? '⇧' : '';
  return `${chord.ctrl === true ? 'Ctrl+' : ''}${chord.alt === true ? 'Alt+' : ''}${shift}${key}`;
}

/** The part of a KeyboardEvent that decides. */
export type KeyPress = {
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly repeat: boolean;
};

/**
 * What the key asks for, or null. While an input method composes nothing is a desk key: `isComposing`, and keyCode 229
 * for the key that ends a composition (UI Events, 5.3.3). A held key acts once.
 */
export function actionOf(keymap: Keymap, press: KeyPress): DeskAction | null {
  if (press.isComposing || press.keyCode === 229 || press.repeat || press.metaKey) return null;
  for (const [action, chord] of Object.entries(keymap) as [DeskAction, Chord][]) {
    if (
      (chord.key === press.key || chord.key === press.code) &&
      (chord.ctrl === true) === press.ctrlKey &&
      (chord.alt === true) === press.altKey &&
      (chord.shift === true) === press.shiftKey
    ) {
      return action;
    }
  }
  return null;
}
