import { ReloadOutlined } from '@ant-design/icons';
import type { ListQuery, TicketTerms } from '@hotline/domain/ticket-api';
import { Button, Checkbox, Input, Popover, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { named } from '../words/named.ts';
import { fixedColumns, ticketColumns, type TicketColumn } from './ticket-columns.tsx';
import styles from './ticket-filters.module.css';

/** What narrows a list; kept in the address. */
export type TicketFilters = Pick<
  ListQuery,
  'list' | 'title' | 'kind' | 'urgency' | 'state' | 'unit' | 'order'
>;

const states = [
  'accepted',
  'dispatched',
  'return-asked',
  'signed',
  'handling',
  'answered',
  'revisiting',
  'revisited',
  'rated',
  'closed',
  'refused',
  'merged',
] as const;

export function TicketFilterBar(props: {
  readonly filters: TicketFilters;
  readonly terms: TicketTerms;
  readonly columns: readonly TicketColumn[];
  readonly canRefresh: boolean;
  readonly onFilter: (change: Partial<TicketFilters>) => void;
  readonly onColumns: (columns: readonly TicketColumn[]) => void;
  readonly onRefresh: () => void;
  /** When it was read, or that it is old. */
  readonly children: ReactNode;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const id = useId();
  const { filters, terms, onFilter } = props;
  const byDue = filters.list === 'due-soon' || filters.list === 'overdue';
  const options = (items: TicketTerms['kinds']) =>
    items.map((item) => ({ value: item.id, label: named(item, i18n.language) }));
  const choice = (
    name: 'kind' | 'urgency' | 'state' | 'unit',
    label: string,
    items: readonly { value: string; label: string; initials?: string }[],
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      size="small"
      className={styles['choice'] ?? ''}
      popupMatchSelectWidth={false}
      value={filters[name] ?? null}
      showSearch={{
        filterOption: (typed, option) =>
          option !== undefined &&
          (option.label.toLowerCase().includes(typed.toLowerCase()) ||
            (option.initials ?? '').startsWith(typed.toLowerCase())),
      }}
      onChange={(value: string | null) => onFilter({ [name]: value ?? undefined })}
      options={[...items]}
    />
  );
  return (
    <search className={styles['bar']} aria-label={t('tickets.filters')}>
      <Input
        id={id}
        allowClear
        size="small"
        className={styles['title'] ?? ''}
        aria-label={t('tickets.filterTitle')}
        placeholder={t('tickets.filterTitle')}
        maxLength={100}
        value={filters.title ?? ''}
        onChange={({ target }) =>
          onFilter({ title: target.value === '' ? undefined : target.value })
        }
      />
      {choice('kind', t('tickets.filterKind'), options(terms.kinds))}
      {choice('urgency', t('tickets.filterUrgency'), options(terms.urgencies))}
      {choice(
        'state',
        t('tickets.filterState'),
        states.map((state) => ({ value: state, label: t(`ticket.state.${state}`) })),
      )}
      {terms.actor.role !== 'unit-clerk' &&
        choice(
          'unit',
          t('tickets.filterUnit'),
          terms.units.map((unit) => ({
            value: unit.id,
            label: named(unit, i18n.language),
            initials: unit.initials,
          })),
        )}
      <Select
        aria-label={t('tickets.order')}
        size="small"
        className={styles['choice'] ?? ''}
        popupMatchSelectWidth={false}
        value={filters.order ?? 'newest'}
        onChange={(order) => onFilter({ order })}
        options={[
          { value: 'newest', label: byDue ? t('tickets.latestDue') : t('tickets.newest') },
          { value: 'oldest', label: byDue ? t('tickets.soonestDue') : t('tickets.oldest') },
        ]}
      />
      <span className={styles['rest']}>
        {props.children}
        <Popover
          trigger="click"
          placement="bottomRight"
          content={
            <Checkbox.Group
              className={styles['columns'] ?? ''}
              value={[...props.columns]}
              onChange={(chosen) =>
                props.onColumns(
                  ticketColumns.filter(
                    (column) => fixedColumns.includes(column) || chosen.includes(column),
                  ),
                )
              }
              options={ticketColumns.map((column) => ({
                value: column,
                label: t(`tickets.column.${column}`),
                disabled: fixedColumns.includes(column),
              }))}
            />
          }
        >
          <Button size="small">{t('tickets.columns')}</Button>
        </Popover>
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
