import {
  AudioMutedOutlined,
  AudioOutlined,
  PhoneFilled,
  PhoneOutlined,
  SettingOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { CallView, HotlineView, SeatView, SeatWish } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Elapsed } from '../time/elapsed.tsx';
import { WaitTimer } from '../time/wait-timer.tsx';
import { AudioLight, type AudioQuality } from './audio-light.tsx';
import { CallerLine } from './caller-line.tsx';
import { KeyButton } from './key-button.tsx';
import { NoticeChip, type NoticeKind } from './notice-chip.tsx';
import { seatFace, type SeatTrouble } from './seat-face.ts';
import { SeatMenu } from './seat-menu.tsx';
import styles from './call-bar.module.css';

export type CallBarKey =
  | 'answer'
  | 'reject'
  | 'hangUp'
  | 'mute'
  | 'finishWrap'
  | 'extendWrap'
  | 'toggleReady'
  | 'settings';

/** What the phone lets the person do now; decided outside, shown here. */
export type PhoneControls = {
  readonly canAnswer: boolean;
  readonly answering: boolean;
  readonly canReject: boolean;
  readonly canHangUp: boolean;
  readonly canMute: boolean;
  readonly muted: boolean;
};

export type CallBarProps = {
  readonly seat: SeatView;
  readonly hotline: Pick<HotlineView, 'name' | 'practice' | 'restReasons'>;
  readonly trouble: SeatTrouble | null;
  readonly notice: NoticeKind | null;
  /** Something to know, not to act on; leaves by itself. */
  readonly remark: string | null;
  readonly call: CallView | null;
  /** A call that came past the bridge while it was away: only what the SIP leg says is known. */
  readonly direct: { readonly from: string; readonly talking: boolean } | null;
  readonly waiting: { readonly count: number; readonly longestSince: number | null };
  readonly phone: PhoneControls;
  readonly quality: AudioQuality | null;
  readonly keyText: Readonly<Record<CallBarKey, string>>;
  readonly onWish: (wish: SeatWish) => void;
  readonly onKey: (key: Exclude<CallBarKey, 'toggleReady'>) => void;
};

/** 通话条: always 56 px; the only thing on the desk that changes colour when a call comes. */
export function CallBar(props: CallBarProps): ReactNode {
  const { t } = useTranslation();
  const { seat, call, phone, keyText, onKey } = props;
  const face = seatFace(seat, props.trouble);
  const ringing = phone.canAnswer || phone.answering;
  const busy = call !== null || props.direct !== null;
  const calling = face.kind === 'ringing' || face.kind === 'talking' || face.kind === 'wrapping';
  const tone = props.direct !== null ? (props.direct.talking ? 'primary' : 'warn') : face.tone;
  return (
    <header
      className={styles['bar']}
      aria-label={t('bar.label')}
      data-tone={tone}
      data-tinted={calling || props.direct !== null || face.kind === 'unreachable'}
      data-ringing={ringing}
      data-busy={busy}
    >
      <SeatMenu
        seat={seat}
        trouble={props.trouble}
        restReasons={props.hotline.restReasons}
        toggleKey={keyText.toggleReady}
        onWish={props.onWish}
      />
      <div className={styles['middle']}>
        <Middle {...props} />
        {props.notice !== null && <NoticeChip kind={props.notice} />}
        {props.remark !== null && (
          <output className={styles['remark']} title={props.remark}>
            {props.remark}
          </output>
        )}
      </div>
      <div className={styles['keys']} role="toolbar" aria-label={t('bar.keys')}>
        <KeyButton
          label={t('bar.answer')}
          busy={phone.answering}
          keyText={keyText.answer}
          tone="ok"
          strong
          disabled={!phone.canAnswer || phone.answering}
          icon={<PhoneFilled aria-hidden="true" />}
          onPress={() => onKey('answer')}
        />
        <KeyButton
          label={t('bar.reject')}
          keyText={keyText.reject}
          tone="danger"
          disabled={!phone.canReject}
          icon={<StopOutlined aria-hidden="true" />}
          onPress={() => onKey('reject')}
        />
        <KeyButton
          label={t('bar.hangUp')}
          keyText={keyText.hangUp}
          tone="danger"
          strong
          disabled={!phone.canHangUp}
          icon={<PhoneOutlined rotate={225} aria-hidden="true" />}
          onPress={() => onKey('hangUp')}
        />
        <KeyButton
          label={t('bar.mute')}
          keyText={keyText.mute}
          tone="warn"
          pressed={phone.muted}
          disabled={!phone.canMute}
          icon={
            phone.muted ? (
              <AudioMutedOutlined aria-hidden="true" />
            ) : (
              <AudioOutlined aria-hidden="true" />
            )
          }
          onPress={() => onKey('mute')}
        />
      </div>
      <div className={styles['end']}>
        {props.hotline.practice && (
          <span className={styles['practice']} data-tone="violet" title={t('bar.practiceMore')}>
            {t('bar.practice')}
          </span>
        )}
        <AudioLight
          usable={props.trouble === null || props.trouble === 'phone-connecting'}
          trouble={props.trouble === null ? null : t(`notice.${troubleWord[props.trouble]}`)}
          quality={props.quality}
          onOpen={() => onKey('settings')}
        />
        <button
          type="button"
          className={styles['me']}
          aria-label={t('settings.open')}
          title={t('bar.signedInAs', { name: seat.personName, seat: seat.seatId })}
          onClick={() => onKey('settings')}
        >
          <span className={styles['name']}>
            <b>{seat.personName}</b>
            <small>{seat.seatId}</small>
          </span>
          <SettingOutlined aria-hidden="true" />
        </button>
      </div>
    </header>
  );
}

