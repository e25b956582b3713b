import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import tableStyles from '../panels/table.module.css';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import { ChoiceRow } from './choice-row.tsx';
import type { DraftCard } from './draft-card.ts';
import styles from './draft-list.module.css';

const filters = {
  all: () => true,
  call: (draft: DraftCard) => draft.fromCall,
  free: (draft: DraftCard) => !draft.fromCall,
  'needs-you': (draft: DraftCard) => draft.needsYou,
  waiting: (draft: DraftCard) => draft.status === 'to-file',
} as const;
type Filter = keyof typeof filters;

/** 未完成的工单: every draft of this seat that is not yet a ticket, and those just filed. */
export function DraftList(props: {
  readonly drafts: readonly DraftCard[];
  readonly onOpen: (draftId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const [filter, setFilter] = useState<Filter>('all');
  if (props.drafts.length === 0) return <Empty>{t('draft.listEmpty')}</Empty>;
  const shown = props.drafts.filter(filters[filter]);
  return (
    <>
      <div className={styles['filters']}>
        <ChoiceRow
          label={t('intake.filter')}
          choices={(Object.keys(filters) as Filter[]).map((value) => ({
            value,
            label: `${t(`intake.filters.${value}`)} ${props.drafts.filter(filters[value]).length}`,
          }))}
          value={filter}
          disabled={false}
          onChange={(value) => setFilter(value as Filter)}
        />
      </div>
      {shown.length === 0 && <Empty>{t('intake.filterEmpty')}</Empty>}
      {shown.length > 0 && (
        <table className={tableStyles['table']} data-rows="single" aria-label={t('draft.list')}>
          <thead>
            <tr>
              <th scope="col">{t('draft.columns.title')}</th>
              <th scope="col">{t('draft.columns.from')}</th>
              <th scope="col">{t('draft.columns.state')}</th>
              <th scope="col" className={tableStyles['figure']}>
                {t('draft.columns.changed')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((draft) => (
              <tr key={draft.draftId}>
                <td>
                  <button type="button" onClick={() => props.onOpen(draft.draftId)}>
                    {draft.title ||
                      (draft.ofThisCall ? t('draft.ofThisCall') : t('draft.untitled'))}
                  </button>
                </td>
                <td>
                  {draft.fromCall ? t('draft.fromCall') : t(`intake.channels.${draft.channel}`)}
                </td>
                <td>
                  {draft.ticketNo === null
                    ? t(`draft.status.${draft.status}`)
                    : t('draft.filed', { ticketNo: draft.ticketNo })}
                </td>
                <td className={tableStyles['figure']}>{shortDate(draft.savedAt, now, zone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
