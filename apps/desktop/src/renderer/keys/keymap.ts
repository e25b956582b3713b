/**
 * The desk's keys as data: function keys and Ctrl/Alt combinations only, since a Chinese input method eats letters.
 * F10 raises a hand. A family stays on its key: F6 is the citizen's side (保持, 收回, 离开), F8 the third's
 * (转接, 完成, 三方), F9 the emergency's. The leader's are digits: Ctrl+Alt+L locks the screen on several Linux desktops,
 * Ctrl+Alt+T opens a terminal. Ctrl+Z and Ctrl+Y belong to whatever field has the caret: in the draft form they undo across
 * its fields.
 */
export const deskActions = [
  'answer',
  'toggleReady',
  'finishWrap',
  'extendWrap',
  'hangUp',
  'reject',
  'hold',
  'leave',
  'takeBack',
  'mute',
  'swap',
  'transfer',
  'complete',
  'merge',
  'emergency',
  'acknowledge',
  'park',
  'pickUp',
  'dial',
  'callBack',
  'pauseRecording',
  'quality',
  'reveal',
  'leaderListen',
  'leaderWhisper',
  'leaderBarge',
  'takeOver',
  'forceEnd',
  'leaderDesk',
  'raiseHand',
  'tickets',
  'recordings',
  'reports',
  'submitTicket',
  'find',
  'knowledgeOffice',
  'parkDraft',
  'knowledgeAnswer',
  'knowledgeSteps',
  'phrase',
  'similarNext',
  'similarBack',
  'similarLink',
  'similarJoin',
  'similarUrge',
  'newDraft',
  'nextDraft',
  'previousDraft',
  'settings',
  'floatingBar',
] as const;
export type DeskAction = (typeof deskActions)[number];

/** `key` is KeyboardEvent.key for function keys and named keys, KeyboardEvent.code for letters and digits (layout-proof). */
export type Chord = {
  readonly key: string;
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
};
export type Keymap = Readonly<Record<DeskAction, Chord>>;

const ctrlAlt = (key: string): Chord => ({ key, ctrl: true, alt: true });

export const defaultKeymap: Keymap = {
  answer: { key: 'F2' },
  toggleReady: { key: 'F2', shift: true },
  finishWrap: { key: 'F3' },
  extendWrap: { key: 'F3', shift: true },
  hangUp: { key: 'F4' },
  reject: { key: 'F4', shift: true },
  hold: { key: 'F6' },
  leave: { key: 'F6', shift: true },
  takeBack: { key: 'F6', ctrl: true },
  mute: { key: 'F7' },
  swap: { key: 'F7', ctrl: true },
  transfer: { key: 'F8' },
  complete: { key: 'F8', shift: true },
  merge: { key: 'F8', ctrl: true },
  emergency: { key: 'F9' },
  acknowledge: { key: 'F9', shift: true },
  park: ctrlAlt('KeyK'),
  pickUp: ctrlAlt('KeyG'),
  dial: ctrlAlt('KeyD'),
  callBack: ctrlAlt('KeyB'),
  pauseRecording: ctrlAlt('KeyP'),
  quality: ctrlAlt('KeyQ'),
  reveal: ctrlAlt('KeyR'),
  leaderListen: ctrlAlt('Digit1'),
  leaderWhisper: ctrlAlt('Digit2'),
  leaderBarge: ctrlAlt('Digit3'),
  takeOver: ctrlAlt('Digit4'),
  forceEnd: ctrlAlt('Digit5'),
  leaderDesk: ctrlAlt('Digit0'),
  raiseHand: { key: 'F10' },
  tickets: ctrlAlt('KeyW'),
  recordings: ctrlAlt('KeyV'),
  reports: ctrlAlt('KeyO'),
  submitTicket: { key: 'Enter', ctrl: true },
  parkDraft: { key: 'Enter', ctrl: true, shift: true },
  phrase: { key: 'KeyJ', ctrl: true },
  similarNext: { key: 'ArrowDown', alt: true },
  similarBack: { key: 'ArrowUp', alt: true },
  similarLink: ctrlAlt('KeyH'),
  similarJoin: ctrlAlt('KeyM'),
  similarUrge: ctrlAlt('KeyU'),
  newDraft: ctrlAlt('KeyN'),
  nextDraft: { key: 'PageDown', alt: true },
  previousDraft: { key: 'PageUp', alt: true },
  settings: { key: 'Comma', ctrl: true },
  find: { key: 'KeyK', ctrl: true },
  knowledgeOffice: ctrlAlt('KeyE'),
  knowledgeAnswer: ctrlAlt('KeyA'),
  knowledgeSteps: ctrlAlt('KeyS'),
  floatingBar: ctrlAlt('KeyF'),
};

const printed: Readonly<Record<string, string>> = {
  PageDown: 'PgDn',
  PageUp: 'PgUp',
  Comma: ',',
};

/** As printed on a button: `F2`, `⇧F4`, `Ctrl+Enter`, `Ctrl+Alt+R`. */
export function chordText(chord: Chord): string {
  const key = printed[chord.key] ?? chord.key.replace(/^(?:Key|Digit)/, '');
  const shift = chord.shift === true ? '⇧' : '';
  return `${chord.ctrl === true ? 'Ctrl+' : ''}${chord.alt === true ? 'Alt+' : ''}${shift}${key}`;
}

/** Every key as it is printed. */
export const keyTexts = Object.fromEntries(
  deskActions.map((action) => [action, chordText(defaultKeymap[action])]),
) as Readonly<Record<DeskAction, string>>;

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
 * While an input method composes nothing is a desk key: `isComposing`, and keyCode 229 for the key that ends a
 * composition (UI Events, 5.3.3). A held key acts once.
 */
export const isDeskPress = (press: KeyPress): boolean =>
  !press.isComposing && press.keyCode !== 229 && !press.repeat && !press.metaKey;

const isChord = (chord: Chord, press: KeyPress): boolean =>
  (chord.key === press.key || chord.key === press.code) &&
  (chord.ctrl === true) === press.ctrlKey &&
  (chord.alt === true) === press.altKey &&
  (chord.shift === true) === press.shiftKey;

/** What the key asks for, or null. */
export function actionOf(keymap: Keymap, press: KeyPress): DeskAction | null {
  if (!isDeskPress(press)) return null;
  return deskActions.find((action) => isChord(keymap[action], press)) ?? null;
}
