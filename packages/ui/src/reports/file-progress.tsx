import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './report-notes.module.css';

/** A file on its way out of the bridge. */
export type FileOnItsWay = {
  readonly name: string;
  /** As the bridge said beforehand; null: it has not answered yet. */
  readonly rows: number | null;
  /** Rows that have come, where they can be counted; null: they cannot. */
  readonly doneRows: number | null;
  readonly bytes: number;
  readonly state: 'under-way' | 'done' | { readonly failed: string };
};

export function FileProgress(props: {
  readonly file: FileOnItsWay;
  readonly onStop: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { name, rows, doneRows, bytes, state } = props.file;
  if (state === 'done')
    return <output className={styles['note']}>{t('reports.exportDone', { name })}</output>;
  if (state !== 'under-way') {
    return (
      <p className={styles['note']} role="alert" data-tone="warn">
        {t('reports.exportFailed', { name, why: state.failed })}
      </p>
    );
  }
  const share =
    doneRows === null
      ? t('reports.exportedBytes', { mb: (bytes / 1e6).toFixed(1), rows: rows ?? '…' })
      : t('reports.exportedRows', { done: doneRows, rows: rows ?? '…' });
  return (
    <div className={styles['note']} data-testid="report-file">
      <output>{t('reports.exporting', { name, share })}</output>
      {doneRows !== null && rows !== null && rows > 0 && (
        <Progress
          className={styles['progress'] ?? ''}
          size="small"
          showInfo={false}
          percent={Math.min(100, Math.floor((100 * doneRows) / rows))}
        />
      )}
      <Button size="small" onClick={props.onStop}>
        {t('reports.exportStop')}
      </Button>
    </div>
  );
}
