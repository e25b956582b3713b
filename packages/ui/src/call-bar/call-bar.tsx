import { PhoneOutlined, SettingOutlined } from '@ant-design/icons';
import type { CallView, HotlineView, SeatView, SeatWish } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTime } from '../time/clock.tsx';
import { Elapsed } from '../time/elapsed.tsx';
import { WaitTimer } from '../time/wait-timer.tsx';
import { AudioLight, type AudioQuality } from './audio-light.tsx';
import { CallKeys } from './call-keys.tsx';
import type { CallStatus } from './call-status.ts';
import { CallerLine } from './caller-line.tsx';
import { KeyButton } from './key-button.tsx';
import { NoticeChip, type NoticeKind } from './notice-chip.tsx';
import { seatFace, type SeatTrouble } from './seat-face.ts';
import { SeatMenu } from './seat-menu.tsx';
import { StatusLine } from './status-line.tsx';
import styles from './call-bar.module.css';

export type CallBarKey =
  | 'answer'
  | 'reject'
  | 'hangUp'
  | 'hold'
  | 'mute'
  | 'transfer'
  | 'leave'
  | 'emergency'
  | 'takeBack'
  | 'dial'
  | 'finishWrap'
  | 'extendWrap'
  | 'toggleReady'
  | 'quality'
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
/** What the bridge lets the person do to the call now (`call.may`). */
export type CallControls = {
  readonly canHold: boolean;
  /** The key takes the citizen back from the music. */
  readonly held: boolean;
  readonly canLeave: boolean;
  readonly canTakeBack: boolean;
  readonly transferOpen: boolean;
  readonly emergencyOpen: boolean;
};

export type CallBarProps = {
  readonly seat: SeatView;
  readonly hotline: Pick<HotlineView, 'name' | 'practice' | 'restReasons'>;
  readonly trouble: SeatTrouble | null;
  readonly notice: NoticeKind | null;
  /** Something to know, not to act on; leaves by itself. */
  readonly remark: string | null;
  readonly call: CallView | null;
  readonly status: CallStatus;
  readonly heldSince: number | null;
  /** The question before an unacknowledged leave: a second press goes. */
  readonly leaveAsked: boolean;
  /** A call that came past the bridge while it was away: only what the SIP leg says is known. */
  readonly direct: { readonly from: string; readonly talking: boolean } | null;
  readonly waiting: { readonly count: number; readonly longestSince: number | null };
  readonly phone: PhoneControls;
  readonly controls: CallControls;
  readonly quality: AudioQuality | null;
  /** Name of an emergency target, a seat or an entry of the directory. */
  readonly targetName: (id: string) => string;
  readonly keyText: Readonly<Record<CallBarKey, string>>;
  readonly onWish: (wish: SeatWish) => void;
  readonly onKey: (key: CallBarKey) => void;
  readonly onTroubleRead: () => void;
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
      <CallKeys phone={phone} controls={props.controls} keyText={keyText} onKey={onKey} />
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
          keyText={keyText.quality}
          onOpen={() => onKey('quality')}
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

/** The wrap-up's time is over and it does not end: why. */
function OverTime({ until }: { readonly until: number }): ReactNode {
  const { t } = useTranslation();
  const isOver = useTime((now) => now >= until);
  return (
    <output className={styles['over']} data-tone="warn" title={isOver ? t('bar.wrapOverMore') : ''}>
      {isOver ? t('bar.wrapOverMore') : ''}
    </output>
  );
}

function Middle(props: CallBarProps): ReactNode {
  const { call, direct, seat, notice, remark, waiting, phone, keyText, onKey } = props;
  const { t } = useTranslation();
  if (call !== null) {
    return (
      <>
        <CallerLine call={call} status={statusOf(props)} />
        {call.answeredAt === null && call.direction === 'in' && call.part === 'owner' && (
          <WaitTimer size="bar" queuedAt={call.queuedAt} limitMs={call.answerLimitMs} />
        )}
        {phone.muted && (
          <span className={styles['muted']} data-tone="warn">
            {t('bar.muted')}
          </span>
        )}
        {props.status?.kind === 'released' && (
          <KeyButton
            label={t('call.retrieve')}
            keyText={keyText.takeBack}
            tone="violet"
            strong
            disabled={!props.controls.canTakeBack}
            onPress={() => onKey('takeBack')}
          />
        )}
        {props.status?.kind === 'trouble' && (
          <button
            type="button"
            className={styles['read']}
            aria-label={t('call.read')}
            title={t('call.read')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={props.onTroubleRead}
          >
            ✕
          </button>
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
            <OverTime until={seat.activity.until} />
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
      <span className={styles['idleWords']}>
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
      <KeyButton
        label={t('call.dial')}
        keyText={keyText.dial}
        tone="primary"
        icon={<PhoneOutlined aria-hidden="true" />}
        onPress={() => onKey('dial')}
      />
    </span>
  );
}

function statusOf(props: CallBarProps): ReactNode {
  const { call, status } = props;
  if (call === null) return null;
  if (props.leaveAsked) return <LeaveQuestion keyText={props.keyText.leave} />;
  if (status === null) return null;
  return (
    <StatusLine
      status={status}
      call={call}
      heldSince={props.heldSince}
      targetName={props.targetName}
    />
  );
}

/** The one question of the desk: the citizen would be left with 110 before anybody said they have them. */
function LeaveQuestion({ keyText }: { readonly keyText: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <span className={styles['question']} data-tone="danger" role="alert">
      <b>{t('call.leaveAsk')}</b>
      <small>{t('call.leaveAskMore', { key: keyText })}</small>
    </span>
  );
}
