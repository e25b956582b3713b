import type { ReactNode } from 'react';
import type { ToneName } from '../theme/palette.ts';
import styles from './time-ring.module.css';

export type Slice = { readonly name: string; readonly ms: number; readonly tone: ToneName };

const RADIUS = 42;
const ROUND = 2 * Math.PI * RADIUS;
/** Gap between slices, so that neighbours are told apart without colour. */
const GAP = 2;

/** The day as a ring. The figures themselves stand beside it; for assistive technology it is one picture with a name. */
export function TimeRing(props: {
  readonly slices: readonly Slice[];
  readonly centre: string;
  readonly caption: string;
}): ReactNode {
  const whole = props.slices.reduce((sum, slice) => sum + slice.ms, 0);
  const shown = props.slices.filter((slice) => slice.ms > 0);
  const lengthOf = (slice: Slice) => (slice.ms / whole) * ROUND;
  const arcs = shown.map((slice, at) => ({
    ...slice,
    from: shown.slice(0, at).reduce((sum, each) => sum + lengthOf(each), 0),
    length: Math.max(lengthOf(slice) - GAP, 0.5),
  }));
  return (
    <svg className={styles['ring']} viewBox="0 0 100 100" role="img" aria-label={props.centre}>
      <circle cx="50" cy="50" r={RADIUS} className={styles['track']} />
      {arcs.map((arc) => (
        <circle
          key={arc.name}
          cx="50"
          cy="50"
          r={RADIUS}
          data-tone={arc.tone}
          className={styles['arc']}
          strokeDasharray={`${arc.length} ${ROUND - arc.length}`}
          strokeDashoffset={-arc.from}
          transform="rotate(-90 50 50)"
        />
      ))}
      <text x="50" y="50" className={styles['centre']}>
        {props.centre}
      </text>
      <text x="50" y="64" className={styles['caption']}>
        {props.caption}
      </text>
    </svg>
  );
}
