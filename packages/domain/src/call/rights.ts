/**
 * What a seat may do to a call now: the desk enables exactly these, and the transitions refuse the rest. The seat in
 * charge (主席) may do everything but listen to itself; a guest speaks and goes; a leader listens, whispers, speaks,
 * takes over and ends.
 */
import type { Operation } from '../protocol/index.ts';
import type { Call, TalkingCall } from './call.ts';
import { isBinding } from './emergency-case.ts';
import { isComing, isIn, partyOfSeat } from './party.ts';
import { successor } from './transfer.ts';

export function operationsOf(call: Call, seatId: string): readonly Operation[] {
  if (call.kind === 'offered' && call.seat.seatId === seatId) return ['answer', 'reject'];
  if (call.kind === 'dialling' && call.seat.seatId === seatId) return ['hang-up', 'mute'];
  if (call.kind === 'talking' && call.seat.seatId === seatId) return ofOwner(call);
  if (!('parties' in call)) return [];
  const party = partyOfSeat(call.parties, seatId);
  if (party === undefined) return [];
  if (isComing(party)) return party.kind === 'leader' ? ['leave'] : ['answer', 'reject'];
  if (party.kind === 'leader')
    return [
      'leave',
      'hang-up',
      'leader-mode',
      ...(call.kind === 'talking' ? (['take-over', 'force-end'] as const) : []),
    ];
  return ['leave', 'hang-up', 'mute'];
}

function ofOwner(call: TalkingCall): readonly Operation[] {
  const may: Operation[] = ['mute', 'dtmf', 'emergency', 'rebuild'];
  const isBound = call.emergencies.some(isBinding);
  const hasTarget = call.parties.some(({ kind }) => kind === 'emergency');
  const guests = call.parties.filter(({ kind }) => kind === 'guest');
  const inRoom = guests.filter(isIn);
  const isPrivate = guests.some(
    (one) => one.kind === 'guest' && (one.purpose === 'consult' || one.purpose === 'blind'),
  );
  const isThere = call.absent === null;
  if (!isBound && (!hasTarget || !isThere)) may.push('hang-up');
  if (isThere && successor(call) !== undefined) may.push('leave');
  if (isThere && !call.held && !isBound) may.push('hold');
  if (call.held && !isPrivate) may.push('retrieve');
  may.push('invite');
  if (guests.some(isComing)) may.push('cancel');
  if (inRoom.length > 0) {
    may.push('drop');
    if (isThere && !isBound) may.push('complete');
    if (call.held || inRoom.some(({ held }) => held)) may.push('merge');
    if (isThere && !isBound && inRoom.some(({ held }) => held !== call.held)) may.push('swap');
  }
  if (!isBound && isThere && inRoom.length === 0 && !hasTarget) may.push('park', 'to-queue');
  if (call.recording === 'on' || call.recording === 'paused') may.push('pause-recording');
  return may;
}
