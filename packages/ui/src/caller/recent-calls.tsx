import type { MyDayView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { useZone } from '../time/clock.tsx';
import { clockText, timeOfDay } from '../time/clock-text.ts';
import styles from './recent-calls.module.css';

export type RecentCallsProps = {
  readonly calls: MyDayView['recentCalls'];
  /** The call at the seat now: it is not over, so it is neither answered nor missed yet. */
  readonly present: string | null;
  /** 回拨; null: nothing can be dialled now. */
  readonly onCallBack?: ((callId: string) => void) | null;
};

/** The calls this seat was offered today, newest first. */
export function RecentCalls({ calls, present, onCallBack = null }: RecentCallsProps): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const over = calls.filter((call) => call.callId !== present);
  if (over.length === 0) return <Empty>{t('caller.noRecent')}</Empty>;
  return (
    <ul className={styles['list']}>
      {over
        .toSorted((a, b) => b.at - a.at)
        .map((call) => (
          <li key={call.callId} className={styles['row']}>
            <time>{timeOfDay(call.at, zone)}</time>
            <span className={styles['who']} title={call.place ?? undefined}>
              {call.numberMasked || t('bar.withheld')}
              {call.place !== null && <small>{call.place}</small>}
            </span>
            <span
              className={styles['what']}
              data-tone={call.answered ? 'calm' : 'danger'}
              title={call.ticketNo ?? undefined}
            >
              {call.answered ? clockText(call.talkMs) : t('caller.missed')}
            </span>
            {onCallBack !== null && call.numberMasked !== '' && (
              <button
                type="button"
                className={styles['back']}
                aria-label={t('caller.callBackTo', { number: call.numberMasked })}
                onClick={() => onCallBack(call.callId)}
              >
                {t('caller.callBack')}
              </button>
            )}
          </li>
        ))}
    </ul>
  );
}
