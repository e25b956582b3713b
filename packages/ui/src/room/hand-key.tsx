import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';
import { clockText } from '../time/clock-text.ts';
import { useTime } from '../time/clock.tsx';

/** 举手: up, with how long it has been up, and down again. */
export function HandKey(props: {
  readonly keyText: string;
  /** null: down. */
  readonly since: number | null;
  readonly disabled: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { since } = props;
  const time = useTime((now) => (since === null ? '' : clockText(now - since)));
  return (
    <KeyButton
      shape="small"
      tone={since === null ? 'calm' : 'warn'}
      label={since === null ? t('hand.raise') : t('hand.raised', { time })}
      keyText={props.keyText}
      pressed={since !== null}
      disabled={props.disabled}
      hint={t(since === null ? 'hand.more' : 'hand.lower')}
      onPress={props.onPress}
    />
  );
}
