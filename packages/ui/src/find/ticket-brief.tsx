import type { WholeTicket } from '@hotline/domain/ticket-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDateText } from '../time/use-date-text.ts';
import styles from './find-panel.module.css';

/** A ticket that was found, to answer “how far is it?” without leaving the call. */
export function TicketBrief(props: {
  readonly ticket: WholeTicket | 'opening' | 'failed';
  readonly kindName: (id: string) => string;
}): ReactNode {
  const { ticket } = props;
  const { t } = useTranslation();
  const dateText = useDateText();
  if (typeof ticket === 'string') {
    return <output className={styles['brief'] ?? ''}>{t(`find.ticket.${ticket}`)}</output>;
  }
  return (
    <article className={styles['brief']} data-ticket={ticket.ticketNo} aria-live="polite">
      <h3>{ticket.title}</h3>
      <p className={styles['of']}>
        {ticket.ticketNo} · {props.kindName(ticket.kind)} ·{' '}
        {t('find.ticket.filedAt', { when: dateText(ticket.filedAt) })}
        {ticket.dueAt !== null && ` · ${t('find.ticket.due', { when: dateText(ticket.dueAt) })}`}
      </p>
      <p>{ticket.matter.text}</p>
    </article>
  );
}
