import type { ReactNode } from 'react';
import styles from './hot-spots.module.css';

/** A bar a step, the last one marked; what it shows stands in words beside it. */
export function SmallBars(props: {
  readonly values: readonly number[];
  readonly label: string;
  /** The last bar is what the others are held against. */
  readonly isLastNow?: boolean;
}): ReactNode {
  const { values, label } = props;
  const most = Math.max(1, ...values);
  return (
    <svg
      className={styles['bars']}
      viewBox={`0 0 ${Math.max(1, values.length)} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {values.map((value, at) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- steps of time, in their places
          key={at}
          data-now={props.isLastNow === true && at === values.length - 1}
          x={at + 0.12}
          width={0.76}
          y={1 - Math.max(value / most, value === 0 ? 0.02 : 0.06)}
          height={Math.max(value / most, value === 0 ? 0.02 : 0.06)}
        />
      ))}
    </svg>
  );
}
