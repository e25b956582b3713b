import { LeftOutlined, ReloadOutlined, RightOutlined } from '@ant-design/icons';
import type { ReportBy, SpotWindow, TicketReportBy } from '@hotline/domain/report-api';
import { Button, Input, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './report-bar.module.css';

/** 话务 and 工单 are reports of a period; 热点 and 定期报表 are lists of now. */
export type ReportSubject = 'calls' | 'tickets' | 'spots' | 'files';
export const isOfPeriod = (subject: ReportSubject): subject is 'calls' | 'tickets' =>
  subject === 'calls' || subject === 'tickets';
export type ReportSpan = 'day' | 'week' | 'month' | 'range';
/** How a report is grouped; which are offered depends on the subject. */
type ReportGrouping = Exclude<ReportBy | TicketReportBy, 'total'>;
/** What a report is about; kept in the address. Days of the hotline as `2026-11-30`, the last one included. */
export type ReportPlace = {
  readonly subject: ReportSubject;
  readonly by: ReportGrouping;
  readonly span: ReportSpan;
  readonly from: string;
  readonly to: string;
  /** Of categories: one level below this code; null: the highest level. */
  readonly under: string | null;
  /** Of 热点. */
  readonly window: SpotWindow;
};
export type ReportFile = 'xlsx' | 'csv' | 'pdf';

export const groupings: Readonly<Record<ReportSubject, readonly ReportGrouping[]>> = {
  calls: ['queue', 'skill', 'seat', 'team', 'day', 'hour', 'weekday-hour'],
  tickets: ['unit', 'kind', 'category', 'district', 'seat', 'day'],
  spots: [],
  files: [],
};

const spans: readonly ReportSpan[] = ['day', 'week', 'month', 'range'];

export function ReportBar(props: {
  readonly place: ReportPlace;
  /** Today by the hotline's calendar: no later day can be asked for. */
  readonly today: string;
  readonly reading: boolean;
  /** Where files of this kind can be made. */
  readonly files: readonly ReportFile[];
  readonly onChange: (change: Partial<ReportPlace>) => void;
  readonly onShift: (periods: 1 | -1) => void;
  readonly onRefresh: () => void;
  readonly onFile: (file: ReportFile) => void;
  /** When it was read. */
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { place, onChange } = props;
  const date = (which: 'from' | 'to') => (
    <Input
      type="date"
      size="small"
      className={styles['date'] ?? ''}
      aria-label={t(`reports.${which}`)}
      max={props.today}
      value={place[which]}
      onChange={({ target }) => {
        // Half a date is none.
        if (/^\d{4}-\d{2}-\d{2}$/.test(target.value)) {
          onChange({ [which]: target.value, span: 'range' });
        }
      }}
    />
  );
  return (
    <search className={styles['bar']} aria-label={t('reports.title')}>
      <Radio.Group
        size="small"
        optionType="button"
        aria-label={t('reports.subject')}
        value={place.subject}
        onChange={({ target }) => onChange({ subject: target.value as ReportSubject })}
        options={(Object.keys(groupings) as ReportSubject[]).map((subject) => ({
          value: subject,
          label: t(`reports.subjects.${subject}`),
        }))}
      />
      {isOfPeriod(place.subject) && (
        <>
          <Select
            size="small"
            aria-label={t('reports.by')}
            className={styles['by'] ?? ''}
            popupMatchSelectWidth={false}
            value={place.by}
            onChange={(by) => onChange({ by, under: null })}
            options={groupings[place.subject].map((by) => ({
              value: by,
              label: t(`reports.bys.${by}`),
            }))}
          />
          <Radio.Group
            size="small"
            optionType="button"
            aria-label={t('reports.span')}
            value={place.span}
            onChange={({ target }) => onChange({ span: target.value as ReportSpan })}
            options={spans.map((span) => ({ value: span, label: t(`reports.spans.${span}`) }))}
          />
          <span className={styles['dates']}>
            <Button
              size="small"
              icon={<LeftOutlined />}
              aria-label={t('reports.earlier')}
              title={t('reports.earlier')}
              aria-keyshortcuts="PageUp"
              onClick={() => props.onShift(-1)}
            />
            {date('from')}
            {date('to')}
            <Button
              size="small"
              icon={<RightOutlined />}
              aria-label={t('reports.later')}
              title={t('reports.later')}
              aria-keyshortcuts="PageDown"
              disabled={place.to >= props.today}
              onClick={() => props.onShift(1)}
            />
          </span>
        </>
      )}
      <span className={styles['rest']}>
        <span>{props.children}</span>
        <Button
          size="small"
          icon={<ReloadOutlined />}
          disabled={props.reading}
          onClick={props.onRefresh}
        >
          {t('reports.refresh')}
        </Button>
        {props.files.length > 0 && (
          <fieldset className={styles['files']} aria-label={t('reports.exportAs')}>
            {props.files.map((file) => (
              <Button key={file} size="small" data-file={file} onClick={() => props.onFile(file)}>
                {t(`reports.exports.${file}`)}
              </Button>
            ))}
          </fieldset>
        )}
      </span>
    </search>
  );
}
