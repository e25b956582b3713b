import {
  ReportCallPage,
  ReportCalls,
  ReportTrouble,
  useRowName,
  type ReportPlace,
} from '@hotline/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useDesk, useDeskState } from '../app/desk-context.tsx';
import type { OpenFigure } from './report-address.ts';
import { useReportWords } from './report-words.ts';
import styles from './reports.module.css';

/** The calls behind a figure, and beside them the one that is open. */
export function CallsRegion(props: {
  readonly open: OpenFigure;
  readonly place: ReportPlace;
}): ReactNode {
  const { t } = useTranslation();
  const { reports } = useDesk();
  const { callId, read } = useStore(reports.state);
  const state = useStore(reports.calls.state);
  const figures = useDeskState(({ link }) => link.data?.figures ?? none);
  const words = useReportWords();
  const rowName = useRowName();
  const { open, place } = props;
  const queueName = (queueId: string): string =>
    figures.find((queue) => queue.queueId === queueId)?.queueName ?? queueId;
  const row =
    read?.of === 'calls' ? read.report.rows.find(({ key }) => key === open.key) : undefined;
  const caller =
    read?.of === 'spots'
      ? read.spots.callers.find(({ callId: of }) => open.key === `caller:${of}`)
      : undefined;
  const group =
    place.subject === 'spots'
      ? `${t('hotSpots.callers')} ${caller?.numberMasked ?? ''}`
      : open.key === '*'
        ? t('reports.summary')
        : rowName(place.by, open.key, row?.name ?? open.key);
  return (
    <div className={styles['halves']} data-open={callId !== null}>
      <ReportCalls
        group={group}
        figure={words.figure(open.figure)}
        calls={state.calls}
        total={state.total}
        hasMore={state.next !== null}
        reading={state.reading}
        failure={
          state.failure === null ? null : t('reports.failed', { why: words.why(state.failure) })
        }
        queueName={queueName}
        chosen={callId}
        onOpen={reports.openCall}
        onMore={() => reports.calls.more()}
        onClose={() => reports.back()}
        onExport={(format) => void reports.saveCalls(format)}
      />
      {state.callFailure !== null && (
        <ReportTrouble
          words={words.why(state.callFailure)}
          action={t('reports.backToCalls')}
          onAction={() => reports.back()}
        />
      )}
      {state.call !== null && (
        <ReportCallPage
          key={state.call.callId}
          call={state.call}
          queueName={queueName}
          recording={state.recording}
          onListen={() => reports.listen()}
          onTicket={reports.openTicket}
          onBack={() => reports.back()}
        />
      )}
    </div>
  );
}

const none: never[] = [];