export const troubleWord: Readonly<Record<SeatTrouble, NoticeKind>> = {
  'phone-connecting': 'phoneConnecting',
  'phone-lost': 'phoneLost',
  'microphone-refused': 'microphoneRefused',
  'no-microphone': 'noMicrophone',
  'nothing-received': 'nothingReceived',
  'nothing-sent': 'nothingSent',
};

function Middle({
  call,
  direct,
  seat,
  notice,
  remark,
  waiting,
  phone,
  keyText,
  onKey,
}: CallBarProps): ReactNode {
  const { t } = useTranslation();
  if (call !== null) {
    return (
      <>
        <CallerLine call={call} />
        {call.answeredAt === null && (
          <WaitTimer size="bar" queuedAt={call.queuedAt} limitMs={call.answerLimitMs} />
        )}
        {phone.muted && (
          <span className={styles['muted']} data-tone="warn">
            {t('bar.muted')}
          </span>
        )}
        {seat.activity.kind === 'wrapping' && (
          <span className={styles['wrap']} data-tone="violet">
            <KeyButton
              label={t('bar.finishWrap')}
              keyText={keyText.finishWrap}
              tone="violet"
              strong
              onPress={() => onKey('finishWrap')}
            />
            <KeyButton
              label={t('bar.extendWrap')}
              keyText={keyText.extendWrap}
              tone="violet"
              onPress={() => onKey('extendWrap')}
            />
          </span>
        )}
      </>
    );
  }
  if (direct !== null) {
    return (
      <span className={styles['direct']}>
        <b>{direct.from || t('bar.unknownNumber')}</b>
        <small>{t('bar.directCall')}</small>
      </span>
    );
  }
  if (remark !== null || (notice !== null && notice !== 'phoneConnecting')) return null;
  return (
    <span className={styles['idle']}>
      <span>{seat.activity.kind === 'ready' ? t('bar.idleReady') : t('bar.idleBusy')}</span>
      <span className={styles['queue']}>
        {t('bar.waitingNow', { n: waiting.count })}
        {waiting.longestSince !== null && (
          <>
            {' · '}
            {t('bar.longest')} <Elapsed since={waiting.longestSince} />
          </>
        )}
      </span>
    </span>
  );
}
