/**
 * 外呼: the seat's own leg comes into the room first and hears the ring-back tone; then the citizen is dialled into the
 * same room.
 */
import { err, ok } from '../result/index.ts';
import type { CallRules, DiallingCall, EndedBy } from './call.ts';
import { moveLeg, queuedOf, untouched } from './call.ts';
import type { Outcome, Step } from './effect.ts';
import { record, release } from './effect.ts';
import type { CallEvent } from './event.ts';
import { isComing } from './party.ts';
import { closeRoom, troubleOf } from './room.ts';
import { failureOfDial } from './cause.ts';
import { strayLeg } from './stray-leg.ts';
import { talkingWith } from './waiting.ts';

export type Dialled = {
  readonly callId: string;
  readonly seat: string;
  readonly seatLeg: string;
  readonly callerLeg: string;
  readonly number: string;
  readonly queueId: string;
  /** The missed call that is called back, on the ledger. */
  readonly callBackOf: string | null;
  /** The ticket that the citizen is asked about, on the ledger; null: none. */
  readonly ticketNo: string | null;
  /** How long the citizen's telephone rings, ms. */
  readonly ringMs: number;
};

/** A seat calls a citizen. Its own telephone answers by itself: the person has just pressed the key. */
export function dial(order: Dialled, now: number, rules: CallRules): Step<DiallingCall> {
  const { callId, seat, seatLeg, callerLeg, number, queueId, callBackOf, ticketNo, ringMs } = order;
  const ringUntil = now + rules.ringMs;
  return {
    call: {
      ...untouched,
      kind: 'dialling',
      callId,
      direction: 'out',
      number,
      queueId,
      skills: [],
      optionalSkills: [],
      priority: 0,
      mode: 'bridge',
      arrivedAt: now,
      queuedAt: now,
      caller: { legId: callerLeg, state: 'dialling', since: now },
      seat: { seatId: seat, legId: seatLeg, state: 'dialling', since: now },
      offeredAt: now,
      ringUntil,
      callRingMs: ringMs,
    },
    effects: [
      { kind: 'tell-seat', seat, news: { kind: 'offered', own: true } },
      { kind: 'dial-seat', seat, leg: seatLeg, ringForMs: rules.ringMs, role: 'seat', mode: null },
      { kind: 'start-timer', timer: 'ring', key: seatLeg, at: ringUntil },
      record(now, {
        kind: 'call-dialled',
        callId,
        seatId: seat,
        number,
        queueId,
        callBackOf,
        ...(ticketNo === null ? {} : { ticketNo }),
      }),
    ],
  };
}

export function fromDialling(
  call: DiallingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'leg-ringing':
    case 'leg-answered':
    case 'leg-joined':
    case 'leg-left':
      if (event.leg === call.seat.legId) return seatMoved(call, event.kind, now);
      if (event.leg === call.caller.legId) return callerMoved(call, event.kind, now);
      return event.kind === 'leg-left' ? err({ code: 'late' }) : strayLeg(call, event);
    case 'leg-ended':
      if (event.leg === call.seat.legId)
        return ok(over(call, 'seat', event.cause, [event.leg], now, rules));
      if (event.leg === call.caller.legId)
        return ok(over(call, 'caller', event.cause, [event.leg], now, rules));
      return err({ code: 'late' });
    case 'dial-failed':
      if (event.leg === call.seat.legId || event.leg === call.caller.legId)
        return ok(over(call, 'network', event.cause, [event.leg], now, rules));
      return err({ code: 'late' });
    case 'offer-expired': {
      const leg = isComing(call.seat) ? call.seat : call.caller;
      if (event.leg !== leg.legId || !isComing(leg) || leg.state === 'answered')
        return err({ code: 'late' });
      return ok(over(call, 'system', 'NO_ANSWER', [], now, rules));
    }
    case 'hang-up':
    case 'leave':
    case 'reject':
    case 'withdraw':
      if (event.seat !== call.seat.seatId) return err({ code: 'not-your-call' });
      return ok(over(call, 'seat', 'ORIGINATOR_CANCEL', [], now, rules));
    case 'seat-lost':
      if (event.seat !== call.seat.seatId) return err({ code: 'late' });
      return ok(over(call, 'network', event.why, [], now, rules));
    case 'caller-arrived':
      return err({ code: 'duplicate' });
    default:
      return err({ code: 'not-in-state' });
  }
}

