import type { ParkedCallView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Countdown } from '../time/elapsed.tsx';
import styles from './parked-list.module.css';

export type ParkedListProps = {
  readonly parked: readonly ParkedCallView[];
  /** One call at a time: not while another is at the seat. */
  readonly canTake: boolean;
  readonly onTake: (callId: string) => void;
};

/** 挂起的来电: by number, with the time left; Enter takes the one that has the focus. */
export function ParkedList({ parked, canTake, onTake }: ParkedListProps): ReactNode {
  const { t } = useTranslation();
  if (parked.length === 0) return null;
  return (
    <ul className={styles['list']}>
      {parked
        .toSorted((a, b) => a.until - b.until)
        .map((call) => (
          <li key={call.callId}>
            <button
              type="button"
              className={styles['row']}
              disabled={!canTake}
              title={canTake ? t('parked.take') : t('parked.notNow')}
              onClick={() => onTake(call.callId)}
            >
              <b className={styles['slot']}>{call.slot}</b>
              <span className={styles['who']}>
                <span>{call.numberMasked || t('bar.withheld')}</span>
                <small>
                  {[call.place, t('room.otherSeat', { seat: call.bySeat })]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </small>
              </span>
              <span className={styles['left']} title={t('parked.left')}>
                <Countdown until={call.until} label={t('parked.left')} />
                {canTake && <kbd>Enter</kbd>}
              </span>
            </button>
          </li>
        ))}
    </ul>
  );
}
