import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { turnTiles } from './tile-keys.ts';
import styles from './seat-tiles.module.css';

/** 布局: each seat where it stands in the hall; those that the plan does not name, below. */
export function SeatPlan(props: {
  readonly plan: HotlineView['floorPlan'];
  readonly seats: readonly SeatBriefView[];
  /** Nothing is filtered out: a place without a seat is one at which nobody is. */
  readonly isWhole: boolean;
  readonly ownSeat: string;
  readonly tile: (seat: SeatBriefView) => ReactNode;
}): ReactNode {
  const { plan, seats, tile } = props;
  const { t } = useTranslation();
  const columns = Math.max(...plan.map(({ column }) => column));
  const rows = Math.max(...plan.map(({ row }) => row));
  const used = new Set(plan.map(({ column }) => column));
  // An aisle is narrow, but it is there.
  const widths = Array.from({ length: columns }, (_, at) =>
    used.has(at + 1) ? 'minmax(7.75rem, 1fr)' : '1.25rem',
  ).join(' ');
  const placed = new Set(plan.map(({ seatId }) => seatId));
  const elsewhere = seats.filter(({ seatId }) => !placed.has(seatId));
  return (
    // The tiles themselves take the focus, one at a time.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      className={styles['plan']}
      style={{ gridTemplateColumns: widths }}
      aria-label={t('leader.seats')}
      onKeyDown={turnTiles}
    >
      {plan
        .filter(({ seatId }) => seatId !== props.ownSeat)
        .map(({ seatId, row, column }) => {
          const seat = seats.find((each) => each.seatId === seatId);
          if (seat === undefined && !props.isWhole) return null;
          return (
            <li key={seatId} style={{ gridRow: row, gridColumn: column }}>
              {seat === undefined ? (
                <div className={styles['place']}>
                  <span>{t('leaderDesk.notSignedIn')}</span>
                  <span>{seatId}</span>
                </div>
              ) : (
                tile(seat)
              )}
            </li>
          );
        })}
      {elsewhere.map((seat, at) => (
        <li
          key={seat.seatId}
          style={{ gridRow: rows + 1 + Math.floor(at / columns), gridColumn: (at % columns) + 1 }}
        >
          {tile(seat)}
        </li>
      ))}
    </ul>
  );
}
