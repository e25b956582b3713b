import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { StateShape, type ShapeName } from '../call-bar/state-shape.tsx';
import type { ToneName } from '../theme/palette.ts';
import { useTime } from './clock.tsx';
import { clockText, waitUrgency, type WaitUrgency } from './clock-text.ts';
import styles from './wait-timer.module.css';

const urgencyTone: Readonly<Record<WaitUrgency, ToneName>> = {
  calm: 'calm',
  soon: 'warn',
  over: 'danger',
};

const urgencyShape: Readonly<Record<WaitUrgency, ShapeName>> = {
  calm: 'clock',
  soon: 'half-disc',
  over: 'triangle',
};

export type WaitTimerProps = {
  readonly queuedAt: number;
  readonly limitMs: number;
  /** When the wait ended, null while it lasts. */
  readonly until?: number | null;
  readonly size?: 'line' | 'bar';
};

/** 等候时间 `00:09/15s`: amber in the last five seconds of the queue's answer limit, red past it. */
export function WaitTimer({ queuedAt, limitMs, until, size }: WaitTimerProps): ReactNode {
  const { t } = useTranslation();
  const end = (now: number) => until ?? now;
  const text = useTime((now) => clockText(end(now) - queuedAt));
  const urgency = useTime((now) => waitUrgency(end(now) - queuedAt, limitMs));
  const limit = Math.round(limitMs / 1000);
  return (
    <span
      role="timer"
      aria-label={t('bar.waited', { limit })}
      className={styles['timer']}
      data-tone={urgencyTone[urgency]}
      data-size={size ?? 'line'}
      data-urgency={urgency}
    >
      <span className={styles['mark']} aria-hidden="true">
        <StateShape shape={urgencyShape[urgency]} />
      </span>
      <b>{text}</b>
      <span className={styles['limit']}>/{limit}s</span>
    </span>
  );
}
