/** Which seats stand on the map, and in which order. */
import type { SeatBriefView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import { deviceTrouble } from './seat-look.ts';

export const seatGroups = [
  'all',
  'ready',
  'call',
  'wrapping',
  'busy',
  'rest',
  'trouble',
  'hand',
] as const;
export type SeatGroup = (typeof seatGroups)[number];

export const seatOrders = ['seat', 'state', 'time', 'answered'] as const;
export type SeatOrder = (typeof seatOrders)[number];

export function isInGroup(seat: SeatBriefView, group: SeatGroup): boolean {
  const { kind } = seat.activity;
  switch (group) {
    case 'all':
      return true;
    case 'call':
      return kind === 'talking' || kind === 'ringing' || kind === 'reserved';
    case 'trouble':
      return kind !== 'signed-out' && (!seat.reachable || deviceTrouble(seat) !== null);
    case 'hand':
      return seat.hand !== null;
    default:
      return kind === group;
  }
}

/** By number, name, team or skill; `skillName` in the desk's language. */
export function isFound(
  seat: SeatBriefView,
  text: string,
  skillName: (id: string) => string,
): boolean {
  const wanted = text.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  const words = [
    seat.seatId,
    seat.personName,
    seat.team ?? '',
    ...seat.skills.flatMap((id) => [id, skillName(id)]),
  ];
  return words.some((word) => word.toLocaleLowerCase().includes(wanted));
}

const stateOrder: readonly SeatBriefView['activity']['kind'][] = [
  'ready',
  'reserved',
  'ringing',
  'talking',
  'wrapping',
  'busy',
  'rest',
  'signed-out',
];

/** Ties go by number. A hand that is up is always first. */
export function inOrder(seats: readonly SeatBriefView[], order: SeatOrder): SeatBriefView[] {
  const rank = (seat: SeatBriefView): number => {
    switch (order) {
      case 'seat':
        return 0;
      case 'state':
        return stateOrder.indexOf(seat.activity.kind);
      case 'time':
        return seat.activity.since;
      case 'answered':
        return -(seat.today?.answered ?? 0);
      default:
        return assertNever(order);
    }
  };
  return seats.toSorted(
    (a, b) =>
      Number(b.hand !== null) - Number(a.hand !== null) ||
      rank(a) - rank(b) ||
      a.seatId.localeCompare(b.seatId, 'en', { numeric: true }),
  );
}
