import type { ReactNode } from 'react';
import { useTime } from '../time/clock.tsx';
import styles from './level-meter.module.css';

const STEPS = 20;

/** Microphone level; `level` gives 0…1 (linear) whenever it is asked. Drawn on a scale of −50…0 dB. */
export function LevelMeter(props: {
  readonly label: string;
  readonly level: () => number;
}): ReactNode {
  const steps = useTime(() => Math.round(meterShare(props.level()) * STEPS));
  return (
    <span
      className={styles['meter']}
      // The bar of <meter> cannot be drawn alike in both themes.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={STEPS}
      aria-valuenow={steps}
      data-tone={steps > STEPS * 0.9 ? 'danger' : 'ok'}
    >
      <span style={{ width: `${(steps / STEPS) * 100}%` }} />
    </span>
  );
}

/** 0…1 of the meter's width for a linear level: −50 dB is empty, 0 dB full. */
export function meterShare(level: number): number {
  if (level <= 0) return 0;
  return Math.min(1, Math.max(0, 1 + (20 * Math.log10(level)) / 50));
}
