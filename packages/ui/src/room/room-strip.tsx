import {
  AudioMutedOutlined,
  AudioOutlined,
  CustomerServiceOutlined,
  PhoneOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { LegView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import { Elapsed } from '../time/elapsed.tsx';
import styles from './room-strip.module.css';

export type RoomStripProps = {
  readonly legs: readonly LegView[];
  readonly ownSeat: string;
  /** The seat muted itself: its leg may speak, but does not. */
  readonly muted: boolean;
  readonly children?: ReactNode;
};

/** 通话房间: every leg with role, what it hears and may say, and its time. What is saved stands at the right end. */
export function RoomStrip({ legs, ownSeat, muted, children }: RoomStripProps): ReactNode {
  const { t } = useTranslation();
  return (
    <footer className={styles['strip']}>
      <ul className={styles['legs']} aria-label={t('room.region')}>
        {legs.length === 0 && <li className={styles['empty']}>{t('room.empty')}</li>}
        {legs.map((leg) => (
          <Leg
            key={leg.legId}
            leg={leg}
            own={leg.role === 'seat' && leg.label === ownSeat}
            muted={muted}
          />
        ))}
      </ul>
      {children}
    </footer>
  );
}

function Leg(props: {
  readonly leg: LegView;
  readonly own: boolean;
  readonly muted: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const { leg } = props;
  const inRoom = leg.state === 'in-room';
  const speaks = leg.speaks && !(props.own && props.muted);
  const tone: ToneName = inRoom ? 'ok' : 'warn';
  const name =
    leg.role === 'caller'
      ? t('room.role.caller')
      : props.own
        ? t('room.role.seat')
        : t('room.otherSeat', { seat: leg.label });
  return (
    <li className={styles['leg']} data-tone={tone}>
      <span className={styles['role']}>
        {leg.role === 'caller' ? (
          <UserOutlined aria-hidden="true" />
        ) : (
          <CustomerServiceOutlined aria-hidden="true" />
        )}
        <b>{name}</b>
        {!props.own && <span>{leg.label}</span>}
      </span>
      {inRoom ? (
        <>
          <span className={styles['can']} data-on={leg.hears}>
            <PhoneOutlined aria-hidden="true" />
            {leg.hears ? t('room.hears') : t('room.hearsNot')}
          </span>
          <span className={styles['can']} data-on={speaks}>
            {speaks ? (
              <AudioOutlined aria-hidden="true" />
            ) : (
              <AudioMutedOutlined aria-hidden="true" />
            )}
            {speaks ? t('room.speaks') : t('room.speaksNot')}
          </span>
        </>
      ) : (
        <span className={styles['coming']}>◌ {t(`room.state.${leg.state}`)}</span>
      )}
      <Elapsed since={leg.since} />
    </li>
  );
}
