import { SoundOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyButton } from '../call-bar/key-button.tsx';

/** 录音与质检, for an agent 我的质检; and back to the workbench. */
export function RecordingsKey(props: {
  readonly keyText: string;
  readonly isShown: boolean;
  readonly leads: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <KeyButton
      shape="small"
      tone="calm"
      label={t(
        props.isShown ? 'tickets.back' : props.leads ? 'recordings.open' : 'recordings.openOwn',
      )}
      keyText={props.keyText}
      icon={<SoundOutlined aria-hidden="true" />}
      hint={t(props.leads ? 'recordings.openMore' : 'recordings.openOwnMore')}
      onPress={props.onPress}
    />
  );
}
