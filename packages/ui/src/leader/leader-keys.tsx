import type { CallView, HotlineView, Operation, SeatBriefView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ownMode } from '../call-bar/call-status.ts';
import { KeyButton } from '../call-bar/key-button.tsx';
import { HeldBack } from './held-back.tsx';
import styles from './leader-keys.module.css';

export type LeaderKey = 'leaderListen' | 'leaderWhisper' | 'leaderBarge' | 'takeOver' | 'forceEnd';
export type LeaderKeysProps = {
  /** The seat chosen among the tiles. */
  readonly seat: SeatBriefView | null;
  /** The call at the leader's own desk. */
  readonly call: CallView | null;
  readonly may: (operation: Operation) => boolean;
  /** 强拆, the end of a wrap-up, or another state of a seat, that can still be undone. */
  readonly forcing: {
    readonly what: 'call' | 'wrap' | 'ready' | 'busy' | 'sign-out';
    /** Whose state it is. */
    readonly seatId: string;
    readonly until: number;
    readonly totalMs: number;
  } | null;
  readonly keyText: Readonly<Record<LeaderKey, string>>;
  readonly ownSeat: string;
  /** Whether the seat's desk shows that its leader is there; undefined: the bridge does not say. */
  readonly shown: HotlineView['leaderShown'];
  readonly onKey: (key: LeaderKey) => void;
  readonly onUndo: () => void;
};

const modeKeys = [
  ['leaderListen', 'listen'],
  ['leaderWhisper', 'whisper'],
  ['leaderBarge', 'barge'],
] as const;

/** 监听 · 耳语 · 强插 · 接管 · 强拆 on the chosen seat, or on the call that is led already; each says who hears what. */
export function LeaderKeys(props: LeaderKeysProps): ReactNode {
  const { t } = useTranslation();
  const { seat, call, may, forcing, keyText } = props;
  const leading = call?.part === 'leader';
  const mode = leading ? ownMode(call, props.ownSeat) : null;
  const writesUp = !leading && seat?.activity.kind === 'wrapping';
  const free = call === null && seat?.call !== null && seat !== null;
  if (forcing !== null)
    return (
      <HeldBack
        until={forcing.until}
        totalMs={forcing.totalMs}
        words={
          forcing.what === 'call' || forcing.what === 'wrap'
            ? t(`leader.forcing.${forcing.what}`)
            : t(`leaderDesk.held.${forcing.what}`, { seat: forcing.seatId })
        }
        more={
          forcing.what === 'call' || forcing.what === 'wrap'
            ? t(`leader.forcingMore.${forcing.what}`)
            : t('leaderDesk.heldMore')
        }
        onUndo={props.onUndo}
      />
    );
  return (
    <section className={styles['keys']} aria-label={t('leader.keys')}>
      <header className={styles['who']}>
        {leading ? (
          <b>{t('leader.on', { seat: call.ownerSeat ?? '–' })}</b>
        ) : seat === null ? (
          <span>{t('leader.choose')}</span>
        ) : (
          <b>
            {seat.personName} {seat.seatId}
          </b>
        )}
        <small>
          {seat !== null && !leading && seat.call === null ? t('leader.noCall') : ''}
          {call !== null && !leading ? t('leader.ownCall') : ''}
        </small>
      </header>
      {modeKeys.map(([key, each]) => (
        <div key={key} className={styles['row']} data-on={mode === each}>
          <KeyButton
            label={t(`leader.short.${each}`)}
            keyText={keyText[key]}
            tone="primary"
            pressed={mode === each}
            disabled={leading ? !may('leader-mode') : !free}
            onPress={() => props.onKey(key)}
          />
          <small>
            {t(`leader.what.${each}`)}
            {props.shown !== undefined && <em>{t(`leader.shown.${props.shown[each]}`)}</em>}
          </small>
        </div>
      ))}
      <div className={styles['row']}>
        <KeyButton
          label={t('leader.takeOver')}
          keyText={keyText.takeOver}
          tone="primary"
          disabled={leading ? !may('take-over') : !free}
          onPress={() => props.onKey('takeOver')}
        />
        <small>{t('leader.what.takeOver')}</small>
      </div>
      <div className={styles['row']}>
        <KeyButton
          label={t(writesUp ? 'leader.forceWrap' : 'leader.forceEnd')}
          keyText={keyText.forceEnd}
          tone="danger"
          disabled={leading ? !may('force-end') : !free && !writesUp}
          onPress={() => props.onKey('forceEnd')}
        />
        <small>{t(writesUp ? 'leader.what.forceWrap' : 'leader.what.forceEnd')}</small>
      </div>
    </section>
  );
}
