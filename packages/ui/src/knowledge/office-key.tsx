import { ReadOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';

/** 知识: opens the screen of knowledge upkeep, or goes back to the workbench. */
export function OfficeKey(props: {
  readonly keyText: string;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <KeyButton
      shape="small"
      tone="calm"
      label={t('office.key')}
      keyText={props.keyText}
      icon={<ReadOutlined aria-hidden="true" />}
      hint={t('office.open')}
      onPress={props.onPress}
    />
  );
}
