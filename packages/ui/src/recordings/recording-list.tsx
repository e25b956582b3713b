import type { RecordingRow, RecordingTerms } from '@hotline/domain/recordings';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import styles from '../ticket/ticket-list.module.css';
import { RecordingFilterBar, type RecordingFilters } from './recording-filters.tsx';
import { recordingKey, RecordingTable } from './recording-table.tsx';

type RecordingListProps = {
  readonly filters: RecordingFilters;
  readonly terms: RecordingTerms;
  readonly rows: readonly RecordingRow[];
  readonly hasMore: boolean;
  readonly reading: 'none' | 'first' | 'more';
  /** `offline`: nothing answers; else the bridge's code. */
  readonly failure: string | null;
  readonly chosen: string | null;
  readonly onFilter: (change: Partial<RecordingFilters>) => void;
  readonly onRefresh: () => void;
  readonly onChoose: (key: string) => void;
  readonly onOpen: (row: RecordingRow) => void;
  /** 质检 of a seat's part; null: not theirs. */
  readonly onCheck: ((callId: string, seatId: string) => void) | null;
  readonly onMore: () => void;
};

/** 录音: what narrows the list, its rows, or why there are none. */
export function RecordingList(props: RecordingListProps): ReactNode {
  const { t } = useTranslation();
  const { rows, reading, failure } = props;
  return (
    <div className={styles['list']}>
      <RecordingFilterBar
        filters={props.filters}
        terms={props.terms}
        canRefresh={reading === 'none'}
        onFilter={props.onFilter}
        onRefresh={props.onRefresh}
      >
        <CheckChosen {...props} />
      </RecordingFilterBar>
      {failure !== null && (
        <p className={styles['trouble']} role="alert" data-tone="warn">
          {failure === 'offline'
            ? t('recordings.offline')
            : t('recordings.failed', { why: failure })}{' '}
          <Button size="small" onClick={props.onRefresh}>
            {t('tickets.again')}
          </Button>
        </p>
      )}
      {rows.length > 0 ? (
        <RecordingTable
          rows={rows}
          terms={props.terms}
          chosen={props.chosen}
          hasMore={props.hasMore}
          foot={
            <p className={styles['end']}>
              {t(props.hasMore ? 'recordings.loaded' : 'recordings.end', { n: rows.length })}
            </p>
          }
          onChoose={props.onChoose}
          onOpen={props.onOpen}
          onMore={props.onMore}
        />
      ) : (
        failure === null && (
          <Empty>{t(reading === 'none' ? 'recordings.empty' : 'recordings.loading')}</Empty>
        )
      )}
    </div>
  );
}

/** 质检这通电话: of the chosen row, once for each seat that had the call. */
function CheckChosen({ rows, chosen, onCheck }: RecordingListProps): ReactNode {
  const { t } = useTranslation();
  const row = rows.find((each) => recordingKey(each) === chosen);
  if (onCheck === null || row === undefined || row.state !== 'ended') return null;
  return row.seats.map((seat) => (
    <Button key={seat} size="small" onClick={() => onCheck(row.callId, seat)}>
      {t(row.seats.length > 1 ? 'checks.checkSeat' : 'checks.check', { seat })}
    </Button>
  ));
}
