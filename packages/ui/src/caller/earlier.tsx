import type { EarlierCallView, TicketBriefView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { clockText, shortDate } from '../time/clock-text.ts';
import styles from './earlier.module.css';

/** 历史工单 of this number, newest first: a repeat caller's last matter is what the agent looks for. */
export function EarlierTickets(props: {
  readonly tickets: readonly TicketBriefView[];
  readonly kindName: (id: string) => string;
}): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  // A state that the desk has no word for yet is shown as the bridge names it.
  const stateName = (state: string) =>
    state === 'accepted' ? t('caller.ticketState.accepted') : state;
  const newestFirst = props.tickets.toSorted((a, b) => b.at - a.at);
  return (
    <section className={styles['block']} aria-label={t('caller.tickets')}>
      <h3>
        {t('caller.tickets')} <span>{props.tickets.length}</span>
      </h3>
      {newestFirst.length === 0 && <p>{t('caller.noTickets')}</p>}
      <ul>
        {newestFirst.map((ticket) => (
          <li key={ticket.ticketNo} className={styles['ticket']}>
            <span className={styles['title']} title={ticket.title}>
              {ticket.title || t('draft.untitled')}
            </span>
            <span className={styles['meta']}>
              <span>
                {[props.kindName(ticket.kind), stateName(ticket.state)].filter(Boolean).join(' · ')}
              </span>
              <time>{shortDate(ticket.at, now, zone)}</time>
            </span>
            <span className={styles['no']}>{ticket.ticketNo}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function EarlierCalls(props: {
  readonly calls: readonly EarlierCallView[];
  /** This call included. */
  readonly total: number;
  /** 回拨 of a missed one; null: nothing can be dialled now. */
  readonly onCallBack: ((callId: string) => void) | null;
}): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const newestFirst = props.calls.toSorted((a, b) => b.at - a.at);
  return (
    <section className={styles['block']} aria-label={t('caller.calls')}>
      <h3>
        {t('caller.calls')} <span>{props.total}</span>
      </h3>
      {newestFirst.length === 0 && <p>{t('caller.noCalls')}</p>}
      <ul>
        {newestFirst.map((call) => (
          <li key={call.callId} className={styles['call']}>
            <time>{shortDate(call.at, now, zone)}</time>
            <span className={styles['grow']}>
              {t(`caller.outcome.${call.outcome}`)}
              {call.seatId !== null && ` · ${call.seatId}`}
            </span>
            {call.outcome === 'answered' && <span>{clockText(call.talkMs)}</span>}
            {call.outcome === 'abandoned' && props.onCallBack !== null && (
              <button
                type="button"
                className={styles['back']}
                onClick={() => props.onCallBack?.(call.callId)}
              >
                {t('caller.callBack')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
