import type { HotlineView, SeatBriefView } from '@hotline/domain/protocol';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../panels/panel.tsx';
import { SeatTile } from './seat-tile.tsx';
import { turnTiles } from './tile-keys.ts';
import styles from './seat-tiles.module.css';

export type SeatTilesProps = {
  readonly seats: readonly SeatBriefView[];
  readonly ownSeat: string;
  readonly hotline: Pick<HotlineView, 'restReasons' | 'tooLong'>;
  readonly chosen: string | null;
  readonly onChoose: (seatId: string) => void;
};

/** 席位: one tile a seat, in the order of their numbers, so that each stays where it is; only exceptions are coloured. */
export function SeatTiles(props: SeatTilesProps): ReactNode {
  const { seats, ownSeat, chosen } = props;
  const { t } = useTranslation();
  const others = seats
    .filter(({ seatId }) => seatId !== ownSeat)
    .toSorted((a, b) => a.seatId.localeCompare(b.seatId, 'en', { numeric: true }));
  if (others.length === 0) return <Empty>{t('leader.noSeats')}</Empty>;
  const focusable = chosen ?? others[0]?.seatId;
  return (
    // The tiles themselves take the focus, one at a time.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul className={styles['tiles']} aria-label={t('leader.seats')} onKeyDown={turnTiles}>
      {others.map((seat) => (
        <li key={seat.seatId}>
          <SeatTile
            seat={seat}
            hotline={props.hotline}
            isChosen={seat.seatId === chosen}
            isFocusable={seat.seatId === focusable}
            onChoose={props.onChoose}
          />
        </li>
      ))}
    </ul>
  );
}
