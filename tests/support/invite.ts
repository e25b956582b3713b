/** Whom a seat brings in, in the hotline of the scenarios, and whether they are there. */
import type { Brief, CallView, Invitee, LegView } from '@hotline/domain/protocol';
import type { PlainSeat } from './plain-seat.ts';

/** 乙席, 丙席, 粤语席, and whichever seat speaks Cantonese. */
export const SECOND: Invitee = { kind: 'entry', id: 'seat-1002' };
export const THIRD: Invitee = { kind: 'entry', id: 'seat-1003' };
export const DIALECT: Invitee = { kind: 'entry', id: 'seat-1101' };
export const CANTONESE: Invitee = { kind: 'entry', id: 'skill-cantonese' };
/** 供水服务 of the directory, and somebody whose number was typed. */
export const WATER: Invitee = { kind: 'entry', id: 'water' };
export const TYPED: Invitee = { kind: 'number', number: '0710-5550199' };

export type Purpose = NonNullable<LegView['purpose']>;

export async function invite(
  seat: PlainSeat,
  purpose: Purpose,
  target: Invitee,
  brief: Brief | null = null,
): Promise<void> {
  await seat.does('call.invite', { purpose, target, brief });
}

const isIn = (call: CallView, role: LegView['role']): boolean =>
  call.legs.some((leg) => leg.role === role && leg.state === 'in-room');

/** Waits until somebody of this role is in the room, and gives their leg. */
export async function joins(seat: PlainSeat, role: LegView['role']): Promise<string> {
  const { legs } = await seat.whenCall(`${role} is in`, (call) => isIn(call, role));
  return legs.findLast((leg) => leg.role === role)?.legId ?? '';
}

/** Waits until nobody of this role is in the call any more, on the way neither. */
export async function isGone(seat: PlainSeat, role: LegView['role']): Promise<void> {
  await seat.whenCall(`${role} is gone`, ({ legs }) => legs.every((leg) => leg.role !== role));
}

/** Out of the call: writing it up, or done with that on a slow machine. */
export async function wraps(seat: PlainSeat): Promise<void> {
  await seat.when(
    'wrapping',
    ({ seat: { activity }, call }) => activity.kind === 'wrapping' || call === null,
  );
}

export async function isReady(seat: PlainSeat): Promise<void> {
  await seat.when('ready', (state) => state.seat.activity.kind === 'ready');
}

/** In charge of the call, and talking. */
export async function isInCharge(seat: PlainSeat): Promise<void> {
  await seat.whenCall(
    'in charge',
    ({ part, ownerSeat, state }) =>
      part === 'owner' && ownerSeat === seat.seatId && state === 'talking',
  );
}
