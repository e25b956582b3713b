import type {
  HotlineView,
  QueueFiguresView,
  QueueTrendView,
  RateView,
  WaitingCallView,
} from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { useLevelName, useRateWords } from '../panels/rate-words.ts';
import { clockText, percentText } from '../time/clock-text.ts';
import { useTime } from '../time/clock.tsx';
import { ForecastLine } from './forecast-line.tsx';
import { Sparkline } from './sparkline.tsx';
import { WaitingLine } from './waiting-line.tsx';
import styles from './queue-board.module.css';

export type QueueBoardProps = {
  readonly figures: readonly QueueFiguresView[];
  readonly trends: readonly QueueTrendView[];
  readonly waiting: readonly WaitingCallView[];
  readonly skills: HotlineView['skills'];
};

/** 队列: each with its big figures and their targets, its last two hours, the next half hour, and who waits. */
export function QueueBoard(props: QueueBoardProps): ReactNode {
  const { t } = useTranslation();
  if (props.figures.length === 0) return <Empty>{t('figures.empty')}</Empty>;
  return (
    <div className={styles['board']}>
      {props.figures.map((queue) => {
        const trend = props.trends.find(({ queueId }) => queueId === queue.queueId);
        const waiting = props.waiting.filter(({ queueId }) => queueId === queue.queueId);
        return (
          <article
            key={queue.queueId}
            className={styles['card']}
            aria-label={queue.queueName}
            data-queue={queue.queueId}
          >
            <header>
              <h3>{queue.queueName}</h3>
              <Counts queue={queue} />
            </header>
            <div className={styles['big']}>
              <BigRate name={t('figures.connection')} rate={queue.connection} />
              {queue.serviceLevels.slice(0, 1).map((rate) => (
                <Level key={rate.definition} rate={rate} thresholdMs={queue.thresholdMs} />
              ))}
              <WaitingNow queue={queue} limitMs={queue.thresholdMs} />
            </div>
            {trend !== undefined && (
              <>
                <Sparkline trend={trend} />
                <ForecastLine forecast={trend.forecast} />
              </>
            )}
            <WaitingLine waiting={waiting} total={queue.waiting} skills={props.skills} />
          </article>
        );
      })}
    </div>
  );
}

function Counts({ queue }: { readonly queue: QueueFiguresView }): ReactNode {
  const { t } = useTranslation();
  if (queue.offered === 0)
    return <span className={styles['counts']}>{t('leaderDesk.queue.noCalls')}</span>;
  const counts = [
    ['offered', queue.offered],
    ['answered', queue.answered],
    ['abandoned', queue.abandoned],
    ['ready', queue.readySeats],
  ] as const;
  return (
    <span className={styles['counts']}>
      {counts.map(([name, count]) => (
        <span key={name}>
          {t(`leaderDesk.queue.${name}`)} <b data-figure={name}>{count}</b>
        </span>
      ))}
    </span>
  );
}

function Level({ rate, thresholdMs }: { rate: RateView; thresholdMs: number }): ReactNode {
  return <BigRate name={useLevelName()(rate, thresholdMs)} rate={rate} />;
}

/** Big, with its verdict by colour and by shape, its target as a line, its definition in small print. */
function BigRate({ name, rate }: { name: string; rate: RateView }): ReactNode {
  const { t } = useTranslation();
  const { share, target, tone, mark, verdict, definition, raw } = useRateWords(rate);
  return (
    <div className={styles['figure']} data-tone={tone} data-rate={rate.definition}>
      <span className={styles['name']}>{name}</span>
      <b className={styles['value']}>
        {mark !== null && <i aria-label={verdict ?? ''}>{mark}</i>}
        {percentText(rate.numerator, rate.denominator) ?? '–'}
      </b>
      <span className={styles['track']} aria-hidden="true">
        <span style={{ width: `${(share ?? 0) * 100}%` }} />
        {target !== null && <i style={{ left: `${target * 100}%` }} />}
      </span>
      <small>
        {[
          raw,
          target === null
            ? t('leaderDesk.queue.noTarget')
            : t('leaderDesk.queue.target', { percent: (target * 100).toFixed(0) }),
        ].join(' · ')}
      </small>
      <small>{definition}</small>
    </div>
  );
}

/** Waiting: calm, then amber near the limit, red over it, each with another shape. */
function WaitingNow(props: { queue: QueueFiguresView; limitMs: number }): ReactNode {
  const { t } = useTranslation();
  const { waiting, longestWaitingSince: since } = props.queue;
  const text = useTime((now) => (since === null ? '' : clockText(now - since)));
  const over = useTime((now) => since !== null && now - since >= props.limitMs);
  const tone = waiting === 0 ? 'ok' : over ? 'danger' : 'warn';
  return (
    <div className={styles['figure']} data-tone={tone} data-figure="waiting">
      <span className={styles['name']}>{t('leaderDesk.queue.waiting')}</span>
      <b className={styles['value']}>
        <i aria-hidden="true">{waiting === 0 ? '✓' : over ? '▲' : '◐'}</i>
        {waiting}
      </b>
      <small>
        {waiting === 0
          ? t('leaderDesk.queue.nobody')
          : t('leaderDesk.queue.longest', { time: text })}
      </small>
    </div>
  );
}
