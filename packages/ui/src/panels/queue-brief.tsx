import type { QueueFiguresView, RateView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { percentText } from '../time/clock-text.ts';
import { useLevelName, useRateWords } from './rate-words.ts';
import styles from './queue-brief.module.css';

/** One line a queue, under the list of waiting calls; all of it stands in `QueueFigures`. */
export function QueueBrief(props: { readonly figures: readonly QueueFiguresView[] }): ReactNode {
  const { t } = useTranslation();
  const levelName = useLevelName();
  if (props.figures.length === 0) return null;
  return (
    <ul className={styles['queues']} aria-label={t('panels.figures')}>
      {props.figures.map((queue) => (
        <li key={queue.queueId} className={styles['queue']}>
          <h3>
            {queue.queueName}
            <small>{t('figures.readySeats', { n: queue.readySeats })}</small>
          </h3>
          <div className={styles['rates']}>
            <Figure name={t('figures.connection')} rate={queue.connection} />
            {queue.serviceLevels.map((rate) => (
              <Figure key={rate.definition} name={levelName(rate, queue.thresholdMs)} rate={rate} />
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

function Figure({ name, rate }: { readonly name: string; readonly rate: RateView }): ReactNode {
  const words = useRateWords(rate);
  return (
    <div className={styles['figure']} data-tone={words.tone} title={words.definition}>
      <span>{name}</span>
      <b>
        {words.mark !== null && <small aria-label={words.verdict ?? ''}>{words.mark}</small>}
        {percentText(rate.numerator, rate.denominator) ?? '–'}
      </b>
      <span className={styles['definition']}>{words.definition}</span>
      <span className={styles['definition']}>{words.raw}</span>
    </div>
  );
}
