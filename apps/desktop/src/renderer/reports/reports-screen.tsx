import { countedFigure, ticketFigure } from '@hotline/domain/report-api';
import { CallReport, TicketReport } from '@hotline/ui/charts';
import {
  Empty,
  FileProgress,
  HotSpotPage,
  ReportBar,
  ReportFileList,
  isOfPeriod,
  ReportTrouble,
  type ReportFile,
  type ReportPlace,
} from '@hotline/ui';
import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import { CallsRegion } from './calls-region.tsx';
import type { OpenFigure } from './report-address.ts';
import { useReportTimes } from './report-times.ts';
import { useReportWords } from './report-words.ts';
import { TicketsRegion } from './tickets-region.tsx';
import styles from './reports.module.css';

const files: readonly ReportFile[] = ['xlsx', 'csv', 'pdf'];

/** 报表, for leaders: what is asked for, the report, and in its place the calls behind a figure. */
export function ReportsScreen(): ReactNode {
  const { t } = useTranslation();
  const { reports } = useDesk();
  const state = useStore(reports.state);
  const words = useReportWords();
  const times = useReportTimes();
  const hotline = useDeskState(({ stage, hotline: known }) =>
    stage.kind === 'signed-in' ? (known?.name ?? '') : '',
  );
  const { place, open, read, failure, file } = state;
  // Whatever was pressed to come here is behind another screen now.
  useEffect(() => document.querySelector<HTMLElement>('[data-testid="reports"]')?.focus(), []);
  if (place === null) return null;

  const isPaged = open === null && isOfPeriod(place.subject);
  function steer(event: KeyboardEvent): void {
    const isField = event.target instanceof HTMLInputElement;
    if (event.key === 'Escape') reports.back();
    else if (!isField && event.key === 'PageUp' && isPaged) reports.shift(-1);
    else if (!isField && event.key === 'PageDown' && isPaged) reports.shift(1);
    else return;
    event.preventDefault();
  }

  return (
    // Its keys are those of what stands in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <main
      className={styles['screen']}
      tabIndex={-1}
      aria-label={t('reports.title')}
      aria-busy={state.reading}
      data-testid="reports"
      data-print="report"
      onKeyDown={steer}
    >
      <h1 className={styles['printed']}>
        {t('reports.printHead', {
          hotline,
          subject: t(`reports.subjects.${place.subject}`),
          from: place.from,
          to: place.to,
        })}
      </h1>
      <ReportBar
        place={place}
        today={reports.today()}
        reading={state.reading}
        files={isOfPeriod(place.subject) ? files : []}
        onChange={(change) => reports.change(change)}
        onShift={(periods) => reports.shift(periods)}
        onRefresh={reports.refresh}
        onFile={(kind) => void reports.save(kind)}
      >
        {state.reading
          ? t('reports.reading')
          : state.readAt !== null && t('reports.readAt', { time: times.time(state.readAt) })}
      </ReportBar>
      {file !== null && (
        <FileProgress
          file={
            typeof file.state === 'string'
              ? file
              : { ...file, state: { failed: words.why(file.state.failed) } }
          }
          onStop={reports.stopFile}
        />
      )}
      {failure !== null && (
        <ReportTrouble
          words={
            failure === 'offline'
              ? t('reports.offline')
              : t('reports.failed', { why: words.why(failure) })
          }
          action={t('reports.again')}
          onAction={reports.refresh}
        />
      )}
      {open !== null ? (
        <BehindFigure open={open} place={place} />
      ) : (
        <div className={styles['report']} data-testid="report">
          {read === null ? state.reading && <Empty>{t('reports.reading')}</Empty> : <Report />}
        </div>
      )}
    </main>
  );
}

function BehindFigure(props: {
  readonly open: OpenFigure;
  readonly place: ReportPlace;
}): ReactNode {
  const { reports } = useDesk();
  return reports.behind()?.of === 'tickets' ? (
    <TicketsRegion {...props} />
  ) : (
    <CallsRegion {...props} />
  );
}

function Report(): ReactNode {
  const { t } = useTranslation();
  const desk = useDesk();
  const { reports } = desk;
  const { read, place } = useStore(reports.state);
  const times = useReportTimes();
  if (read === null || place === null) return null;
  if (read.of === 'files') {
    return <ReportFileList report={read.files} onSave={(name) => void reports.saveFile(name)} />;
  }
  if (read.of === 'spots') {
    return (
      <HotSpotPage
        spots={read.spots}
        onWindow={(window) => reports.change({ window })}
        onOpen={(spot) => reports.openSpot(spot)}
        onTicket={reports.openTicket}
      />
    );
  }
  const { compared } = read;
  const beforeText = t('reports.beforeIs', {
    from: compared.from,
    to: compared.isPart ? times.minute(Date.parse(compared.to)) : compared.to,
  });
  const keep = (bytes: Uint8Array<ArrayBuffer>): void => reports.keepPicture(bytes);
  return read.of === 'calls' ? (
    <CallReport
      report={read.report}
      total={read.total}
      before={read.before}
      beforeText={beforeText}
      check={read.check}
      onOpen={(key, column) => {
        const figure = countedFigure.safeParse(column);
        if (figure.success) reports.openFigure(key, figure.data);
      }}
      onPicture={keep}
    />
  ) : (
    <TicketReport
      report={read.report}
      total={read.total}
      before={read.before}
      beforeText={beforeText}
      under={place.under}
      onUnder={(under) => reports.change({ under })}
      onOpen={(key, column) => {
        const figure = ticketFigure.safeParse(column);
        if (figure.success) reports.openFigure(key, figure.data);
      }}
      onPicture={keep}
    />
  );
}
