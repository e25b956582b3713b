/** What several states do with the room: close it, go back to the queue, let a seat write up what it had. */
import type {
  EndedBy,
  EndedCall,
  RoomCall,
  SeatLeg,
  TalkingCall,
  Trouble,
  WaitingCall,
  Wrap,
  WrappingCall,
  CallRules,
} from './call.ts';
import { queuedOf } from './call.ts';
import type { CallEffect, Step } from './effect.ts';
import { hangUpLeg, record, recordEnd, release } from './effect.ts';
import { endAllCases } from './emergency-step.ts';
import type { Party } from './party.ts';
import { isComing, isIn, isPrivate, seatOf } from './party.ts';
import { assertNever } from '../result/index.ts';

export const troubleOf = (code: Trouble['code'], who: string, at: number): Trouble => ({
  at,
  code,
  who,
});

/** Talk of all seats so far, ms: until the citizen was gone. */
export function talkMs(call: RoomCall, now: number): number {
  if (call.kind === 'talking')
    return call.talkedMs + Math.max(0, (call.absent?.since ?? now) - call.answeredAt);
  if (call.kind === 'handed-over') return call.talkedMs + Math.max(0, now - call.handedAt);
  return call.talkedMs;
}

/** 整理 begins for this seat. */
export function wrapUp(
  call: { readonly callId: string; readonly wraps: readonly Wrap[] },
  seatId: string,
  now: number,
  rules: CallRules,
): { readonly wraps: readonly Wrap[]; readonly effects: readonly CallEffect[] } {
  const { callId } = call;
  const until = now + rules.wrapMs;
  return {
    wraps: [
      ...call.wraps.filter((wrap) => wrap.seatId !== seatId),
      { seatId, since: now, until, extensions: 0, draft: { kind: 'none' } },
    ],
    effects: [
      { kind: 'start-timer', timer: 'wrap', key: seatId, at: until },
      record(now, { kind: 'wrap-started', callId, seatId, until }),
      { kind: 'tell-seat', seat: seatId, news: { kind: 'wrapping', until } },
    ],
  };
}

/**
 * Ends the leg of somebody in the room. Whoever was spoken to in confidence is silent at once, and gone before the
 * citizen comes off hold: the PBX takes a moment to end a leg (some 60 ms).
 */
export function sendOut(party: Party): readonly CallEffect[] {
  const { legId: leg } = party;
  const isConfidant = isIn(party) && isPrivate(party);
  return [...(isConfidant ? ([{ kind: 'silence-leg', leg }] as const) : []), hangUpLeg(leg)];
}

/** Somebody who was invited is sent away: the rest of the call goes on, or is over. */
export function dismiss(
  call: { readonly callId: string },
  party: Party,
  why: 'cancelled' | 'dropped' | 'call-over' | 'lost',
  now: number,
): readonly CallEffect[] {
  const { callId } = call;
  const { legId: leg } = party;
  const seat = seatOf(party);
  const isOnTheWay = isComing(party);
  return [
    ...(isOnTheWay
      ? ([{ kind: 'stop-timer', timer: 'party', key: leg }] as const satisfies CallEffect[])
      : []),
    ...(isOnTheWay && party.state !== 'answered'
      ? [hangUpLeg(leg, 'ORIGINATOR_CANCEL')]
      : sendOut(party)),
    record(now, { kind: 'party-gone', callId, leg, why }),
    ...(seat === null ? [] : [release(seat, isOnTheWay ? 'withdrawn' : 'left')]),
  ];
}

export type RoomEnd = {
  readonly by: EndedBy;
  readonly cause: string;
  /** Legs that have ended already. */
  readonly gone: readonly string[];
};

/** The room closes: every leg in it ends, guests are released, the seat in charge writes up. */
export function closeRoom(
  call: RoomCall,
  end: RoomEnd,
  now: number,
  rules: CallRules,
): Step<WrappingCall | EndedCall> {
  const queued = queuedOf(call);
  const { callId, queueId } = call;
  const effects: CallEffect[] = [];
  const asked = isAsked(call, end, rules) ? call.caller.legId : null;
  for (const leg of ownLegs(call))
    if (leg === asked) effects.push({ kind: 'survey-leg', leg });
    else if (!end.gone.includes(leg)) effects.push(hangUpLeg(leg));
  for (const party of call.parties) effects.push(...dismiss(call, party, 'call-over', now));
  effects.push(...timersOf(call));
  const cases = endAllCases(call, now);
  effects.push(...cases.effects);
  const owner = seatInCharge(call);
  const wrap =
    owner === null ? { wraps: call.wraps, effects: [] } : wrapUp(call, owner.seatId, now, rules);
  const [timer, started, told] = wrap.effects;
  if (timer !== undefined) effects.push(timer);
  const ended = recordEnd(call, now, end.by, talkMs(call, now), end.cause);
  if (asked !== null) effects.push(record(now, { kind: 'survey-asked', callId }));
  effects.push(ended, ...[started, told].filter((one) => one !== undefined));
  if (wrap.wraps.length === 0)
    return { call: { kind: 'ended', callId, queueId, endedAt: now, endedBy: end.by }, effects };
  return {
    call: {
      ...queued,
      kind: 'wrapping',
      parties: [],
      emergencies: cases.emergencies,
      wraps: wrap.wraps,
      endedAt: now,
      endedBy: end.by,
    },
    effects,
  };
}

