import type { OfferFailure } from '../ledger/index.ts';
import { assertNever, err, ok } from '../result/index.ts';
import type { CallRules, OfferedCall, Passed, WaitingCall } from './call.ts';
import { moveLeg, queuedOf } from './call.ts';
import { failureOfDial, failureOfLeg, failureOfOffer } from './cause.ts';
import type { CallEffect, Outcome, Release } from './effect.ts';
import { record, release } from './effect.ts';
import { emergencyFound } from './emergency.ts';
import type { CallEvent, EventOf } from './event.ts';
import { partyOfSeat } from './party.ts';
import { strayLeg } from './stray-leg.ts';
import { abandoned, backToSender, offer, talkingWith } from './waiting.ts';

export function fromOffered(
  call: OfferedCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'leg-ringing':
    case 'leg-answered':
    case 'leg-joined':
    case 'leg-left':
      if (event.leg === call.seat.legId) return seatLegMoved(call, event, now);
      if (event.leg === call.caller.legId) return callerLegMoved(call, event, now);
      return event.kind === 'leg-left' ? err({ code: 'late' }) : strayLeg(call, event);
    case 'leg-ended':
      if (event.leg === call.caller.legId) return callerGone(call, event, now, rules);
      if (event.leg !== call.seat.legId) return err({ code: 'late' });
      return failed(
        call,
        failureOfOffer(failureOfLeg(call.seat.state, event.cause, event.by)),
        now,
        rules,
        true,
      );
    case 'dial-failed':
      if (event.leg !== call.seat.legId) return err({ code: 'late' });
      return failed(call, failureOfOffer(failureOfDial(event.cause)), now, rules, true);
    case 'offer-expired':
      return expired(call, event.leg, now, rules);
    case 'reject':
      if (event.seat !== call.seat.seatId) return err({ code: 'not-your-call' });
      return failed(call, 'rejected', now, rules);
    case 'hang-up':
      if (event.seat !== call.seat.seatId) return err({ code: 'not-your-call' });
      // Answered, but nobody has been heard yet: the citizen must not pay for a slip of the hand.
      if (!isAnswered(call)) return err({ code: 'not-in-state' });
      return failed(call, 'rejected', now, rules);
    case 'withdraw':
      if (event.seat !== call.seat.seatId) return err({ code: 'not-your-call' });
      return failed(call, 'withdrawn', now, rules);
    case 'seat-lost':
      if (event.seat !== call.seat.seatId) return err({ code: 'late' });
      return failed(call, 'unreachable', now, rules);
    case 'offer':
      return err({ code: 'already-offered' });
    case 'take':
      return takenByAnother(call, event, now, rules);
    case 'emergency-found':
      return emergencyFound(call, event, now);
    case 'caller-arrived':
      return err({ code: 'duplicate' });
    case 'return-due':
    case 'party-expired':
    case 'park-expired':
    case 'call-back-due':
    case 'wrap-expired':
    case 'leg-heard':
    case 'key-pressed':
    case 'recording-seen':
    case 'summary-pushed':
      return err({ code: 'late' });
    case 'bridged':
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
    case 'wrap-finished':
    case 'wrap-extended':
    case 'wrap-draft':
      return err({ code: 'not-in-state' });
    default:
      return assertNever(event);
  }
}

type LegMove = Extract<
  CallEvent,
  { kind: 'leg-ringing' | 'leg-answered' | 'leg-joined' | 'leg-left' }
>;

function isAnswered(call: OfferedCall): boolean {
  return call.seat.state !== 'dialling' && call.seat.state !== 'ringing';
}

function seatLegMoved(call: OfferedCall, event: LegMove, now: number): Outcome {
  const { callId, seat } = call;
  const { seatId, legId: leg } = seat;
  switch (event.kind) {
    case 'leg-ringing':
      if (seat.state !== 'dialling') return err({ code: 'duplicate' });
      return ok({
        call: { ...call, seat: moveLeg(seat, 'ringing', now) },
        effects: [
          { kind: 'tell-seat', seat: seatId, news: { kind: 'ringing' } },
          { kind: 'record', at: now, fact: { kind: 'call-ringing', callId, seatId, leg } },
        ],
      });
    case 'leg-answered':
      if (isAnswered(call)) return err({ code: 'duplicate' });
      return ok({ call: { ...call, seat: moveLeg(seat, 'answered', now) }, effects: [] });
    case 'leg-joined':
      if (seat.state === 'in-room') return err({ code: 'duplicate' });
      return bothInRoom({ ...call, seat: moveLeg(seat, 'in-room', now) }, now);
    case 'leg-left':
      if (seat.state === 'left') return err({ code: 'duplicate' });
      return ok({ call: { ...call, seat: moveLeg(seat, 'left', now) }, effects: [] });
    default:
      return assertNever(event);
  }
}

function callerLegMoved(call: OfferedCall, event: LegMove, now: number): Outcome {
  if (event.kind === 'leg-left' && call.caller.state === 'in-room')
    return ok({ call: { ...call, caller: moveLeg(call.caller, 'left', now) }, effects: [] });
  if (event.kind === 'leg-joined' && call.caller.state === 'left')
    return bothInRoom({ ...call, caller: moveLeg(call.caller, 'in-room', now) }, now);
  return err({ code: 'duplicate' });
}

