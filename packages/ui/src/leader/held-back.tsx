import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';
import { CountRing } from '../emergency/count-ring.tsx';
import styles from './leader-keys.module.css';

/** Something that has not left the seat yet, and that Esc undoes: in place of a question. */
export function HeldBack(props: {
  readonly until: number;
  readonly totalMs: number;
  readonly words: string;
  readonly more: string;
  readonly onUndo: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles['forcing']} data-tone="danger" role="alert">
      <CountRing until={props.until} totalMs={props.totalMs} label={t('emergency.heldLeft')} />
      <span>
        <b>{props.words}</b>
        <small>{props.more}</small>
      </span>
      <KeyButton
        label={t('draft.undo')}
        keyText="Esc"
        tone="danger"
        strong
        onPress={props.onUndo}
      />
    </section>
  );
}
