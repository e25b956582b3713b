import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QualitySample } from './quality-panel.tsx';
import styles from './quality-panel.module.css';

type Line = 'received' | 'sent';
const SPAN_MS = 120_000;
const WIDTH = 320;
const HEIGHT = 64;

/** Points `x,y` of one line over the last two minutes; the newest sample stands at the right edge. */
export function points(
  trail: readonly QualitySample[],
  read: (sample: QualitySample) => number | null,
  [least, most]: readonly [number, number],
): string {
  const end = trail.at(-1)?.at ?? 0;
  return trail
    .flatMap((sample) => {
      const value = read(sample);
      if (value === null) return [];
      const x = WIDTH - ((end - sample.at) / SPAN_MS) * WIDTH;
      const share = (Math.min(most, Math.max(least, value)) - least) / (most - least);
      return [`${x.toFixed(1)},${(HEIGHT - share * HEIGHT).toFixed(1)}`];
    })
    .join(' ');
}

/** One figure over two minutes, with the limit past which people begin to mind. */
export function Trace(props: {
  readonly title: string;
  readonly trail: readonly QualitySample[];
  readonly lines: Partial<Readonly<Record<Line, (sample: QualitySample) => number | null>>>;
  readonly range: readonly [number, number];
  readonly limit: number;
  readonly now: Partial<Readonly<Record<Line, string>>>;
}): ReactNode {
  const { t } = useTranslation();
  const { range, now } = props;
  const y = HEIGHT - ((props.limit - range[0]) / (range[1] - range[0])) * HEIGHT;
  const words = (['received', 'sent'] as const).flatMap((line) =>
    now[line] === undefined ? [] : [`${t(`quality.${line}`)} ${now[line]}`],
  );
  return (
    <figure className={styles['trace']}>
      <figcaption>
        <span>{props.title}</span>
        <span className={styles['now']}>
          {now.received !== undefined && <b data-line="received">{now.received}</b>}
          {now.sent !== undefined && <b data-line="sent">{now.sent}</b>}
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${props.title}: ${words.join(', ')}`}
      >
        <line x1="0" x2={WIDTH} y1={y} y2={y} className={styles['limit']} />
        {(['received', 'sent'] as const).map((line) => {
          const read = props.lines[line];
          return read === undefined ? null : (
            <polyline key={line} data-line={line} points={points(props.trail, read, range)} />
          );
        })}
      </svg>
      <p className={styles['axis']} aria-hidden="true">
        <span>{t('quality.from')}</span>
        <span>{t('quality.limit', { limit: props.limit })}</span>
        <span>{t('quality.now')}</span>
      </p>
    </figure>
  );
}
