import type { QueueFiguresView, RateView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useZone } from '../time/clock.tsx';
import { percentText, timeOfDay } from '../time/clock-text.ts';
import { Empty } from './panel.tsx';
import { useLevelName, useRateWords } from './rate-words.ts';
import styles from './queue-figures.module.css';

/** 队列: each rate with its target, raw counts and definition; a figure without its definition is not a figure. */
export function QueueFigures(props: { readonly figures: readonly QueueFiguresView[] }): ReactNode {
  const { t } = useTranslation();
  const zone = useZone();
  const levelName = useLevelName();
  if (props.figures.length === 0) return <Empty>{t('figures.empty')}</Empty>;
  return (
    <div className={styles['queues']}>
      {props.figures.map((queue) => (
        <section key={queue.queueId} className={styles['queue']} aria-label={queue.queueName}>
          <h3>
            {queue.queueName}
            <small>{t('figures.since', { time: timeOfDay(queue.from, zone) })}</small>
          </h3>
          <p className={styles['counts']}>
            {[
              t('figures.waitingNow', { n: queue.waiting }),
              t('figures.readySeats', { n: queue.readySeats }),
              t('figures.offered', { n: queue.offered }),
              t('figures.answered', { n: queue.answered }),
              t('figures.abandoned', { n: queue.abandoned }),
              ...(queue.averageAnswerMs === null
                ? []
                : [t('figures.average', { s: (queue.averageAnswerMs / 1000).toFixed(1) })]),
            ].map((text) => (
              <span key={text}>{text}</span>
            ))}
          </p>
          <Rate name={t('figures.connection')} rate={queue.connection} />
          {queue.serviceLevels.map((rate) => (
            <Rate key={rate.definition} name={levelName(rate, queue.thresholdMs)} rate={rate} />
          ))}
        </section>
      ))}
    </div>
  );
}

function Rate({ name, rate }: { readonly name: string; readonly rate: RateView }): ReactNode {
  const { t } = useTranslation();
  const { share, target, tone, mark, verdict, definition, raw } = useRateWords(rate);
  return (
    <div className={styles['rate']} data-tone={tone}>
      <div className={styles['line']}>
        <span>{name}</span>
        <b>
          {mark !== null && (
            <span className={styles['verdict']} aria-label={verdict ?? ''}>
              {mark}
            </span>
          )}
          {percentText(rate.numerator, rate.denominator) ?? '–'}
        </b>
      </div>
      <div className={styles['track']} aria-hidden="true">
        <span className={styles['fill']} style={{ width: `${(share ?? 0) * 100}%` }} />
        {target !== null && (
          <span className={styles['target']} style={{ left: `${target * 100}%` }} />
        )}
      </div>
      <div className={styles['small']}>
        <span>{definition}</span>
        <span className={styles['raw']}>
          {raw}
          {target !== null && ` · ${t('figures.target', { percent: (target * 100).toFixed(0) })}`}
        </span>
      </div>
    </div>
  );
}
