import type { ListQuery } from '@hotline/domain/ticket-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import styles from './ticket-rail.module.css';

export type TicketListName = NonNullable<ListQuery['list']>;
type TicketCounts = Readonly<Partial<Record<TicketListName, number>>>;

const tones: Readonly<Partial<Record<TicketListName, ToneName>>> = {
  'due-soon': 'warn',
  overdue: 'danger',
  supervised: 'danger',
};

/** The bridge counts no further. */
const MOST = 1000;

/** The lists at the left, each with how many stand in it. */
export function TicketRail(props: {
  readonly lists: readonly TicketListName[];
  readonly chosen: TicketListName;
  readonly counts: TicketCounts;
  readonly onChoose: (list: TicketListName) => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <nav className={styles['rail']} aria-label={t('tickets.lists')}>
      {props.lists.map((list) => {
        const count = props.counts[list];
        return (
          <button
            key={list}
            type="button"
            aria-current={list === props.chosen ? 'page' : undefined}
            data-list={list}
            onClick={() => props.onChoose(list)}
          >
            <span>{t(`tickets.list.${list}`)}</span>
            {count !== undefined && (
              <span
                className={styles['count']}
                data-tone={count > 0 ? (tones[list] ?? 'calm') : 'calm'}
                data-none={count === 0}
              >
                {count < MOST ? count : `${MOST - 1}+`}
              </span>
            )}
          </button>
        );
      })}
    </nav>
  );
}
