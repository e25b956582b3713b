import type { ReactNode } from 'react';
import { useTime } from '../time/clock.tsx';
import styles from './count-ring.module.css';

const ROUND = 2 * Math.PI * 20;

/** A ring that empties until `until`: how long something can still be taken back. Tenths of a second in its middle. */
export function CountRing(props: {
  readonly until: number;
  readonly totalMs: number;
  readonly label: string;
}): ReactNode {
  const { until, totalMs } = props;
  const left = useTime((now) => Math.max(0, Math.min(totalMs, until - now)));
  return (
    <span className={styles['ring']} role="timer" aria-label={props.label}>
      <svg viewBox="0 0 48 48" aria-hidden="true">
        <circle cx="24" cy="24" r="20" className={styles['track']} />
        <circle
          cx="24"
          cy="24"
          r="20"
          className={styles['left']}
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - left / totalMs)}
        />
      </svg>
      <b>{(left / 1000).toFixed(1)}</b>
    </span>
  );
}