type Move = 'leg-ringing' | 'leg-answered' | 'leg-joined' | 'leg-left';

function seatMoved(call: DiallingCall, kind: Move, now: number): Outcome {
  const { seat, caller } = call;
  if (kind === 'leg-left')
    return ok({ call: { ...call, seat: moveLeg(seat, 'left', now) }, effects: [] });
  if (kind !== 'leg-joined') {
    const state = kind === 'leg-ringing' ? 'ringing' : 'answered';
    if (!isComing(seat) || seat.state === state || seat.state === 'answered')
      return err({ code: 'duplicate' });
    return ok({ call: { ...call, seat: moveLeg(seat, state, now) }, effects: [] });
  }
  if (!isComing(seat)) return err({ code: 'duplicate' });
  const ringUntil = now + call.callRingMs;
  return ok({
    call: { ...call, seat: moveLeg(seat, 'in-room', now), ringUntil },
    effects: [
      { kind: 'stop-timer', timer: 'ring', key: seat.legId },
      { kind: 'tell-seat', seat: seat.seatId, news: { kind: 'talking' } },
      { kind: 'hold-leg', leg: seat.legId, hears: 'ring-back' },
      {
        kind: 'dial-outside',
        leg: caller.legId,
        role: 'caller',
        number: call.number,
        entryId: null,
        route: 0,
        ringForMs: call.callRingMs,
      },
      { kind: 'start-timer', timer: 'ring', key: caller.legId, at: ringUntil },
    ],
  });
}

function callerMoved(call: DiallingCall, kind: Move, now: number): Outcome {
  const { callId, seat, caller, offeredAt, ringUntil } = call;
  const { seatId } = seat;
  if (kind === 'leg-left') return err({ code: 'late' });
  if (kind !== 'leg-joined') {
    const state = kind === 'leg-ringing' ? 'ringing' : 'answered';
    if (caller.state === state || caller.state === 'answered') return err({ code: 'duplicate' });
    return ok({ call: { ...call, caller: moveLeg(caller, state, now) }, effects: [] });
  }
  const queued = { ...queuedOf(call), caller: moveLeg(caller, 'in-room', now) };
  return ok({
    call: talkingWith(queued, seat, now, { offeredAt, ringUntil }),
    effects: [
      { kind: 'stop-timer', timer: 'ring', key: caller.legId },
      { kind: 'retrieve-leg', leg: seat.legId },
      { kind: 'note-owner', leg: caller.legId, seat: seatId },
      { kind: 'record-call', leg: caller.legId, action: 'start' },
      record(now, {
        kind: 'call-connected',
        callId,
        seatId,
        waitMs: Math.max(0, now - call.arrivedAt),
      }),
    ],
  });
}

/** Not reached: what happened is told in the wrap-up, in which the person notes it. */
function over(
  call: DiallingCall,
  by: EndedBy,
  cause: string,
  gone: readonly string[],
  now: number,
  rules: CallRules,
): Step {
  const why = failureOfDial(cause);
  const trouble = by === 'seat' ? call.trouble : troubleOf(why, call.number, now);
  const end = closeRoom({ ...call, trouble }, { by, cause, gone }, now, rules);
  // Their own telephone never came: nothing was said, nothing is to be written.
  if (isComing(call.seat)) {
    const { callId, queueId } = call;
    const { seatId } = call.seat;
    return {
      call: { kind: 'ended', callId, queueId, endedAt: now, endedBy: by },
      effects: [
        ...end.effects.filter(
          (one) =>
            !(one.kind === 'start-timer' && one.timer === 'wrap') &&
            !(one.kind === 'record' && one.fact.kind === 'wrap-started') &&
            !(one.kind === 'tell-seat' && one.news.kind === 'wrapping'),
        ),
        release(seatId, by === 'seat' ? 'withdrawn' : 'unreachable'),
      ],
    };
  }
  return end;
}
