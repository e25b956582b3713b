/**
 * What a seat may do to a call now: the desk enables exactly these, and the transitions refuse the rest. The seat in
 * charge (主席) may do everything but listen to itself; a guest speaks and goes; a leader listens, whispers, speaks,
 * takes over and ends.
 */
import type { Operation } from '../protocol/index.ts';
import type { Call, TalkingCall } from './call.ts';
import { isBinding } from './emergency-case.ts';
import { mayDrop } from './invite.ts';
import { mayForceEnd } from './leader.ts';
import type { Party } from './party.ts';
import { hearsInConfidence, isComing, isIn, isPrivate, partyOfSeat } from './party.ts';
import { isPlain } from './room.ts';
import { successor } from './transfer.ts';

export function operationsOf(call: Call, seatId: string): readonly Operation[] {
  if (call.kind === 'offered' && call.seat.seatId === seatId) return ['answer', 'reject'];
  if (call.kind === 'dialling' && call.seat.seatId === seatId) return ['hang-up'];
  if (call.kind === 'talking' && call.seat.seatId === seatId) return ofOwner(call);
  if (!('parties' in call)) return [];
  const party = partyOfSeat(call.parties, seatId);
  if (party === undefined) return [];
  if (isComing(party)) return party.kind === 'leader' ? ['leave'] : ['answer', 'reject'];
  if (!isIn(party)) return ['leave', 'hang-up'];
  if (party.kind === 'leader') {
    const may: Operation[] = ['leave', 'hang-up', 'leader-mode'];
    if (call.kind === 'talking') may.push('take-over');
    if (mayForceEnd(call)) may.push('force-end');
    return may;
  }
  return ['leave', 'hang-up', 'mute'];
}

function ofOwner(call: TalkingCall): readonly Operation[] {
  const may: Operation[] = ['mute', 'emergency', 'invite'];
  const isBound = call.emergencies.some(isBinding);
  const hasTarget = call.parties.some(({ kind }) => kind === 'emergency');
  const guests = call.parties.filter(({ kind }) => kind === 'guest');
  const inRoom = guests.filter(isIn);
  const isThere = call.absent === null;
  const isReleased = guests.some((one) => isComing(one) && isBlind(one));
  if (isIn(call.caller) || call.parties.some((one) => isIn(one) && one.target.kind === 'outside'))
    may.push('dtmf');
  if (call.spare === null) may.push('rebuild');
  const isInVain = call.absent !== null && call.absent.callBack === null;
  if (isInVain || (!isBound && (!hasTarget || !isThere))) may.push('hang-up');
  if (isReleased || (isThere && successor(call) !== undefined)) may.push('leave');
  if (isThere && !call.held && !isBound) may.push('hold');
  if (call.held && !call.parties.some(hearsInConfidence)) may.push('retrieve');
  if (guests.some(isComing)) may.push('cancel');
  if (call.parties.some(mayDrop(call))) may.push('drop');
  if (inRoom.length > 0 && isThere && !isBound) may.push('complete');
  if (!guests.some((one) => isComing(one) && isPrivate(one))) {
    if (inRoom.length > 0 && (call.held || inRoom.some(({ held }) => held))) may.push('merge');
    if (isThere && !isBound && inRoom.some(({ held }) => held !== call.held)) may.push('swap');
  }
  if (!isBound && isPlain(call)) may.push('park', 'to-queue');
  if (call.recording === 'on' || call.recording === 'paused') may.push('pause-recording');
  return may;
}

const isBlind = (party: Party): boolean => party.kind === 'guest' && party.purpose === 'blind';
