import type { ReportCall } from '@hotline/domain/report-api';
import { Button } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { clockText, dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import { stepRows } from './step-rows.ts';
import styles from './report-calls.module.css';

/** The calls behind a figure, oldest first. */
export function ReportCalls(props: {
  readonly group: string;
  readonly figure: string;
  readonly calls: readonly ReportCall[];
  /** null: not read yet. */
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly reading: boolean;
  /** In words; null: none. */
  readonly failure: string | null;
  readonly queueName: (queueId: string) => string;
  /** The row that had the focus, when one comes back from a call. */
  readonly chosen: string | null;
  readonly onOpen: (callId: string) => void;
  readonly onMore: () => void;
  readonly onClose: () => void;
  readonly onExport: (format: 'csv' | 'xlsx') => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const at = useRef<HTMLDivElement>(null);
  const { calls, total, chosen } = props;
  const hasRows = calls.length > 0;
  const left = useRef<string | null>(null);

  useEffect(() => {
    // Back from a call its row has the focus again.
    left.current = chosen ?? left.current;
    if (!hasRows) {
      at.current?.focus();
      return;
    }
    const row =
      left.current === null
        ? null
        : at.current?.querySelector(`[data-call="${CSS.escape(left.current)}"]`);
    const target = row ?? at.current?.querySelector('[data-call]') ?? at.current;
    if (target instanceof HTMLElement) target.focus();
    // Once its rows are there, and not again while more are read.
  }, [hasRows, chosen]);

  return (
    // Its rows have the focus; arrows go between them.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={at}
      className={styles['calls']}
      tabIndex={-1}
      onKeyDown={(event) => stepRows(event, at.current, '[data-call]')}
      data-testid="report-calls"
    >
      <header className={styles['head']}>
        <h3>
          {t('reports.callList', { group: props.group, figure: props.figure, n: total ?? '…' })}
        </h3>
        <Button size="small" disabled={total === null} onClick={() => props.onExport('xlsx')}>
          {t('reports.exports.xlsx')}
        </Button>
        <Button size="small" disabled={total === null} onClick={() => props.onExport('csv')}>
          {t('reports.exports.csv')}
        </Button>
        <Button size="small" aria-keyshortcuts="Escape" onClick={props.onClose}>
          {t('reports.close')}
        </Button>
      </header>
      {props.failure !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {props.failure}
        </p>
      )}
      {total === 0 && <Empty>{t('reports.noCalls')}</Empty>}
      {hasRows && (
        <div className={styles['scroll']}>
          <table className={styles['table']}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col" data-column={column}>
                    {t(`reports.callColumn.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {calls.map((call) => (
                <tr key={call.callId}>
                  <td>
                    <button
                      type="button"
                      data-call={call.callId}
                      onClick={() => props.onOpen(call.callId)}
                    >
                      <time>{dateTime(call.startAt, zone)}</time>
                    </button>
                    {call.isBookedLate && <small> {t('reports.late')}</small>}
                  </td>
                  <td>{call.numberMasked}</td>
                  <td>{props.queueName(call.queueId)}</td>
                  <td>{call.seatId ?? t('reports.none')}</td>
                  <td data-column="wait">{waitText(call) ?? t('reports.none')}</td>
                  <td data-column="talk">{clockText(call.talkMs)}</td>
                  <td>{t(`reports.outcome.${outcomeOf(call)}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <footer className={styles['foot']}>
        {props.reading ? (
          <span>{t('reports.reading')}</span>
        ) : (
          total !== null && <span>{t('reports.callTotal', { n: total, shown: calls.length })}</span>
        )}
        {props.hasMore && (
          <Button size="small" disabled={props.reading} onClick={props.onMore}>
            {t('reports.more', { n: Math.min(50, (total ?? 0) - calls.length) })}
          </Button>
        )}
      </footer>
    </div>
  );
}

const columns = ['start', 'number', 'queue', 'seat', 'wait', 'talk', 'outcome'] as const;

function outcomeOf({ answeredAt, abandonedAt }: ReportCall) {
  if (answeredAt !== null) return 'answered';
  return abandonedAt === null ? 'under-way' : 'abandoned';
}
function waitText({ startAt, answeredAt, abandonedAt }: ReportCall): string | null {
  const until = answeredAt ?? abandonedAt;
  return until === null ? null : clockText(until - startAt);
}
