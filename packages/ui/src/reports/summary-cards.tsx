import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './summary-cards.module.css';

export type SummaryCard = {
  readonly name: string;
  readonly value: string;
  /** Raw counts of a rate. */
  readonly raw?: string | undefined;
  /** The same figure of the period before; null: there was nothing. */
  readonly before: string | null;
  /** How it moved, in words; null: nothing to compare with. */
  readonly change: string | null;
  /** Against its target. */
  readonly tone?: 'ok' | 'danger' | undefined;
  readonly mark?: string | undefined;
};

/** 总览: the whole period beside the one before it. */
export function SummaryCards(props: {
  readonly cards: readonly SummaryCard[];
  /** Which period is compared with. */
  readonly before: string;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <section className={styles['summary']} aria-label={t('reports.summary')}>
      <dl>
        {props.cards.map(({ name, value, raw, before, change, tone, mark }) => (
          <div key={name} data-tone={tone} data-card={name}>
            <dt>{name}</dt>
            <dd className={styles['value']}>
              <span className={styles['number']}>
                {mark !== undefined && <span aria-hidden="true">{mark} </span>}
                {value}
              </span>
              {raw !== undefined && <small>{raw}</small>}
            </dd>
            <dd className={styles['before']}>
              <span>{t('reports.before', { value: before ?? t('reports.none') })}</span>
              {change !== null && <b>{change}</b>}
            </dd>
          </div>
        ))}
      </dl>
      <p>{props.before}</p>
    </section>
  );
}
