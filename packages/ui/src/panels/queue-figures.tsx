import type { QueueFiguresView, RateView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToneName } from '../theme/palette.ts';
import { percentText, timeOfDay } from '../time/clock-text.ts';
import { Empty } from './panel.tsx';
import styles from './queue-figures.module.css';

/** 队列: each rate with its target, raw counts and definition; a figure without its definition is not a figure. */
export function QueueFigures(props: { readonly figures: readonly QueueFiguresView[] }): ReactNode {
  const { t } = useTranslation();
  if (props.figures.length === 0) return <Empty>{t('figures.empty')}</Empty>;
  return (
    <div className={styles['queues']}>
      {props.figures.map((queue) => (
        <section key={queue.queueId} className={styles['queue']} aria-label={queue.queueName}>
          <h3>
            {queue.queueName}
            <small>{t('figures.since', { time: timeOfDay(queue.from) })}</small>
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
            <Rate
              key={rate.definition}
              name={t('figures.serviceLevel', { s: Math.round(queue.thresholdMs / 1000) })}
              rate={rate}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

function Rate({ name, rate }: { readonly name: string; readonly rate: RateView }): ReactNode {
  const { t, i18n } = useTranslation();
  const share = rate.denominator === 0 ? null : rate.numerator / rate.denominator;
  const target = targetShare(rate.target);
  const below = share !== null && target !== null && share < target;
  const tone: ToneName = share === null || target === null ? 'primary' : below ? 'danger' : 'ok';
  const key = `figures.definition.${rate.definition}`;
  const definition = i18n.exists(key)
    ? i18n.t(key as 'figures.definition.connection')
    : rate.definition;
  return (
    <div className={styles['rate']} data-tone={tone}>
      <div className={styles['line']}>
        <span>{name}</span>
        <b>
          {share !== null && target !== null && (
            <span
              className={styles['verdict']}
              title={below ? t('figures.below') : t('figures.reached')}
            >
              {below ? '▼' : '✓'}
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
          {share === null
            ? t('figures.noCalls')
            : t('figures.raw', { numerator: rate.numerator, denominator: rate.denominator })}
          {target !== null && ` · ${t('figures.target', { percent: (target * 100).toFixed(0) })}`}
        </span>
      </div>
    </div>
  );
}

/** A target is a share of 0…1; one given in per cent is read as such. */
function targetShare(target: number | null): number | null {
  if (target === null) return null;
  return target > 1 ? target / 100 : target;
}
