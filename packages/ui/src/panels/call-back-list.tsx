import type { CallBackView } from '@hotline/domain/protocol';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import { CloseCallBack, maySeatClose, type CallBackReason } from './close-call-back.tsx';
import styles from './call-back-list.module.css';

export type CallBackListProps = {
  readonly callBacks: readonly CallBackView[];
  /** null: nothing can be dialled now. */
  readonly onCallBack: ((callId: string) => void) | null;
  readonly keyText: string;
  readonly ownSeat: string;
  readonly isLeader: boolean;
  readonly leastTries: number;
  readonly isLive: boolean;
  readonly onClose: (callId: string, reason: CallBackReason, note: string) => void;
};

const isOpen = ({ state }: CallBackView) => state === 'open';

/** 漏接回拨: who was missed and not reached yet, the longest ago first; what is done stays until it leaves by itself. */
export function CallBackList(props: CallBackListProps): ReactNode {
  const { callBacks, onCallBack, keyText, ownSeat, isLeader } = props;
  const [closing, setClosing] = useState<string | null>(null);
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  if (callBacks.length === 0) return null;
  const inOrder = callBacks.toSorted(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || a.at - b.at,
  );
  const mine = ({ claim }: CallBackView) => claim === null || claim.seatId === ownSeat;
  const first = inOrder.find((each) => isOpen(each) && mine(each));
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
          {maySeatClose(each, ownSeat, isLeader) && closing !== each.callId && (
            <button
              type="button"
              className={styles['back']}
              onClick={() => setClosing(each.callId)}
            >
              {t('callBacks.close')}…
            </button>
          )}
          {isOpen(each) && mine(each) && onCallBack !== null ? (
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
              {(each.claim?.seatId ?? each.seatId) !== null && (
                <small>{t('callBacks.by', { seat: each.claim?.seatId ?? each.seatId })}</small>
              )}
            </span>
          )}
          {closing === each.callId && isOpen(each) && (
            <CloseCallBack
              task={each}
              leastTries={props.leastTries}
              isLive={props.isLive}
              onClose={(reason, note) => {
                setClosing(null);
                props.onClose(each.callId, reason, note);
              }}
              onCancel={() => setClosing(null)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
