import { ProfileOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';

/** 工单: to the tickets, and back to the workbench. */
export function TicketKey(props: {
  readonly keyText: string;
  readonly isShown: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <KeyButton
      shape="small"
      tone="calm"
      label={t(props.isShown ? 'tickets.back' : 'tickets.open')}
      keyText={props.keyText}
      icon={<ProfileOutlined aria-hidden="true" />}
      hint={t('tickets.openMore')}
      onPress={props.onPress}
    />
  );
}
