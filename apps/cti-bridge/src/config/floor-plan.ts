/** 席位布局: rows of seats as they stand in the hall, `-` for an aisle; drawn in the file as it looks on the screen. */
import type { HotlineView } from '@hotline/domain/protocol';
import { noSuch, type ReferenceProblem } from './reference-problem.ts';

const AISLE = '-';
const placesOf = (row: string): string[] => row.trim().split(/\s+/);

export function toFloorPlan(rows: readonly string[]): HotlineView['floorPlan'] {
  return rows.flatMap((row, at) =>
    placesOf(row).flatMap((seatId, place) =>
      seatId === AISLE ? [] : [{ seatId, row: at + 1, column: place + 1 }],
    ),
  );
}

export function checkFloorPlan(
  rows: readonly string[],
  seats: readonly string[],
): ReferenceProblem[] {
  const placed = new Map<string, number>();
  return rows.flatMap((row, at) =>
    placesOf(row).flatMap((seatId): ReferenceProblem[] => {
      if (seatId === AISLE) return [];
      const path = ['leader', 'floorPlan', at];
      if (!seats.includes(seatId)) return [{ path, words: noSuch('seat', seatId, seats) }];
      const earlier = placed.get(seatId);
      placed.set(seatId, at);
      if (earlier === undefined) return [];
      return [
        {
          path,
          words: {
            zh: `席位“${seatId}”出现两次，第 ${earlier + 1} 排已有`,
            en: `seat "${seatId}" stands in row ${earlier + 1} already`,
          },
        },
      ];
    }),
  );
}
