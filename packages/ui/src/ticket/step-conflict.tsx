import type { TicketTerms } from '@hotline/domain/ticket-api';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TicketEntry } from './time-line-text.ts';
import { TicketTimeLine } from './time-line.tsx';
import styles from './ticket-page.module.css';

/** Somebody was faster: what they did, and whether one's own step is still possible. */
export function StepConflict(props: {
  readonly entries: readonly TicketEntry[];
  readonly terms: TicketTerms;
  readonly isStillPossible: boolean;
  readonly onRead: () => void;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles['conflict']} role="alert" data-tone="warn" data-testid="conflict">
      <p>
        <b>{t('ticket.conflict.title')}</b>
      </p>
      <p>{t('ticket.conflict.since')}</p>
      <TicketTimeLine entries={props.entries} terms={props.terms} />
      <p>
        {t(props.isStillPossible ? 'ticket.conflict.stillPossible' : 'ticket.conflict.notPossible')}{' '}
        <Button size="small" onClick={props.onRead}>
          {t('ticket.conflict.dismiss')}
        </Button>
      </p>
    </section>
  );
}
