import { BlockOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';

/** 通话小窗: opens the bar that floats above all programs, or puts it away. */
export function FloatingKey(props: {
  readonly keyText: string;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <KeyButton
      shape="small"
      tone="calm"
      label={t('room.floating')}
      keyText={props.keyText}
      icon={<BlockOutlined aria-hidden="true" />}
      hint={t('room.floatingMore')}
      onPress={props.onPress}
    />
  );
}
