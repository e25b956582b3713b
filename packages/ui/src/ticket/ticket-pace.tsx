import type { Pace, WholeTicket } from '@hotline/domain/ticket-api';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useClock, useZone } from '../time/clock.tsx';
import { shortDate } from '../time/clock-text.ts';
import { useRefusalText } from './refusal-text.ts';
import { DueMark } from './ticket-marks.tsx';
import { wordFor } from './ticket-names.ts';
import styles from './ticket-page.module.css';

/** 期限: all that runs out, why it should be supervised, how often a revisit was tried, and which steps have to wait. */
export function TicketPace({ ticket }: { readonly ticket: WholeTicket }): ReactNode {
  const { t } = useTranslation();
  const now = useClock()();
  const zone = useZone();
  const refusalText = useRefusalText();
  const { pace, limit, returnUntil, held } = ticket;
  const time = (at: number) => shortDate(at, now, zone);
  const rows: (readonly [string, ReactNode])[] = pace.dues.map(({ what, at, due, yearMissing }) => [
    wordFor(what, 'ticketPace.what', t) ?? what,
    at === null ? (
      t('ticketPace.yearMissing', { year: yearMissing })
    ) : (
      <DueMark ticket={{ due, dueAt: at }} />
    ),
  ]);
  if (limit !== null) {
    const { count: n, unit } = limit;
    const text = wordFor(unit, 'ticketPace.limitText', t, { n }) ?? `${n} ${unit}`;
    rows.push([t('ticketPace.limit'), text]);
  }
  // What may not be asked for any more stands among the steps that are held.
  if (returnUntil !== null && returnUntil > now) {
    rows.push([t('ticketPace.returnUntil'), time(returnUntil - 1)]);
  }
  if (pace.revisit !== null && pace.revisit.tries > 0) {
    const { tries, most, againAt } = pace.revisit;
    const isLater = againAt !== null && againAt > now;
    rows.push([
      t('ticketPace.tries'),
      isLater
        ? t('ticketPace.triesAgain', { tries, most, time: time(againAt) })
        : t('ticketPace.triesText', { tries, most }),
    ]);
  }
  if (pace.supervise.length > 0) {
    const reasons = pace.supervise.map((reason) => reasonText(reason, t));
    rows.push([t('ticketPace.supervise'), reasons.join(t('joiner'))]);
  }
  return (
    <section className={styles['block']} aria-label={t('ticketPace.title')} data-testid="pace">
      <h3>{t('ticketPace.title')}</h3>
      {rows.length === 0 && <p className={styles['quiet']}>{t('ticketPace.nothing')}</p>}
      <dl className={styles['fields']}>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {held.length > 0 && (
        <dl className={styles['fields']} data-testid="held">
          {held.map(({ step, ...why }) => (
            <div key={step}>
              <dt>{wordFor(step, 'ticket.step', t) ?? step}</dt>
              <dd>{t('ticketPace.held', { why: refusalText(why) })}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function reasonText({ code, what, times }: Pace['supervise'][number], t: TFunction): string {
  const about = {
    n: times,
    what: what === undefined ? '' : (wordFor(what, 'ticketPace.what', t) ?? what),
  };
  return wordFor(code, 'ticketPace.because', t, about) ?? code;
}
