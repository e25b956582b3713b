import { DashboardOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';

/** 班长席: to the seat map, and back to the workbench. `standing`: alarms nobody has acknowledged. */
export function LeaderDeskKey(props: {
  readonly keyText: string;
  readonly isShown: boolean;
  readonly standing: number;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const label = t(props.isShown ? 'leaderDesk.back' : 'leaderDesk.open');
  return (
    <KeyButton
      shape="small"
      tone={props.standing > 0 ? 'danger' : 'calm'}
      label={label}
      {...(props.standing > 0 ? { sign: `▲${props.standing}` } : {})}
      keyText={props.keyText}
      icon={<DashboardOutlined aria-hidden="true" />}
      hint={t('leaderDesk.openMore')}
      onPress={props.onPress}
    />
  );
}
