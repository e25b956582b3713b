import { ReloadOutlined } from '@ant-design/icons';
import type { RecordingTerms } from '@hotline/domain/recordings';
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../ticket/ticket-filters.module.css';

type RecordingRange = 'today' | 'yesterday' | 'week' | 'month' | 'all';
const ranges: readonly RecordingRange[] = ['today', 'yesterday', 'week', 'month', 'all'];

/** What narrows the list. A number is not kept anywhere, nor put into an address. */
export type RecordingFilters = {
  readonly range: RecordingRange;
  readonly seatId: string | null;
  readonly queueId: string | null;
  readonly number: string;
  readonly callId: string;
};
export const noRecordingFilter: RecordingFilters = {
  range: 'week',
  seatId: null,
  queueId: null,
  number: '',
  callId: '',
};

export function RecordingFilterBar(props: {
  readonly filters: RecordingFilters;
  readonly terms: RecordingTerms;
  readonly canRefresh: boolean;
  readonly onFilter: (change: Partial<RecordingFilters>) => void;
  readonly onRefresh: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation();
  const { filters, terms, onFilter } = props;
  return (
    <search className={styles['bar']} aria-label={t('recordings.filters')}>
      <Select
        size="small"
        className={styles['choice'] ?? ''}
        aria-label={t('recordings.when')}
        value={filters.range}
        options={ranges.map((range) => ({ value: range, label: t(`recordings.range.${range}`) }))}
        onChange={(range: RecordingRange) => onFilter({ range })}
      />
      <Select
        allowClear
        size="small"
        className={styles['choice'] ?? ''}
        popupMatchSelectWidth={false}
        aria-label={t('recordings.seat')}
        placeholder={t('recordings.seat')}
        value={filters.seatId}
        showSearch={{ optionFilterProp: 'label' }}
        options={terms.seats.map(({ id, name }) => ({ value: id, label: `${id} ${name}` }))}
        onChange={(seatId: string | null) => onFilter({ seatId: seatId ?? null })}
      />
      <Select
        allowClear
        size="small"
        className={styles['choice'] ?? ''}
        popupMatchSelectWidth={false}
        aria-label={t('recordings.queue')}
        placeholder={t('recordings.queue')}
        value={filters.queueId}
        options={terms.queues.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(queueId: string | null) => onFilter({ queueId: queueId ?? null })}
      />
      <Words
        label={t('recordings.number')}
        most={24}
        value={filters.number}
        onEnter={(number) => onFilter({ number })}
      />
      <Words
        label={t('recordings.callId')}
        most={64}
        value={filters.callId}
        onEnter={(callId) => onFilter({ callId })}
      />
      <span className={styles['rest']}>
        {props.children}
        <Button
          size="small"
          icon={<ReloadOutlined />}
          disabled={!props.canRefresh}
          onClick={props.onRefresh}
        >
          {t('tickets.refresh')}
        </Button>
      </span>
    </search>
  );
}

/** Searched for when Enter is pressed: half a number finds nothing. */
function Words(props: {
  readonly label: string;
  readonly most: number;
  readonly value: string;
  readonly onEnter: (text: string) => void;
}): ReactNode {
  const [text, setText] = useState(props.value);
  const enter = (next: string) => {
    if (next.trim() !== props.value) props.onEnter(next.trim());
  };
  return (
    <Input
      allowClear
      size="small"
      className={styles['title'] ?? ''}
      aria-label={props.label}
      placeholder={props.label}
      maxLength={props.most}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
        if (event.target.value === '') enter('');
      }}
      onPressEnter={() => enter(text)}
      onBlur={() => enter(text)}
    />
  );
}
