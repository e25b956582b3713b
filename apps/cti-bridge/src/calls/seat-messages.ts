/** What a seat's screen is shown of seats and of calls that are nobody's. Numbers leave the bridge masked. */
import type { Release } from '@hotline/domain/call';
import type { CallBackTask } from '@hotline/domain/call-back';
import { maskNumber, parseNumber, placeOf } from '@hotline/domain/phone-number';
import type {
  CallBackView,
  ParkedCallView,
  SeatBriefView,
  SeatEventMessage,
  SeatView,
  WaitingCallView,
} from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { Seat } from '@hotline/domain/seat';
import { callOf, isReachable } from '@hotline/domain/seat';
import type { CallEntry } from './call-registry.ts';
import type { DeskConfig } from './desk-config.ts';

export function seatView(seat: Seat): SeatView {
  const { seatId, person, activity, after, device, hand, notes } = seat;
  return {
    seatId,
    personName: person?.name ?? '',
    role: person?.role ?? 'agent',
    skills: [...(person?.skills ?? [])],
    activity,
    after,
    device,
    hand,
    notes: [...notes],
  };
}

export function waitingCallView({ call, queue, caller }: CallEntry): WaitingCallView | null {
  if (call.kind !== 'waiting' && call.kind !== 'offered') return null;
  return {
    callId: call.callId,
    queueId: queue.id,
    queueName: queue.name,
    skills: [...call.skills, ...call.optionalSkills],
    priority: call.priority,
    numberMasked: caller.numberMasked,
    place: caller.place,
    queuedAt: call.queuedAt,
    answerLimitMs: queue.answerLimitMs,
    offeredTo: call.kind === 'offered' ? call.seat.seatId : null,
  };
}

export function parkedCallView({ call, caller }: CallEntry): ParkedCallView | null {
  if (call.kind !== 'parked') return null;
  const { callId, slot, bySeat, parkedAt: since, until } = call;
  const { numberMasked, place } = caller;
  return { callId, slot, numberMasked, place, bySeat, since, until };
}

export function callBackView(task: CallBackTask, config: DeskConfig): CallBackView {
  const { number, queueId, ...shown } = task;
  const parsed = parseNumber(number, config.areaCode);
  return {
    ...shown,
    numberMasked: maskNumber(parsed),
    place: placeOf(parsed)?.city ?? null,
    queueName: config.queues.find(({ id }) => id === queueId)?.name ?? queueId,
  };
}

/** For leaders. `entry`: the call this seat has in hand. */
export function seatBriefView(
  seat: Seat,
  entry: CallEntry | undefined,
): Omit<SeatBriefView, 'team' | 'today'> {
  const { seatId, person, activity, device, hand } = seat;
  const callId = callOf(seat);
  const isOwner = entry !== undefined && 'seat' in entry.call && entry.call.seat.seatId === seatId;
  const isLeader =
    entry !== undefined &&
    'parties' in entry.call &&
    entry.call.parties.some(
      ({ kind, target }) => kind === 'leader' && target.kind === 'seat' && target.seatId === seatId,
    );
  return {
    seatId,
    personName: person?.name ?? '',
    role: person?.role ?? 'agent',
    activity,
    reachable: isReachable(seat),
    skills: [...(person?.skills ?? [])],
    device,
    after: seat.leaving === null ? (seat.after?.kind ?? null) : 'signed-out',
    hand,
    unreadNotes: seat.notes.length,
    call:
      callId === null || entry === undefined
        ? null
        : {
            callId,
            numberMasked: entry.caller.numberMasked,
            part: isLeader ? 'leader' : isOwner || activity.kind === 'wrapping' ? 'owner' : 'guest',
          },
  };
}

export function goneBecause(why: Release): Extract<SeatEventMessage, { kind: 'call-gone' }>['why'] {
  switch (why) {
    case 'unreachable':
    case 'dial-failed':
      return 'dial-failed';
    case 'withdrawn':
      return 'moved';
    case 'wrapped':
    case 'abandoned':
    case 'no-answer':
    case 'rejected':
    case 'lost':
    case 'left':
    case 'picked-up':
    case 'forced':
      return why;
    default:
      return assertNever(why);
  }
}
