import { LeaderKeys, SeatTiles } from '@hotline/ui';
import type { ReactNode } from 'react';
import { useDesk, useDeskState, useTold } from '../app/desk-context.tsx';
import { FORCE_HELD_BACK_MS } from '../app/leader-keys.ts';
import { keyTexts } from '../keys/keymap.ts';
import { runAction } from '../keys/run-action.ts';
import { callShown } from '../phone/softphone-view.ts';
import { useMay } from './use-may.ts';
import styles from './workbench.module.css';

/** 班长席: the tiles, and under them what can be done with the chosen one. */
export function LeaderRegion(): ReactNode {
  const desk = useDesk();
  const data = useTold('seats', 'seat', 'hotline');
  const chosen = useDeskState((state) => state.chosenSeat);
  if (data === null) return null;
  return (
    <div className={styles['leader']}>
      <div className={styles['scroll']}>
        <SeatTiles
          seats={data.seats}
          ownSeat={data.seat.seatId}
          hotline={data.hotline}
          chosen={chosen}
          onChoose={desk.chooseSeat}
        />
      </div>
      <LeaderKeysRegion />
    </div>
  );
}

/** 监听 … 强拆 of the chosen seat, or what is held back. */
export function LeaderKeysRegion(): ReactNode {
  const desk = useDesk();
  const may = useMay();
  const data = useTold('seats', 'seat', 'hotline');
  const call = useDeskState(callShown);
  const chosen = useDeskState((state) => state.chosenSeat);
  const forcing = useDeskState((state) => state.forcing);
  if (data === null) return null;
  return (
    <LeaderKeys
      seat={data.seats.find(({ seatId }) => seatId === chosen) ?? null}
      call={call}
      may={may}
      forcing={forcing === null ? null : { ...forcing, totalMs: FORCE_HELD_BACK_MS }}
      keyText={keyTexts}
      ownSeat={data.seat.seatId}
      shown={data.hotline.leaderShown}
      onKey={(key) => runAction(desk, key)}
      onUndo={desk.stopForcing}
    />
  );
}
