import type { CallBackView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import styles from './call-back-list.module.css';

export type CallBackListProps = {
  readonly callBacks: readonly CallBackView[];
  /** null: nothing can be dialled now. */
  readonly onCallBack: ((callId: string) => void) | null;
  readonly keyText: string;
};

const isOpen = ({ state }: CallBackView) => state === 'open';

/** 漏接回拨: who was missed and not reached yet, the longest ago first; what is done stays until it leaves by itself. */
export function CallBackList({ callBacks, onCallBack, keyText }: CallBackListProps): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  if (callBacks.length === 0) return null;
  const inOrder = callBacks.toSorted(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.at - b.at,
  );
  const first = inOrder.find(isOpen);
  return (
    <ul className={styles['list']}>
      {inOrder.map((each) => (
        <li key={each.callId} className={styles['row']} data-state={each.state}>
          <time>{shortDate(each.at, now, zone)}</time>
          <span className={styles['who']}>
            <span>
              {each.numberMasked} <small>{each.place}</small>
            </span>
            <small>
              {[
                t(`callBacks.why.${each.why}`),
                ...(each.attempts > 0 ? [t('callBacks.attempts', { n: each.attempts })] : []),
              ].join(' · ')}
            </small>
          </span>
          {isOpen(each) && onCallBack !== null ? (
            <button
              type="button"
              className={styles['back']}
              aria-keyshortcuts={each === first ? keyText : undefined}
              aria-label={t('caller.callBackTo', { number: each.numberMasked })}
              onClick={() => onCallBack(each.callId)}
            >
              {t('caller.callBack')}
              {each === first && <kbd>{keyText}</kbd>}
            </button>
          ) : (
            <span className={styles['state']}>
              {t(`callBacks.state.${each.state}`)}
              {each.seatId !== null && <small>{t('callBacks.by', { seat: each.seatId })}</small>}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