/** The seat said goodbye, and the citizen is still on the line; nobody who was in danger is asked how they liked it. */
function isAsked(call: RoomCall, end: RoomEnd, rules: CallRules): boolean {
  return (
    rules.asksSatisfaction &&
    end.by === 'seat' &&
    call.kind === 'talking' &&
    call.direction === 'in' &&
    call.absent === null &&
    call.caller.state === 'in-room' &&
    call.emergencies.length === 0
  );
}

/** Without the parties': those of the citizen and of the seat in charge. */
function ownLegs(call: RoomCall): readonly string[] {
  const legs: string[] = [];
  const isCallerGone =
    call.kind === 'talking' && call.absent !== null && call.caller.state === 'left';
  const isCallerToCome = call.kind === 'dialling' && isComing(call.seat);
  if (!isCallerGone && !isCallerToCome) legs.push(call.caller.legId);
  const seat = seatInCharge(call);
  if (seat !== null) legs.push(seat.legId);
  if (call.kind === 'talking' && call.spare !== null) legs.push(call.spare.legId);
  return legs;
}

const stop = (timer: 'ring' | 'park' | 'return' | 'call-back', key: string): CallEffect => ({
  kind: 'stop-timer',
  timer,
  key,
});

/** Timers that run in this state and not in the next one. */
export function timersOf(call: RoomCall): readonly CallEffect[] {
  switch (call.kind) {
    case 'offered':
      return [
        stop('ring', call.seat.legId),
        ...(call.returns === null ? [] : [stop('return', '')]),
      ];
    case 'waiting':
      return call.returns === null ? [] : [stop('return', '')];
    case 'parked':
      return [stop('park', '')];
    case 'dialling':
      return [stop('ring', isComing(call.seat) ? call.seat.legId : call.caller.legId)];
    case 'talking': {
      const stops: CallEffect[] = [];
      if (call.spare !== null) stops.push(stop('ring', call.spare.legId));
      if (call.absent !== null && call.absent.callBack !== null)
        stops.push(isComing(call.caller) ? stop('ring', call.caller.legId) : stop('call-back', ''));
      return stops;
    }
    case 'handed-over':
      return [];
    default:
      return assertNever(call);
  }
}

export function seatInCharge(call: RoomCall): SeatLeg | null {
  return call.kind === 'offered' || call.kind === 'talking' || call.kind === 'dialling'
    ? call.seat
    : null;
}

/** Back to the queue with place and waiting time. What is on the way only for the seat that is gone is sent away. */
export function backToQueue(
  call: TalkingCall | WaitingCall | RoomCall,
  more: Pick<WaitingCall, 'wanted' | 'trouble'> &
    Partial<Pick<WaitingCall, 'skills' | 'brief' | 'wraps' | 'returns'>>,
  now: number,
): Step<WaitingCall> {
  const queued = queuedOf(call);
  const staying = call.parties.filter(staysWithoutSeat);
  const gone = call.parties.filter((party) => !staysWithoutSeat(party));
  const isHeld = call.kind === 'talking' && call.held;
  return {
    call: {
      ...queued,
      kind: 'waiting',
      parties: staying.map((party): Party => (party.held ? { ...party, held: false } : party)),
      talkedMs: talkMs(call, now),
      notBefore: 0,
      returns: null,
      ...more,
    },
    effects: [
      ...gone.flatMap((party) => dismiss(call, party, 'cancelled', now)),
      // Alone again, the citizen hears the room's own music; with others, them.
      ...(isHeld ? [{ kind: 'retrieve-leg', leg: call.caller.legId } as const] : []),
      ...staying
        .filter(({ held }) => held)
        .map(({ legId }): CallEffect => ({ kind: 'retrieve-leg', leg: legId })),
    ],
  };
}

/** With no seat in charge a transfer has nobody to complete it, and a leader nobody to listen to. */
function staysWithoutSeat(party: Party): boolean {
  if (party.kind === 'emergency') return true;
  if (party.kind === 'leader') return false;
  return party.purpose === 'conference' || party.purpose === 'interpret';
}

/** Only citizen and seat, or a leader who listens: what is asked now takes the citizen away from nobody else. */
export function isPlain(call: TalkingCall): boolean {
  return (
    call.absent === null &&
    call.caller.state === 'in-room' &&
    !call.parties.some((one) => one.kind !== 'leader' && isIn(one))
  );
}
