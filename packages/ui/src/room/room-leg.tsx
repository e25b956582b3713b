import {
  AlertOutlined,
  AudioMutedOutlined,
  AudioOutlined,
  CloseOutlined,
  CustomerServiceOutlined,
  EyeOutlined,
  GlobalOutlined,
  PauseOutlined,
  SoundOutlined,
  TeamOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { LegView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import { Countdown, Elapsed } from '../time/elapsed.tsx';
import { useLegName } from './leg-name.ts';
import styles from './room-leg.module.css';

export type RoomLegProps = {
  readonly leg: LegView;
  readonly own: boolean;
  /** The seat muted itself: its leg may speak, but does not. */
  readonly muted: boolean;
  /** Shapes without words, which the tooltip and the reader still have: for more than two. */
  readonly compact: boolean;
  /** ✕: cancels what rings, lets go who is in the room; null: not allowed now. */
  readonly onRemove: (() => void) | null;
};

/** One party: who, what for, what it hears and may say, since when; while it rings, until when. */
export function RoomLeg({ leg, own, muted, compact, onRemove }: RoomLegProps): ReactNode {
  const { t } = useTranslation();
  const legName = useLegName();
  const inRoom = leg.state === 'in-room';
  const isMuted = leg.muted || (own && muted);
  const name = own ? t('room.role.seat') : legName(leg);
  const purpose =
    leg.mode !== null
      ? t(`leader.short.${leg.mode}`)
      : leg.purpose === null
        ? null
        : t(`room.purpose.${leg.purpose}`);
  const tone: ToneName = !inRoom
    ? 'warn'
    : leg.held
      ? 'calm'
      : leg.role === 'emergency'
        ? 'danger'
        : 'ok';
  return (
    <li className={styles['leg']} data-tone={tone} data-role={leg.role} data-state={leg.state}>
      <span className={styles['role']} title={name}>
        {iconOf(leg.role)}
        <b>{name}</b>
        {leg.role === 'caller' && <span>{leg.label}</span>}
        {purpose !== null && <small>{purpose}</small>}
      </span>
      {inRoom && leg.held && (
        <span className={styles['held']} title={t('room.heldMore')}>
          <PauseOutlined aria-hidden="true" />
          {t('room.held')}
        </span>
      )}
      {inRoom && !leg.held && (
        <>
          <Ability
            on={leg.hears}
            compact={compact}
            words={leg.hears ? t('room.hears') : t('room.hearsNot')}
            icon={<SoundOutlined aria-hidden="true" />}
          />
          <Ability
            on={leg.speaks && !isMuted}
            compact={compact}
            words={isMuted ? t('room.muted') : leg.speaks ? t('room.speaks') : t('room.speaksNot')}
            icon={
              leg.speaks && !isMuted ? (
                <AudioOutlined aria-hidden="true" />
              ) : (
                <AudioMutedOutlined aria-hidden="true" />
              )
            }
          />
        </>
      )}
      {!inRoom && <span className={styles['coming']}>◌ {t(`room.state.${leg.state}`)}</span>}
      {!inRoom && leg.ringUntil !== null ? (
        <Countdown until={leg.ringUntil} label={t('room.ringLeft')} />
      ) : (
        <Elapsed since={leg.since} />
      )}
      {onRemove !== null && (
        <button
          type="button"
          className={styles['remove']}
          title={inRoom ? t('room.drop', { who: name }) : t('room.cancel', { who: name })}
          aria-label={inRoom ? t('room.drop', { who: name }) : t('room.cancel', { who: name })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={onRemove}
        >
          <CloseOutlined aria-hidden="true" />
        </button>
      )}
    </li>
  );
}

function Ability(props: {
  readonly on: boolean;
  readonly compact: boolean;
  readonly words: string;
  readonly icon: ReactNode;
}): ReactNode {
  return (
    <span className={styles['can']} data-on={props.on} title={props.words}>
      {props.icon}
      <span data-words className={props.compact ? 'visually-hidden' : undefined}>
        {props.words}
      </span>
    </span>
  );
}

function iconOf(role: LegView['role']): ReactNode {
  switch (role) {
    case 'caller':
      return <UserOutlined aria-hidden="true" />;
    case 'emergency':
      return <AlertOutlined aria-hidden="true" />;
    case 'outside':
      return <GlobalOutlined aria-hidden="true" />;
    case 'leader':
      return <EyeOutlined aria-hidden="true" />;
    case 'specialist':
    case 'colleague':
      return <TeamOutlined aria-hidden="true" />;
    case 'seat':
      return <CustomerServiceOutlined aria-hidden="true" />;
    default:
      return assertNever(role);
  }
}
