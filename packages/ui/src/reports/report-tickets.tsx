import type { TicketView } from '@hotline/domain/ticket-api';
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { StateMark } from '../ticket/ticket-marks.tsx';
import { dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import { stepRows } from './step-rows.ts';
import styles from './report-calls.module.css';

/** The tickets behind a figure, or behind a 热点; oldest first. */
export function ReportTickets(props: {
  readonly title: string;
  readonly tickets: readonly TicketView[];
  /** Read to its end. */
  readonly isWhole: boolean;
  readonly reading: boolean;
  /** In words; null: none. */
  readonly failure: string | null;
  readonly unitName: (unit: string) => string;
  readonly onOpen: (ticketNo: string) => void;
  readonly onMore: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const at = useRef<HTMLDivElement>(null);
  const { tickets, isWhole, reading } = props;
  const hasRows = tickets.length > 0;
  useEffect(() => {
    const first = hasRows ? at.current?.querySelector<HTMLElement>('[data-ticket]') : at.current;
    first?.focus();
    // Once its rows are there, and not again while more are read.
  }, [hasRows]);

  return (
    // Its rows have the focus; arrows go between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={at}
      className={styles['calls']}
      tabIndex={-1}
      onKeyDown={(event) => stepRows(event, at.current, '[data-ticket]')}
      data-testid="report-tickets"
    >
      <header className={styles['head']}>
        <h3>{props.title}</h3>
        <Button size="small" aria-keyshortcuts="Escape" onClick={props.onClose}>
          {t('reports.close')}
        </Button>
      </header>
      {props.failure !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {props.failure}
        </p>
      )}
      {!hasRows && isWhole && <Empty>{t('reports.noTickets')}</Empty>}
      {hasRows && (
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" data-column={column}>
                    {t(`reports.ticketColumn.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tickets.map((ticket) => (
                <tr key={ticket.ticketNo}>
                  <td>
                    <button
                      type="button"
                      data-ticket={ticket.ticketNo}
                      onClick={() => props.onOpen(ticket.ticketNo)}
                    >
                      {ticket.ticketNo}
                    </button>
                  </td>
                  <td data-column="title">{ticket.title}</td>
                  <td>
                    <StateMark state={ticket.state} />
                  </td>
                  <td>
                    {ticket.assignment === null
                      ? t('reports.none')
                      : props.unitName(ticket.assignment.main)}
                  </td>
                  <td>
                    <time>{dateTime(ticket.filedAt, zone).slice(0, 16)}</time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <footer className={styles['foot']}>
        <span>
          {reading
            ? t('reports.reading')
            : t(isWhole ? 'reports.ticketsWhole' : 'reports.ticketsSoFar', { n: tickets.length })}
        </span>
        {!isWhole && (
          <Button size="small" disabled={reading} onClick={props.onMore}>
            {t('reports.moreTickets')}
          </Button>
        )}
      </footer>
    </div>
  );
}

const columns = ['ticketNo', 'title', 'state', 'unit', 'filed'] as const;
