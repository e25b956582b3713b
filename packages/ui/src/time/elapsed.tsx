import type { ReactNode } from 'react';
import { useTime } from './clock.tsx';
import { clockText, countdownText } from './clock-text.ts';

/** Time since `since`, counting up. */
export function Elapsed({ since, label }: { since: number; label?: string }): ReactNode {
  const text = useTime((now) => clockText(now - since));
  return (
    <span role="timer" aria-label={label}>
      {text}
    </span>
  );
}

/** Time until `until`, counting down to 00:00. */
export function Countdown({ until, label }: { until: number; label?: string }): ReactNode {
  const text = useTime((now) => countdownText(until - now));
  return (
    <span role="timer" aria-label={label}>
      {text}
    </span>
  );
}
