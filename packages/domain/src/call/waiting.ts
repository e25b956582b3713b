import { assertNever, err, ok } from '../result/index.ts';
import type {
  CallRules,
  EndedBy,
  OfferedCall,
  ParkedCall,
  TalkingCall,
  WaitingCall,
} from './call.ts';
import { moveLeg, queuedOf } from './call.ts';
import { enderOfCaller } from './cause.ts';
import type { CallEffect, Outcome, Step } from './effect.ts';
import { record, recordEnd } from './effect.ts';
import { emergencyFound } from './emergency.ts';
import type { CallEvent, EventOf } from './event.ts';
import { partyOfSeat } from './party.ts';
import { closeRoom, timersOf, troubleOf } from './room.ts';
import { strayLeg } from './stray-leg.ts';
import { withoutWrap } from './wraps.ts';

export function fromWaiting(
  call: WaitingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  const isCaller = 'leg' in event && event.leg === call.caller.legId;
  switch (event.kind) {
    case 'offer':
    // 从队列取: a person takes a waiting call themselves.
    case 'take':
      if (call.caller.state !== 'in-room') return err({ code: 'not-in-state' });
      if (partyOfSeat(call.parties, event.seat) !== undefined)
        return err({ code: 'already-in-call' });
      return ok(offer(call, event, now, rules));
    case 'bridged':
      if (call.caller.state !== 'in-room') return err({ code: 'not-in-state' });
      if (partyOfSeat(call.parties, event.seat) !== undefined)
        return err({ code: 'already-in-call' });
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
      return ok(abandoned(call, event, now, rules));
    case 'return-due':
      return returned(call, now, rules);
    case 'emergency-found':
      return emergencyFound(call, event, now);
    case 'leg-ringing':
    case 'leg-answered':
      return isCaller ? err({ code: 'duplicate' }) : strayLeg(call, event);
    case 'caller-arrived':
      return err({ code: 'duplicate' });
    case 'dial-failed':
    case 'offer-expired':
    case 'party-expired':
    case 'park-expired':
    case 'call-back-due':
    case 'wrap-expired':
    case 'leg-heard':
    case 'key-pressed':
    case 'recording-seen':
    case 'summary-pushed':
      return err({ code: 'late' });
    case 'reject':
    case 'withdraw':
    case 'hang-up':
    case 'leave':
    case 'hold':
    case 'retrieve':
    case 'mute':
    case 'send-keys':
    case 'invite':
    case 'cancel-invite':
    case 'complete':
    case 'merge':
    case 'swap':
    case 'drop':
    case 'park':
    case 'to-queue':
    case 'rebuild':
    case 'pause-recording':
    case 'emergency':
    case 'cancel-emergency':
    case 'acknowledge':
    case 'monitor':
    case 'leader-mode':
    case 'take-over':
    case 'force-end':
    case 'seat-lost':
    case 'wrap-finished':
    case 'wrap-extended':
    case 'wrap-draft':
      return err({ code: 'not-in-state' });
    default:
      return assertNever(event);
  }
}

/** The seat's screen is told before its telephone is dialled: the pop comes before the ring. */
export function offer(
  before: WaitingCall | ParkedCall,
  event: EventOf<'offer' | 'take'>,
  now: number,
  rules: CallRules,
): Step<OfferedCall> {
  const { seat: seatId, leg } = event;
  const { call, effects: wrapped } = withoutWrap(before, seatId, now);
  // Asked for, or had a moment ago: the person does not have to say it twice.
  const wanted = call.kind === 'waiting' ? call.wanted : null;
  const isOwn = event.kind === 'take';
  const auto = isOwn || event.auto === true || wanted?.seatId === seatId;
  const ringUntil = now + rules.ringMs;
  const { callId } = call;
  return {
    call: {
      ...queuedOf(call),
      kind: 'offered',
      seat: { seatId, legId: leg, state: 'dialling', since: now },
      offeredAt: now,
      ringUntil,
      auto,
      wanted,
      returns: call.kind === 'waiting' ? call.returns : null,
    },
    effects: [
      ...wrapped,
      { kind: 'tell-seat', seat: seatId, news: { kind: 'offered', own: auto } },
      { kind: 'dial-seat', seat: seatId, leg, ringForMs: rules.ringMs, role: 'seat', mode: null },
      { kind: 'start-timer', timer: 'ring', key: leg, at: ringUntil },
      record(now, { kind: 'call-offered', callId, seatId, leg }),
    ],
  };
}

