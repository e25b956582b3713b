import {
  AlertFilled,
  AudioMutedOutlined,
  AudioOutlined,
  ExportOutlined,
  LogoutOutlined,
  PauseOutlined,
  CaretRightFilled,
  PhoneFilled,
  PhoneOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallBarKey, CallControls, PhoneControls } from './call-bar.tsx';
import { KeyButton, type KeyButtonProps } from './key-button.tsx';
import styles from './call-keys.module.css';

/** The keys of a call, in groups that keep their places in every state: take and end · the citizen · others · 应急. */
export function CallKeys(props: {
  readonly phone: PhoneControls;
  readonly controls: CallControls;
  readonly keyText: Readonly<Record<CallBarKey, string>>;
  readonly onKey: (key: CallBarKey) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { phone, controls, keyText, onKey } = props;
  const key = (name: CallBarKey, rest: Omit<KeyButtonProps, 'keyText' | 'onPress' | 'shape'>) => (
    <KeyButton {...rest} shape="tall" keyText={keyText[name]} onPress={() => onKey(name)} />
  );
  return (
    <div className={styles['keys']} role="toolbar" aria-label={t('bar.keys')}>
      {key('answer', {
        label: t('bar.answer'),
        tone: 'ok',
        strong: true,
        busy: phone.answering,
        disabled: !phone.canAnswer || phone.answering,
        icon: <PhoneFilled aria-hidden="true" />,
      })}
      {key('reject', {
        label: t('bar.reject'),
        tone: 'danger',
        disabled: !phone.canReject,
        icon: <StopOutlined aria-hidden="true" />,
      })}
      {key('hangUp', {
        label: t('bar.hangUp'),
        tone: 'danger',
        strong: true,
        disabled: !phone.canHangUp,
        icon: <PhoneOutlined rotate={225} aria-hidden="true" />,
      })}
      <span className={styles['gap']} />
      {key('hold', {
        label: controls.held ? t('call.retrieve') : t('call.hold'),
        tone: controls.held ? 'primary' : 'calm',
        strong: controls.held,
        disabled: !controls.canHold,
        icon: controls.held ? (
          <CaretRightFilled aria-hidden="true" />
        ) : (
          <PauseOutlined aria-hidden="true" />
        ),
      })}
      {key('mute', {
        label: t('bar.mute'),
        tone: 'warn',
        pressed: phone.muted,
        disabled: !phone.canMute,
        icon: phone.muted ? (
          <AudioMutedOutlined aria-hidden="true" />
        ) : (
          <AudioOutlined aria-hidden="true" />
        ),
      })}
      {key('transfer', {
        label: t('call.transfer'),
        tone: 'primary',
        pressed: controls.transferOpen,
        icon: <ExportOutlined aria-hidden="true" />,
      })}
      {key('leave', {
        label: t('call.leave'),
        tone: 'calm',
        disabled: !controls.canLeave,
        icon: <LogoutOutlined aria-hidden="true" />,
      })}
      <span className={styles['gap']} />
      {key('emergency', {
        label: t('call.emergency'),
        tone: 'danger',
        pressed: controls.emergencyOpen,
        icon: <AlertFilled aria-hidden="true" />,
      })}
    </div>
  );
}
