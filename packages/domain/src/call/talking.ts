import { assertNever, err, ok } from '../result/index.ts';
import type { CallRules, EndedBy, TalkingCall, WaitingCall, WrappingCall } from './call.ts';
import { moveLeg } from './call.ts';
import { enderOfCaller } from './cause.ts';
import type { CallEffect, Outcome } from './effect.ts';
import type { CallEvent } from './event.ts';
import { strayLeg } from './stray-leg.ts';

export function fromTalking(
  call: TalkingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'leg-ended':
      if (event.leg === call.caller.legId)
        return over(call, enderOfCaller[event.by], event.cause, [call.seat.legId], now, rules);
      if (event.leg === call.seat.legId) return seatLegEnded(call, event, now, rules);
      return err({ code: 'late' });
    case 'hang-up':
      if (event.seat !== call.seat.seatId) return err({ code: 'not-your-call' });
      return over(
        call,
        'seat',
        'NORMAL_CLEARING',
        [call.caller.legId, call.seat.legId],
        now,
        rules,
      );
    case 'seat-lost':
      if (event.seat !== call.seat.seatId) return err({ code: 'late' });
      return requeued(call, event.why, now, [call.seat.legId]);
    case 'leg-joined':
    case 'leg-left':
      return legMoved(call, event, now);
    case 'leg-ringing':
    case 'leg-answered':
      if (isOwn(call, event.leg)) return err({ code: 'duplicate' });
      return strayLeg(call, event);
    case 'caller-arrived':
    case 'bridged':
      return err({ code: 'duplicate' });
    case 'offer':
      return err({ code: 'already-offered' });
    case 'dial-failed':
    case 'offer-expired':
    case 'wrap-expired':
      return err({ code: 'late' });
    case 'reject':
    case 'withdraw':
    case 'wrap-finished':
    case 'wrap-extended':
      return err({ code: event.seat === call.seat.seatId ? 'not-in-state' : 'not-your-call' });
    default:
      return assertNever(event);
  }
}

function isOwn(call: TalkingCall, leg: string): boolean {
  return leg === call.caller.legId || leg === call.seat.legId;
}

function legMoved(
  call: TalkingCall,
  event: { readonly kind: 'leg-joined' | 'leg-left'; readonly leg: string },
  now: number,
): Outcome {
  if (!isOwn(call, event.leg))
    return event.kind === 'leg-joined' ? strayLeg(call, event) : err({ code: 'late' });
  const state = event.kind === 'leg-joined' ? 'in-room' : 'left';
  const isCaller = event.leg === call.caller.legId;
  if ((isCaller ? call.caller : call.seat).state === state) return err({ code: 'duplicate' });
  return ok({
    call: isCaller
      ? { ...call, caller: moveLeg(call.caller, state, now) }
      : { ...call, seat: moveLeg(call.seat, state, now) },
    effects: [],
  });
}

function seatLegEnded(
  call: TalkingCall,
  event: Extract<CallEvent, { kind: 'leg-ended' }>,
  now: number,
  rules: CallRules,
): Outcome {
  // BYE from the seat's own telephone: the person hung up, also while their desk had lost the bridge.
  if (event.by === 'peer') return over(call, 'seat', event.cause, [call.caller.legId], now, rules);
  // The citizen has left the room already and only the report is late: nobody is there to go back to the queue.
  if (call.caller.state === 'left')
    return over(call, 'caller', event.cause, [call.caller.legId], now, rules);
  return requeued(call, event.cause, now, []);
}

/** The seat is gone and the citizen is not: back to the queue with place and waiting time. The room plays the music. */
function requeued(call: TalkingCall, why: string, now: number, hangUp: readonly string[]): Outcome {
  const { seat, offeredAt: _, ringUntil: __, answeredAt, ...queued } = call;
  const waiting: WaitingCall = {
    ...queued,
    kind: 'waiting',
    talkedMs: call.talkedMs + Math.max(0, now - answeredAt),
    notBefore: 0,
  };
  const { callId } = call;
  const { seatId } = seat;
  return ok({
    call: waiting,
    effects: [
      { kind: 'tell-seat', seat: seatId, news: { kind: 'released', why: 'lost' } },
      ...hangUpAll(hangUp),
      { kind: 'record', at: now, fact: { kind: 'call-requeued', callId, seatId, why } },
    ],
  });
}

function over(
  call: TalkingCall,
  by: EndedBy,
  cause: string,
  hangUp: readonly string[],
  now: number,
  rules: CallRules,
): Outcome {
  const { seat, ...rest } = call;
  const { callId } = call;
  const { seatId } = seat;
  const until = now + rules.wrapMs;
  const talkMs = call.talkedMs + Math.max(0, now - call.answeredAt);
  const wrapping: WrappingCall = {
    ...rest,
    kind: 'wrapping',
    seatId,
    endedAt: now,
    endedBy: by,
    until,
    extensions: 0,
  };
  return ok({
    call: wrapping,
    effects: [
      ...hangUpAll(hangUp),
      { kind: 'start-timer', timer: 'wrap', at: until, leg: null },
      { kind: 'record', at: now, fact: { kind: 'call-ended', callId, by, talkMs, cause } },
      { kind: 'record', at: now, fact: { kind: 'wrap-started', callId, seatId, until } },
      { kind: 'tell-seat', seat: seatId, news: { kind: 'wrapping', until } },
    ],
  });
}

function hangUpAll(legs: readonly string[]): readonly CallEffect[] {
  return legs.map((leg) => ({ kind: 'hang-up-leg', leg, cause: 'NORMAL_CLEARING' }));
}
