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

/** Counts down to `until`, and up from there as `+00:32`: a limit that is over and still runs. */
export function Overrun({
  until,
  label,
  overLabel,
}: {
  until: number;
  label?: string;
  overLabel: string;
}): ReactNode {
  const isOver = useTime((now) => now >= until);
  const text = useTime((now) =>
    now < until ? countdownText(until - now) : clockText(now - until),
  );
  return (
    <span
      role="timer"
      aria-label={isOver ? overLabel : label}
      title={isOver ? overLabel : undefined}
    >
      {isOver ? `+${text}` : text}
    </span>
  );
}