/** Nobody of the queue has taken it: the seat that sent it has it back first, and needs no skill for it. */
function returned(call: WaitingCall, now: number, rules: CallRules): Outcome {
  const { returns } = call;
  if (returns === null) return err({ code: 'late' });
  if (now < returns.at) return err({ code: 'early' });
  return ok({ call: { ...call, ...backToSender(returns, now, rules) }, effects: [] });
}

export function backToSender(
  returns: NonNullable<WaitingCall['returns']>,
  now: number,
  rules: CallRules,
): Pick<WaitingCall, 'skills' | 'wanted' | 'returns' | 'trouble'> {
  const { seatId, skills } = returns;
  return {
    skills,
    wanted: { seatId, until: now + rules.returnMs },
    returns: null,
    trouble: troubleOf('returned', '', now),
  };
}

/** The citizen gave up, or their line died: nobody of ours has them. */
export function abandoned(
  call: WaitingCall | OfferedCall | ParkedCall,
  event: EventOf<'leg-ended'>,
  now: number,
  rules: CallRules,
): Step {
  const by = enderOfCaller[event.by];
  const { wraps } = call;
  const gone = [call.caller.legId, ...(call.kind === 'offered' ? [call.seat.legId] : [])];
  // Not a seat in charge any more: the offer is over, and has no wrap-up.
  const room: WaitingCall = {
    ...queuedOf(call),
    kind: 'waiting',
    notBefore: 0,
    wanted: null,
    returns: null,
    wraps,
  };
  const end = closeRoom(room, { by, cause: event.cause, gone }, now, rules);
  const waitMs = Math.max(0, now - call.queuedAt);
  return {
    call: end.call,
    effects: [
      ...timersOf(call).filter((one) => one.kind !== 'stop-timer' || one.timer !== 'ring'),
      record(now, { kind: 'call-abandoned', callId: call.callId, waitMs }),
      ...end.effects,
    ],
  };
}

/**
 * The seat answered an offer that was taken back while the line to the PBX was cut: the two are talking, and nobody
 * parts them.
 */
function foundTalking(
  before: WaitingCall,
  seatId: string,
  legId: string,
  now: number,
): Step<TalkingCall> {
  const { call, effects: wrapped } = withoutWrap(before, seatId, now);
  const { callId, queuedAt, caller } = call;
  return {
    call: talkingWith(queuedOf(call), { seatId, legId, state: 'in-room', since: now }, now, {
      offeredAt: now,
      ringUntil: now,
    }),
    effects: [
      ...wrapped,
      { kind: 'tell-seat', seat: seatId, news: { kind: 'talking' } },
      ...timersOf(call),
      { kind: 'note-owner', leg: caller.legId, seat: seatId },
      ...(call.recording === 'off'
        ? [{ kind: 'record-call', leg: caller.legId, action: 'start' } as const]
        : []),
      ...recordBridged(callId, seatId, legId, now, Math.max(0, now - queuedAt)),
    ],
  };
}

export function talkingWith(
  queued: ReturnType<typeof queuedOf>,
  seat: TalkingCall['seat'],
  answeredAt: number,
  attempt: Pick<TalkingCall, 'offeredAt' | 'ringUntil'>,
): TalkingCall {
  return {
    ...queued,
    ...attempt,
    kind: 'talking',
    seat,
    answeredAt,
    held: false,
    muted: false,
    spare: null,
    absent: null,
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
    record(now, { kind: 'call-abandoned', callId, waitMs }),
    recordEnd(call, now, by, talkedMs, cause),
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
    record(at, { kind: 'call-offered', callId, seatId, leg }),
    record(at, { kind: 'call-answered', callId, seatId, leg, waitMs }),
  ];
}