/** The answer is the moment in which both are in the room, however the events came. */
function bothInRoom(call: OfferedCall, now: number): Outcome {
  if (call.caller.state !== 'in-room' || call.seat.state !== 'in-room')
    return ok({ call, effects: [] });
  const { callId, seat } = call;
  const { seatId, legId: leg } = seat;
  const waitMs = Math.max(0, now - call.queuedAt);
  const { caller, offeredAt, ringUntil } = call;
  return ok({
    call: talkingWith(queuedOf(call), seat, now, { offeredAt, ringUntil }),
    effects: [
      { kind: 'tell-seat', seat: seatId, news: { kind: 'talking' } },
      { kind: 'stop-timer', timer: 'ring', key: leg },
      ...(call.returns === null ? [] : [{ kind: 'stop-timer', timer: 'return', key: '' } as const]),
      { kind: 'note-owner', leg: caller.legId, seat: seatId },
      ...(call.recording === 'off'
        ? [{ kind: 'record-call', leg: caller.legId, action: 'start' } as const]
        : []),
      record(now, { kind: 'call-answered', callId, seatId, leg, waitMs }),
    ],
  });
}

/** 代接: a colleague takes what rings elsewhere, or is about to. */
function takenByAnother(
  call: OfferedCall,
  event: EventOf<'take'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (event.seat === call.seat.seatId) return err({ code: 'target-is-self' });
  if (partyOfSeat(call.parties, event.seat) !== undefined) return err({ code: 'already-in-call' });
  // Answered in the same moment: whoever answered has it.
  if (isAnswered(call) || call.caller.state !== 'in-room') return err({ code: 'late' });
  const { returns } = call;
  const waiting: WaitingCall = {
    ...queuedOf(call),
    kind: 'waiting',
    notBefore: 0,
    wanted: null,
    returns,
  };
  const next = offer(waiting, event, now, rules);
  return ok({
    call: next.call,
    effects: [...offerOver(call, 'withdrawn', now, false, 'picked-up'), ...next.effects],
  });
}

/** Answered in the same moment: the answer wins, the leg is on its way into the room. */
function expired(call: OfferedCall, leg: string, now: number, rules: CallRules): Outcome {
  if (leg !== call.seat.legId || isAnswered(call)) return err({ code: 'late' });
  if (now < call.ringUntil) return err({ code: 'early' });
  // Without a 180 the telephone never rang: that is not the person's fault, and is called by its name.
  return failed(call, call.seat.state === 'ringing' ? 'no-answer' : 'unreachable', now, rules);
}

const releaseOf: Readonly<Record<OfferFailure, Release>> = {
  'no-answer': 'no-answer',
  rejected: 'rejected',
  busy: 'unreachable',
  unreachable: 'unreachable',
  'dial-failed': 'dial-failed',
  'caller-gone': 'abandoned',
  withdrawn: 'withdrawn',
};

function failed(
  call: OfferedCall,
  why: OfferFailure,
  now: number,
  rules: CallRules,
  legIsGone = false,
): Outcome {
  const { returns } = call;
  // Its time came while it rang here.
  const isDue = returns !== null && returns.at <= now;
  const waiting: WaitingCall = {
    ...queuedOf(call),
    kind: 'waiting',
    passedBy: passedAlso(call, why, now, rules),
    notBefore: why === 'dial-failed' ? now + rules.retryMs : 0,
    // The seat it was meant for has had its chance.
    wanted: call.wanted?.seatId === call.seat.seatId ? null : call.wanted,
    returns,
    ...(isDue ? backToSender(returns, now, rules) : {}),
  };
  return ok({ call: waiting, effects: offerOver(call, why, now, legIsGone) });
}

/** An offer taken back (the seat leaves, or the line to the PBX was cut) says nothing about the seat. */
function passedAlso(
  call: OfferedCall,
  why: OfferFailure,
  now: number,
  rules: CallRules,
): readonly Passed[] {
  const { seatId } = call.seat;
  const still = call.passedBy.filter((passed) => passed.until > now && passed.seatId !== seatId);
  return why === 'withdrawn' ? still : [...still, { seatId, until: now + rules.setAsideMs }];
}

function offerOver(
  call: OfferedCall,
  why: OfferFailure,
  now: number,
  legIsGone: boolean,
  said: Release = releaseOf[why],
): readonly CallEffect[] {
  const { callId, seat } = call;
  const { seatId, legId: leg } = seat;
  const cause = isAnswered(call) ? 'NORMAL_CLEARING' : 'ORIGINATOR_CANCEL';
  return [
    release(seatId, said),
    { kind: 'stop-timer', timer: 'ring', key: leg },
    ...(legIsGone ? [] : [{ kind: 'hang-up-leg' as const, leg, cause } as const]),
    record(now, { kind: 'offer-failed', callId, seatId, leg, why }),
  ];
}

function callerGone(
  call: OfferedCall,
  event: EventOf<'leg-ended'>,
  now: number,
  rules: CallRules,
): Outcome {
  const end = abandoned(call, event, now, rules);
  return ok({
    call: end.call,
    effects: [...offerOver(call, 'caller-gone', now, false), ...end.effects],
  });
}
