import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateShape } from '../call-bar/state-shape.tsx';
import { clockText } from '../time/clock-text.ts';
import { useTime } from '../time/clock.tsx';
import { Elapsed, Overrun } from '../time/elapsed.tsx';
import { named } from '../words/named.ts';
import { HandMark } from './hand-mark.tsx';
import { averageHandleMs, deviceTrouble, isTooLong, seatLook } from './seat-look.ts';
import styles from './seat-tiles.module.css';

export type SeatTileProps = {
  readonly seat: SeatBriefView;
  readonly hotline: Pick<HotlineView, 'restReasons' | 'tooLong'>;
  readonly isChosen: boolean;
  readonly isFocusable: boolean;
  readonly onChoose: (seatId: string) => void;
};

/** One seat: who, what, since when, with whom, and what is wrong. Its lines stay where they are whatever they say. */
export function SeatTile(props: SeatTileProps): ReactNode {
  const { seat, hotline, isChosen } = props;
  const { activity, call, hand } = seat;
  const { t } = useTranslation();
  const because = useBecause(hotline.restReasons);
  const isLate = useTime((now) => isTooLong(seat, hotline.tooLong, now));
  const look = seatLook(seat);
  const trouble = deviceTrouble(seat);
  const average = averageHandleMs(seat);
  return (
    <button
      type="button"
      className={styles['tile']}
      data-tone={isLate ? 'danger' : look.tone}
      data-odd={look.odd || isLate || trouble !== null}
      data-away={activity.kind === 'signed-out'}
      data-hand={hand !== null}
      data-seat={seat.seatId}
      aria-pressed={isChosen}
      tabIndex={props.isFocusable ? 0 : -1}
      onClick={() => props.onChoose(seat.seatId)}
    >
      <span className={styles['who']}>
        <b title={seat.personName}>{seat.personName}</b>
        {hand !== null && (
          <em className={styles['hand']} data-tone="warn">
            <HandMark /> {t('leaderDesk.group.hand')}
          </em>
        )}
        <small>{seat.seatId}</small>
      </span>
      <span className={styles['state']}>
        <StateShape shape={look.shape} />
        <span>
          {t(`leader.state.${look.word}`)}
          {isLate && <b className={styles['late']}>{t('leaderDesk.tooLong')}</b>}
        </span>
        <span className={styles['time']}>
          {activity.kind === 'wrapping' ? (
            <Overrun until={activity.until} overLabel={t('bar.wrapOver')} />
          ) : activity.kind === 'signed-out' ? null : (
            <Elapsed since={activity.since} />
          )}
        </span>
      </span>
      <small className={styles['number']}>
        {trouble !== null ? (
          <b className={styles['trouble']} data-tone="danger">
            ▲ {t(`leaderDesk.device.${trouble}`)}
          </b>
        ) : call === null ? (
          because(activity)
        ) : (
          call.numberMasked || t('bar.withheld')
        )}
        {call !== null && call.part !== 'owner' && <em>{t(`leader.part.${call.part}`)}</em>}
        {seat.after !== null && <em>{t(`leaderDesk.after.${seat.after}`)}</em>}
      </small>
      <small className={styles['number']}>
        {seat.today === null || seat.today.answered === 0
          ? t('leaderDesk.tileNone')
          : t('leaderDesk.tileToday', {
              answered: seat.today.answered,
              average: average === null ? '–' : clockText(average),
            })}
      </small>
    </button>
  );
}

/** Without a call: why the seat takes none. */
export function useBecause(
  restReasons: HotlineView['restReasons'],
): (activity: SeatBriefView['activity']) => string {
  const { t, i18n } = useTranslation();
  return (activity) => {
    if (activity.kind === 'busy') return t(`state.because.${activity.because}`);
    if (activity.kind !== 'rest') return ' ';
    const reason = restReasons.find(({ id }) => id === activity.reason);
    return reason === undefined ? activity.reason : named(reason, i18n.language);
  };
}
