import type { Assignment } from '@hotline/domain/ticket';
import { ticketEvent, type TicketTerms, type WholeTicket } from '@hotline/domain/ticket-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { categoryName, nameOf } from './ticket-names.ts';
import { unitsText } from './time-line-text.ts';
import styles from './ticket-page.module.css';

/** A ticket that is over is nobody's any more: the units that it was given to last. */
function lastAssignment(history: WholeTicket['history']): Assignment | null {
  return history.reduce<Assignment | null>((last, { event }) => {
    const step = ticketEvent.safeParse(event);
    return step.success && 'assignment' in step.data ? step.data.assignment : last;
  }, null);
}

/** 诉求: what the citizen told, as it was filed. */
export function TicketMatter(props: {
  readonly ticket: WholeTicket;
  readonly terms: TicketTerms;
}): ReactNode {
  const { t, i18n } = useTranslation();
  const { ticket, terms } = props;
  const { matter } = ticket;
  const assignment = ticket.assignment ?? lastAssignment(ticket.history);
  const unit = (id: string) => nameOf(terms.units, id, i18n.language);
  const yesNo = (is: boolean) => t(is ? 'ticket.yes' : 'ticket.no');
  const fields: readonly (readonly [string, string])[] = [
    [
      t('ticket.handlingUnits'),
      assignment === null ? t('ticket.noUnit') : unitsText(assignment, unit, t).join(' · '),
    ],
    [t('ticket.category'), categoryName(terms, matter.categoryCode)],
    [t('ticket.place'), matter.place],
    [t('ticket.concerned'), matter.personsConcerned],
    [t('ticket.preference'), t(`ticket.preferences.${matter.contactPreference}`)],
    [t('ticket.replyWanted'), yesNo(matter.replyWanted)],
    [t('ticket.unrest'), yesNo(matter.unrest)],
    [t('ticket.tags'), matter.tags.join(t('joiner')) || t('ticket.noTags')],
  ];
  return (
    <section className={styles['block']} aria-label={t('ticket.matter')}>
      <h3>{t('ticket.matter')}</h3>
      <p className={styles['matter']}>{matter.text}</p>
      <dl className={styles['fields']}>
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value || '—'}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
