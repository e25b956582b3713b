import type { QueueTrendView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './sparkline.module.css';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** 近两小时: a bar a step for what came in, its abandoned part at the foot in another colour and with a cut edge. */
export function Sparkline({ trend }: { readonly trend: QueueTrendView }): ReactNode {
  const { t } = useTranslation();
  const { offered, answered, abandoned } = trend;
  const most = Math.max(1, ...offered);
  return (
    <figure className={styles['spark']}>
      <svg
        viewBox={`0 0 ${offered.length} 1`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('leaderDesk.queue.sparkLabel', {
          offered: sum(offered),
          answered: sum(answered),
          abandoned: sum(abandoned),
        })}
      >
        {offered.map((count, at) => (
          <g key={trend.from + at * trend.stepMs}>
            <rect
              className={styles['offered']}
              x={at + 0.12}
              width={0.76}
              y={1 - count / most}
              height={count / most}
            />
            <rect
              className={styles['abandoned']}
              x={at + 0.12}
              width={0.76}
              y={1 - (abandoned[at] ?? 0) / most}
              height={(abandoned[at] ?? 0) / most}
            />
          </g>
        ))}
      </svg>
      <figcaption>
        <span>{t('leaderDesk.queue.twoHours', { minutes: trend.stepMs / 60_000 })}</span>
        <span className={styles['key']} data-what="offered">
          {t('leaderDesk.queue.spark.offered')} {sum(offered)}
        </span>
        <span className={styles['key']} data-what="abandoned">
          {t('leaderDesk.queue.spark.abandoned')} {sum(abandoned)}
        </span>
      </figcaption>
    </figure>
  );
}
