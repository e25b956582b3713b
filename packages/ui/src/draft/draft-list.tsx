import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import tableStyles from '../panels/table.module.css';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import type { DraftCard } from './draft-card.ts';

/** 未完成的工单: every draft of this seat that is not yet a ticket, and those just filed. */
export function DraftList(props: {
  readonly drafts: readonly DraftCard[];
  readonly onOpen: (draftId: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  if (props.drafts.length === 0) return <Empty>{t('draft.listEmpty')}</Empty>;
  return (
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
        {props.drafts.map((draft) => (
          <tr key={draft.draftId}>
            <td>
              <button type="button" onClick={() => props.onOpen(draft.draftId)}>
                {draft.title || (draft.ofThisCall ? t('draft.ofThisCall') : t('draft.untitled'))}
              </button>
            </td>
            <td>{draft.fromCall ? t('draft.fromCall') : t('draft.fromHand')}</td>
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
  );
}
