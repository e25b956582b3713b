import type { TicketTerms, TicketView } from '@hotline/domain/ticket-api';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { timeOfDay } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import type { TicketColumn } from './ticket-columns.tsx';
import { TicketFilterBar, type TicketFilters } from './ticket-filters.tsx';
import { TicketTable } from './ticket-table.tsx';
import styles from './ticket-list.module.css';

export type TicketListProps = {
  readonly filters: TicketFilters;
  readonly terms: TicketTerms;
  readonly columns: readonly TicketColumn[];
  readonly rows: readonly TicketView[];
  readonly chosen: string | null;
  readonly hasMore: boolean;
  readonly reading: 'none' | 'first' | 'more' | 'again';
  /** `offline`: nothing answers; else why it could not be read, in words. */
  readonly failure: 'offline' | { readonly words: string } | null;
  /** ms; null: never. */
  readonly readAt: number | null;
  readonly onFilter: (change: Partial<TicketFilters>) => void;
  readonly onColumns: (columns: readonly TicketColumn[]) => void;
  readonly onRefresh: () => void;
  readonly onChoose: (ticketNo: string) => void;
  readonly onOpen: (ticketNo: string) => void;
  readonly onBack: () => void;
  readonly onSight: (from: number, to: number) => void;
  readonly onMore: () => void;
};

const noFilter = {
  title: undefined,
  kind: undefined,
  urgency: undefined,
  state: undefined,
  unit: undefined,
};

/** One list: what narrows it, whether it is fresh, its rows, or why there are none. */
export function TicketList(props: TicketListProps): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const { filters, rows, reading, failure, hasMore } = props;
  const time = props.readAt === null ? '' : timeOfDay(props.readAt, zone);
  const { list = 'all' } = filters;
  const isNarrowed = Object.keys(noFilter).some(
    (name) => filters[name as keyof typeof noFilter] !== undefined,
  );
  return (
    <div className={styles['list']}>
      <TicketFilterBar
        filters={filters}
        terms={props.terms}
        columns={props.columns}
        canRefresh={reading === 'none'}
        onFilter={props.onFilter}
        onColumns={props.onColumns}
        onRefresh={props.onRefresh}
      >
        <span>{props.readAt === null ? '' : t('tickets.readAt', { time })}</span>
      </TicketFilterBar>
      {failure !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {failure !== 'offline'
            ? t('tickets.failed', { why: failure.words })
            : rows.length === 0
              ? t('tickets.offline')
              : t('tickets.offlineStale', { time })}{' '}
          <Button size="small" onClick={props.onRefresh}>
            {t('tickets.again')}
          </Button>
        </p>
      )}
      {rows.length > 0 ? (
        <TicketTable
          // Another list begins at its top.
          key={list}
          tickets={rows}
          terms={props.terms}
          columns={props.columns}
          chosen={props.chosen}
          hasMore={hasMore}
          focused
          foot={
            <p className={styles['end']}>
              {reading === 'more'
                ? t('tickets.loadingMore')
                : t(hasMore ? 'tickets.loaded' : 'tickets.end', { n: rows.length })}
            </p>
          }
          onChoose={props.onChoose}
          onOpen={props.onOpen}
          onBack={props.onBack}
          onSight={props.onSight}
          onMore={props.onMore}
        />
      ) : reading === 'first' ? (
        <Empty>{t('tickets.loading')}</Empty>
      ) : (
        failure === null && (
          <Empty>
            {t(isNarrowed ? 'tickets.emptyFiltered' : `tickets.empty.${list}`)}{' '}
            {isNarrowed && (
              <Button size="small" onClick={() => props.onFilter(noFilter)}>
                {t('tickets.clearFilters')}
              </Button>
            )}
          </Empty>
        )
      )}
    </div>
  );
}

/** Nothing else on the page can be pressed. */
const focusAtOnce = (at: HTMLElement | null): void => at?.focus();

/** In the place of a ticket that was not read, or not yet. */
export function TicketUnread(props: {
  readonly ticketNo: string;
  /** Why, in words; null: it is being read. */
  readonly failure: string | null;
  readonly onBack: () => void;
  readonly onAgain: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['unread']} data-testid="ticket-page">
      <p role={props.failure === null ? undefined : 'alert'}>
        {props.failure ?? t('ticket.reading', { no: props.ticketNo })}
      </p>
      <Button ref={focusAtOnce} onClick={props.onBack}>
        {t('ticket.backToList')}
      </Button>
      {props.failure !== null && <Button onClick={props.onAgain}>{t('tickets.again')}</Button>}
    </div>
  );
}
