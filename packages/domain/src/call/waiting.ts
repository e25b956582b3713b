import { assertNever, err, ok } from '../result/index.ts';
import type {
  CallRules,
  EndedBy,
  EndedCall,
  OfferedCall,
  TalkingCall,
  WaitingCall,
} from './call.ts';
import { moveLeg } from './call.ts';
import { enderOfCaller } from './cause.ts';
import type { CallEffect, Outcome, Step } from './effect.ts';
import type { CallEvent } from './event.ts';
import { strayLeg } from './stray-leg.ts';

export function fromWaiting(
  call: WaitingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  const isCaller = 'leg' in event && event.leg === call.caller.legId;
  switch (event.kind) {
    case 'offer':
      if (call.caller.state !== 'in-room') return err({ code: 'not-in-state' });
      return ok(offer(call, event.seat, event.leg, now, rules));
    case 'bridged':
      if (call.caller.state !== 'in-room') return err({ code: 'not-in-state' });
      return ok(foundTalking(call, event.seat, event.leg, now));
    case 'leg-joined':
      if (!isCaller) return strayLeg(call, event);
      if (call.caller.state === 'in-room') return err({ code: 'duplicate' });
      return ok({
        call: { ...call, caller: moveLeg(call.caller, 'in-room', now) },
        effects: [],
      });
    case 'leg-left':
      if (!isCaller || call.caller.state === 'left') return err({ code: 'late' });
      return ok({ call: { ...call, caller: moveLeg(call.caller, 'left', now) }, effects: [] });
    case 'leg-ended':
      if (!isCaller) return err({ code: 'late' });
      return ok({
        call: endedNow(call, now, enderOfCaller[event.by]),
        effects: recordAbandoned(call, now, enderOfCaller[event.by], event.cause),
      });
    case 'leg-ringing':
    case 'leg-answered':
      return isCaller ? err({ code: 'duplicate' }) : strayLeg(call, event);
    case 'caller-arrived':
      return err({ code: 'duplicate' });
    case 'dial-failed':
    case 'offer-expired':
    case 'wrap-expired':
      return err({ code: 'late' });
    case 'reject':
    case 'withdraw':
    case 'hang-up':
    case 'seat-lost':
    case 'wrap-finished':
    case 'wrap-extended':
      return err({ code: 'not-in-state' });
    default:
      return assertNever(event);
  }
}

/** The seat's screen is told before its telephone is dialled: the pop comes before the ring. */
function offer(
  call: WaitingCall,
  seatId: string,
  leg: string,
  now: number,
  rules: CallRules,
): { call: OfferedCall; effects: readonly CallEffect[] } {
  const { notBefore: _, ...queued } = call;
  const ringUntil = now + rules.ringMs;
  const { callId } = call;
  return {
    call: {
      ...queued,
      kind: 'offered',
      seat: { seatId, legId: leg, state: 'dialling', since: now },
      offeredAt: now,
      ringUntil,
    },
    effects: [
      { kind: 'tell-seat', seat: seatId, news: { kind: 'offered' } },
      { kind: 'dial-seat', seat: seatId, leg, ringForMs: rules.ringMs },
      { kind: 'start-timer', timer: 'ring', at: ringUntil, leg },
      { kind: 'record', at: now, fact: { kind: 'call-offered', callId, seatId, leg } },
    ],
  };
}

export function endedNow(
  call: Pick<EndedCall, 'callId' | 'queueId'>,
  endedAt: number,
  endedBy: EndedBy,
): EndedCall {
  const { callId, queueId } = call;
  return { kind: 'ended', callId, queueId, endedAt, endedBy };
}

/**
 * The seat answered an offer that was taken back while the line to the PBX was cut: the two are talking, and nobody
 * parts them.
 */
function foundTalking(
  call: WaitingCall,
  seatId: string,
  legId: string,
  now: number,
): Step<TalkingCall> {
  const { notBefore: _, ...queued } = call;
  const { callId, queuedAt } = call;
  return {
    call: {
      ...queued,
      kind: 'talking',
      seat: { seatId, legId, state: 'in-room', since: now },
      offeredAt: now,
      ringUntil: now,
      answeredAt: now,
    },
    effects: [
      { kind: 'tell-seat', seat: seatId, news: { kind: 'talking' } },
      ...recordBridged(callId, seatId, legId, now, Math.max(0, now - queuedAt)),
    ],
  };
}

/** Left without (again) reaching a seat: a call-back task is due (完善漏接电话回拨服务, 国办函〔2025〕66号). */
export function recordAbandoned(
  call: Pick<WaitingCall, 'callId' | 'queuedAt' | 'talkedMs'>,
  now: number,
  by: EndedBy,
  cause: string,
): readonly CallEffect[] {
  const { callId, talkedMs } = call;
  const waitMs = Math.max(0, now - call.queuedAt);
  return [
    { kind: 'record', at: now, fact: { kind: 'call-abandoned', callId, waitMs } },
    { kind: 'record', at: now, fact: { kind: 'call-ended', callId, by, talkMs: talkedMs, cause } },
  ];
}

export function recordBridged(
  callId: string,
  seatId: string,
  leg: string,
  at: number,
  waitMs: number,
): readonly CallEffect[] {
  return [
    { kind: 'record', at, fact: { kind: 'call-offered', callId, seatId, leg } },
    { kind: 'record', at, fact: { kind: 'call-answered', callId, seatId, leg, waitMs } },
  ];
}
