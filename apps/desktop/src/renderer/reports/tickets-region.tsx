import { ReportTickets, useRowName, type ReportPlace } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk } from '../app/desk-context.tsx';
import type { OpenFigure } from './report-address.ts';
import { useReportWords } from './report-words.ts';
import styles from './reports.module.css';

/** The tickets behind a figure of the tickets' report, or behind a 热点. */
export function TicketsRegion(props: {
  readonly open: OpenFigure;
  readonly place: ReportPlace;
}): ReactNode {
  const desk = useDesk();
  const { reports } = desk;
  const state = useStore(reports.tickets.state);
  const terms = useStore(desk.tickets.state, ({ terms: known }) => known);
  const words = useReportWords();
  const { t, i18n } = useTranslation();
  const title = useTitle(props.place, props.open);
  return (
    <div className={styles['halves']}>
      <ReportTickets
        title={title}
        tickets={state.tickets}
        isWhole={state.isWhole}
        reading={state.reading}
        failure={
          state.failure === null ? null : t('reports.failed', { why: words.why(state.failure) })
        }
        unitName={(unit) => {
          const known = terms?.units.find(({ id }) => id === unit);
          return known === undefined ? unit : i18n.language === 'en' ? known.en : known.zh;
        }}
        onOpen={reports.openTicket}
        onMore={() => reports.tickets.more()}
        onClose={() => reports.back()}
      />
    </div>
  );
}

function useTitle(place: ReportPlace, open: OpenFigure): string {
  const { t, i18n } = useTranslation();
  const { reports } = useDesk();
  const { read } = useStore(reports.state);
  const rowName = useRowName();
  const words = useReportWords();
  if (place.subject === 'spots') {
    const spot =
      read?.of === 'spots'
        ? (read.spots.categories.find(({ key }) => open.key === `category:${key}`)?.name ??
          read.spots.places.find(({ key }) => open.key === `place:${key}`)?.name ??
          read.spots.matters.find(({ ticketNos }) => open.key === `matter:${ticketNos.join(',')}`)
            ?.title)
        : undefined;
    return [t('reports.subjects.spots'), spot].filter(Boolean).join(' · ');
  }
  const row =
    read?.of === 'tickets' ? read.report.rows.find(({ key }) => key === open.key) : undefined;
  const name = row === undefined ? open.key : i18n.language === 'en' ? row.en : row.zh;
  const group = open.key === '*' ? t('reports.summary') : rowName(place.by, open.key, name);
  return `${group} · ${words.figure(open.figure)}`;
}
