import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import type { ToneName } from '../theme/palette.ts';
import styles from './key-button.module.css';

export type KeyButtonProps = {
  /** Accessible name; the key is told by aria-keyshortcuts. */
  readonly label: string;
  /** As printed on the button, e.g. `F2`. */
  readonly keyText: string;
  readonly tone: ToneName;
  /** `tall`: the key under the word, for the call bar; `small` for the room strip. */
  readonly shape?: 'line' | 'tall' | 'small';
  /** Filled: the one thing to do now. */
  readonly strong?: boolean;
  readonly pressed?: boolean;
  readonly disabled?: boolean;
  /** Pressed, and being worked on; the words stay the same so that no key moves. */
  readonly busy?: boolean;
  readonly icon?: ReactNode;
  /** A short sign behind the words, which stays where the words have no room. */
  readonly sign?: string;
  readonly hint?: string;
  readonly onPress: () => void;
};

/** A key of the desk: it stays where it is in every state, so nothing moves under the pointer. */
export function KeyButton(props: KeyButtonProps): ReactNode {
  const button = (
    <button
      type="button"
      className={styles['key']}
      data-tone={props.tone}
      data-shape={props.shape ?? 'line'}
      data-strong={props.strong === true}
      aria-label={props.sign === undefined ? props.label : `${props.label} ${props.sign}`}
      aria-keyshortcuts={ariaKeys(props.keyText)}
      aria-pressed={props.pressed}
      aria-busy={props.busy}
      disabled={props.disabled === true}
      // A click must not take the caret out of the field someone is typing in.
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onPress}
    >
      <span className={styles['label']}>
        {props.icon}
        <span data-key-words>{props.label}</span>
        {props.sign}
      </span>
      <kbd className={styles['kbd']} aria-hidden="true">
        {props.keyText}
      </kbd>
    </button>
  );
  return props.hint === undefined ? button : <Tooltip title={props.hint}>{button}</Tooltip>;
}

/** `Ctrl+Enter` on the button is `Control+Enter` for assistive technology (WAI-ARIA 1.2, aria-keyshortcuts). */
function ariaKeys(keyText: string): string {
  return keyText.replace('Ctrl', 'Control').replace('⇧', 'Shift+');
}
