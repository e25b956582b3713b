import {
  Empty,
  TicketList,
  ticketColumns,
  TicketRail,
  useRefusalText,
  usualColumns,
} from '@hotline/ui';
import { Activity, useCallback, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketTerms } from '@hotline/domain/ticket-api';
import { useStore } from 'zustand';
import { useDesk, useSettings } from '../app/desk-context.tsx';
import { listsOf } from './lists-of.ts';
import { OpenTicketRegion } from './open-ticket-region.tsx';
import { nextOf } from './pages.ts';
import styles from './tickets.module.css';

/** 工单: lists at the left, one list or one ticket beside them. `onBack` null: there is no other screen. */
export function TicketsScreen({ onBack }: { readonly onBack: (() => void) | null }): ReactNode {
  const { t } = useTranslation();
  const { tickets } = useDesk();
  const { terms, termsFailed, counts } = useStore(tickets.state);
  const filters = useStore(tickets.list.state, (state) => state.filters);
  const open = useStore(tickets.open.state, ({ ticketNo }) => ticketNo);
  if (terms === null) {
    return (
      <main className={styles['screen']} aria-label={t('tickets.title')}>
        <Empty>{termsFailed ? t('tickets.offline') : t('tickets.waitingTerms')}</Empty>
      </main>
    );
  }
  return (
    <main className={styles['screen']} aria-label={t('tickets.title')} data-testid="tickets">
      <div className={styles['halves']}>
        <TicketRail
          lists={listsOf[terms.actor.role]}
          chosen={filters.list ?? 'all'}
          counts={counts ?? {}}
          onChoose={(list) => tickets.filter({ list })}
        />
        {/* The list keeps its place and its rows while a ticket is read. */}
        <Activity mode={open === null ? 'visible' : 'hidden'}>
          <ListRegion terms={terms} onBack={onBack} />
        </Activity>
        {open !== null && <OpenTicketRegion ticketNo={open} terms={terms} />}
      </div>
    </main>
  );
}

function ListRegion(props: {
  readonly terms: TicketTerms;
  readonly onBack: (() => void) | null;
}): ReactNode {
  const desk = useDesk();
  const { tickets } = desk;
  const { list } = tickets;
  const { stretches, failure, ...state } = useStore(list.state);
  const kept = useSettings((settings) => settings.ticketColumns);
  const refusalText = useRefusalText();
  const more = useCallback(() => list.more(), [list]);
  const sight = useCallback((from: number, to: number) => list.inSight(from, to), [list]);
  const columns = useMemo(
    () => (kept === null ? usualColumns : ticketColumns.filter((column) => kept.includes(column))),
    [kept],
  );
  return (
    <TicketList
      {...state}
      terms={props.terms}
      columns={columns}
      hasMore={nextOf(stretches) !== null}
      failure={
        failure === null || failure === 'offline' ? failure : { words: refusalText(failure) }
      }
      onFilter={(change) => tickets.filter(change)}
      onColumns={(chosen) => desk.changeSettings({ ticketColumns: chosen })}
      onRefresh={tickets.renew}
      onChoose={(ticketNo) => list.choose(ticketNo)}
      onOpen={(ticketNo) => tickets.openTicket(ticketNo)}
      onBack={() => props.onBack?.()}
      onSight={sight}
      onMore={more}
    />
  );
}
