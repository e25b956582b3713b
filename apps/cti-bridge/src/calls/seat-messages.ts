/** What a seat's screen is shown of calls and seats. Numbers leave the bridge masked. */
import type { Call, Leg, LegState, Release } from '@hotline/domain/call';
import type {
  CallView,
  LegView,
  SeatEventMessage,
  SeatView,
  WaitingCallView,
} from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { Seat } from '@hotline/domain/seat';
import type { CallEntry } from './call-registry.ts';

export function seatView(seat: Seat): SeatView {
  const { seatId, person, activity, after, device } = seat;
  return {
    seatId,
    personName: person?.name ?? '',
    role: person?.role ?? 'agent',
    skills: [...(person?.skills ?? [])],
    activity,
    after,
    device,
  };
}

type SeatCall = Extract<Call, { kind: 'offered' | 'talking' | 'wrapping' }>;

/** Null for a call that no seat has. */
export function callView(entry: CallEntry): CallView | null {
  const { call } = entry;
  if (call.kind === 'offered' || call.kind === 'talking' || call.kind === 'wrapping')
    return viewOf(call, entry);
  return null;
}

function viewOf(call: SeatCall, { queue, caller }: CallEntry): CallView {
  return {
    callId: call.callId,
    state: stateOf(call),
    queueId: queue.id,
    queueName: queue.name,
    skills: [...call.skills, ...call.optionalSkills],
    priority: call.priority,
    answerLimitMs: queue.answerLimitMs,
    arrivedAt: call.arrivedAt,
    queuedAt: call.queuedAt,
    offeredAt: call.offeredAt,
    ringUntil: call.ringUntil,
    answeredAt: call.kind === 'offered' ? null : call.answeredAt,
    endedAt: call.kind === 'wrapping' ? call.endedAt : null,
    endedBy: call.kind === 'wrapping' ? call.endedBy : null,
    wrapUntil: call.kind === 'wrapping' ? call.until : null,
    caller,
    legs:
      call.kind === 'wrapping'
        ? []
        : [
            ...legView(call.caller, 'caller', caller.numberMasked),
            ...legView(call.seat, 'seat', call.seat.seatId),
          ],
  };
}

function stateOf(call: SeatCall): CallView['state'] {
  if (call.kind !== 'offered') return call.kind;
  return call.seat.state === 'dialling' ? 'offered' : 'ringing';
}

const legStates: Readonly<Record<LegState, LegView['state'] | null>> = {
  dialling: 'dialling',
  ringing: 'ringing',
  answered: 'ringing',
  'in-room': 'in-room',
  left: null,
};

function legView(leg: Leg, role: LegView['role'], label: string): readonly LegView[] {
  const state = legStates[leg.state];
  if (state === null) return [];
  const isInRoom = state === 'in-room';
  return [
    {
      legId: leg.legId,
      role,
      label,
      state,
      hears: isInRoom,
      speaks: isInRoom,
      since: leg.since,
    },
  ];
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
      return why;
    default:
      return assertNever(why);
  }
}
