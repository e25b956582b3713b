import type { TicketTerms } from '@hotline/domain/ticket-api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { dateTime, shortDate } from '../time/clock-text.ts';
import { personName, wordFor } from './ticket-names.ts';
import { entryText, type TicketEntry } from './time-line-text.ts';
import styles from './time-line.module.css';

/** 办理过程: the newest step first. */
export function TicketTimeLine(props: {
  readonly entries: readonly TicketEntry[];
  readonly terms: TicketTerms;
}): ReactNode {
  return (
    <ol className={styles['line']} data-testid="ticket-time-line">
      {props.entries
        .toSorted((a, b) => b.no - a.no)
        .map((entry) => (
          <Entry key={entry.no} entry={entry} terms={props.terms} />
        ))}
    </ol>
  );
}

function Entry({ entry, terms }: { entry: TicketEntry; terms: TicketTerms }): ReactNode {
  const { t, i18n } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const { title, facts, text } = entryText(entry, terms, i18n.language, t);
  const role = wordFor(entry.by.role, 'tickets.part', t) ?? entry.by.role;
  return (
    <li data-entry={entry.event.kind}>
      <p className={styles['head']}>
        <b>{title}</b>
        <time title={dateTime(entry.at, zone)}>{shortDate(entry.at, now, zone)}</time>
      </p>
      <p className={styles['by']}>
        {t('ticket.by', { person: personName(terms, entry.by.person), role })}
      </p>
      {facts.length > 0 && <p>{facts.join(' · ')}</p>}
      {text !== '' && <p className={styles['text']}>{text}</p>}
      {entry.clock !== null && (
        <p className={styles['by']}>
          {t('ticket.clockNote', { time: dateTime(entry.clock, zone) })}
        </p>
      )}
    </li>
  );
}
