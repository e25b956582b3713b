import type { FileScheduleView, ReportFiles, ReportFileView } from '@hotline/domain/report-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeText } from '../draft/size-text.ts';
import { Empty } from '../panels/panel.tsx';
import { dateTime } from '../time/clock-text.ts';
import { useZone } from '../time/clock.tsx';
import styles from './report-files.module.css';

type Written = {
  readonly key: string;
  readonly first: ReportFileView;
  readonly formats: readonly ReportFileView[];
};

/** 定期报表: what is written when, what could not be, and the files, a line a period. */
export function ReportFileList(props: {
  readonly report: ReportFiles;
  readonly onSave: (name: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const minute = (at: number) => dateTime(at, zone).slice(0, 16);
  const { schedules, files, keepDays } = props.report;
  const nameOf = ({ subject, by }: FileScheduleView) =>
    t('reportFiles.schedule', {
      subject: t(`reports.subjects.${subject}`),
      by: t(`reports.bys.${by}`),
    });
  const titleOf = (id: string): string => {
    const schedule = schedules.find((each) => each.id === id);
    return schedule === undefined ? t('reportFiles.gone', { id }) : nameOf(schedule);
  };
  if (schedules.length === 0 && files.length === 0) {
    return <Empty>{t('reportFiles.noSchedules')}</Empty>;
  }
  return (
    <div className={styles['page']} data-testid="report-files">
      {schedules.map((schedule) => {
        const { id, late } = schedule;
        return late === null ? null : (
          <p key={id} className={styles['late']} role="alert" data-tone="danger">
            <b>▲ {nameOf(schedule)}</b>{' '}
            {t(`reportFiles.late.${late.why}`, {
              period: periodText(late),
              tries: late.tries,
              since: minute(late.since),
              again: minute(late.againAt).slice(11),
            })}
          </p>
        );
      })}
      <section className={styles['card']} aria-label={t('reportFiles.schedules')}>
        <ul className={styles['schedules']}>
          {schedules.map((schedule) => (
            <li key={schedule.id}>
              <b>{nameOf(schedule)}</b>
              <span>{t(`reportFiles.every.${schedule.every}`, { at: schedule.at })}</span>
              <span>{schedule.formats.join(t('joiner'))}</span>
              <span>{t('reportFiles.next', { when: minute(schedule.nextAt) })}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className={styles['card']} aria-label={t('reportFiles.files')}>
        {files.length === 0 ? (
          <Empty>{t('reportFiles.none')}</Empty>
        ) : (
          <table className={styles['table']}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {t(`reportFiles.column.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {byPeriod(files).map(({ key, first, formats }) => (
                <tr key={key} data-file={first.name}>
                  <th scope="row">{titleOf(first.schedule)}</th>
                  <td>{periodText(first)}</td>
                  <td>{first.definition}</td>
                  <td>{minute(first.writtenAt)}</td>
                  <td>
                    {formats.map(({ name, format, bytes }) => (
                      <button
                        key={name}
                        type="button"
                        title={name}
                        aria-label={t('reportFiles.save', { name })}
                        onClick={() => props.onSave(name)}
                      >
                        {format} <small>{sizeText(bytes)}</small>
                      </button>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <p className={styles['note']}>
        {keepDays === null
          ? t('reportFiles.keepForEver')
          : t('reportFiles.keep', { days: keepDays })}
      </p>
    </div>
  );
}

const columns = ['report', 'period', 'definition', 'written', 'file'] as const;

const periodText = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? from : `${from} – ${to}`;

function byPeriod(files: readonly ReportFileView[]): readonly Written[] {
  const groups = Map.groupBy(files, ({ name }) => name.slice(0, name.lastIndexOf('.')));
  return [...groups].flatMap(([key, formats]) => {
    const [first] = formats;
    return first === undefined ? [] : [{ key, first, formats }];
  });
}
