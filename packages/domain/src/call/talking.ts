/** The citizen and the seat in charge are together, and whoever else was brought in. */
import { assertNever, err, ok } from '../result/index.ts';
import { callBackDue, callBackFailed, callerBack, callerGone } from './caller-leg.ts';
import { cancelEmergency } from './cancel-emergency.ts';
import type { CallRules, ParkedCall, TalkingCall } from './call.ts';
import { moveLeg, queuedOf } from './call.ts';
import type { CallEffect, Outcome, Step } from './effect.ts';
import { hangUpLeg, record } from './effect.ts';
import { acknowledge, emergencyFound, keyPressed, legHeard, startEmergency } from './emergency.ts';
import { isBinding } from './emergency-case.ts';
import type { CallEvent, EventOf } from './event.ts';
import { hold, merge, mute, pauseRecording, retrieve, sendKeys, swap } from './hold.ts';
import { cancelInvite, complete, drop, invite } from './invite.ts';
import { forceEnd, hideWhisperFromCaller, leaderMode, monitor, takeOver } from './leader.ts';
import { hangUp, leave, seatHungUp } from './leave.ts';
import { backToQueue, closeRoom, dismiss, isPlain, talkMs, troubleOf, wrapUp } from './room.ts';
import { seatLost } from './seat-lost.ts';
import { strayLeg } from './stray-leg.ts';

/** How long the seat's own telephone may take to answer the leg that replaces a broken one. */
const REBUILD_MS = 10_000;

export function fromTalking(
  call: TalkingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'leg-ended':
      if (event.leg === call.caller.legId) return callerGone(call, event, now, rules);
      if (event.leg === call.seat.legId) return seatLegEnded(call, event, now, rules);
      if (event.leg === call.spare?.legId) return ok(spareFailed(call, now));
      return err({ code: 'late' });
    case 'dial-failed':
      if (event.leg === call.caller.legId) return callBackFailed(call, event.cause, now, rules);
      if (event.leg === call.spare?.legId) return ok(spareFailed(call, now));
      return err({ code: 'late' });
    case 'offer-expired':
      return ringExpired(call, event.leg, now, rules);
    case 'leg-ringing':
    case 'leg-answered':
    case 'leg-joined':
    case 'leg-left':
      return legMoved(call, event, now, rules);
    case 'leg-heard':
      return legHeard(call, event, now);
    case 'key-pressed':
      return keyPressed(call, event, now);
    case 'emergency-found':
      return emergencyFound(call, event, now);
    case 'call-back-due':
      return callBackDue(call, event, now, rules);
    case 'seat-lost':
      if (event.seat !== call.seat.seatId) return err({ code: 'late' });
      return ok(seatLost(call, event.why, now, rules, [call.seat.legId]));
    case 'hang-up':
      return hangUp(call, event, now, rules);
    case 'leave':
      return leave(call, event, now, rules);
    case 'hold':
      return hold(call, event.seat, now);
    case 'retrieve':
      return retrieve(call, event.seat, now);
    case 'merge':
      return merge(call, event.seat, now);
    case 'swap':
      return swap(call, event, now);
    case 'mute':
      return mute(call, event);
    case 'send-keys':
      return sendKeys(call, event);
    case 'pause-recording':
      return pauseRecording(call, event, now);
    case 'invite':
      return invite(call, event, now);
    case 'cancel-invite':
      return cancelInvite(call, event, now, rules);
    case 'complete':
      return complete(call, event, now, rules);
    case 'drop':
      return drop(call, event, now, rules);
    case 'park':
      return park(call, event, now, rules);
    case 'to-queue':
      return toQueue(call, event, now, rules);
    case 'rebuild':
      return rebuild(call, event, now);
    case 'emergency':
      return startEmergency(call, event, now, rules);
    case 'cancel-emergency':
      return cancelEmergency(call, event, now, rules);
    case 'acknowledge':
      return acknowledge(call, event, now);
    case 'monitor':
      return monitor(call, event, now);
    case 'leader-mode':
      return leaderMode(call, event, now);
    case 'take-over':
      return takeOver(call, event, now, rules);
    case 'force-end':
      return forceEnd(call, event, now, rules);
    case 'caller-arrived':
    case 'bridged':
      return err({ code: 'duplicate' });
    case 'offer':
      return err({ code: 'already-offered' });
    case 'park-expired':
    case 'return-due':
      return err({ code: 'late' });
    case 'reject':
    case 'withdraw':
      return err({ code: event.seat === call.seat.seatId ? 'not-in-state' : 'not-your-call' });
    case 'take':
      return err({ code: 'not-in-state' });
    case 'party-expired':
    case 'recording-seen':
    case 'summary-pushed':
    case 'wrap-finished':
    case 'wrap-extended':
    case 'wrap-draft':
    case 'wrap-expired':
      return err({ code: 'late' });
    default:
      return assertNever(event);
  }
}

function legMoved(
  call: TalkingCall,
  event: EventOf<'leg-ringing' | 'leg-answered' | 'leg-joined' | 'leg-left'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (event.leg === call.spare?.legId) return spareMoved(call, event.kind, now);
  const isCaller = event.leg === call.caller.legId;
  if (!isCaller && event.leg !== call.seat.legId)
    return event.kind === 'leg-left' ? err({ code: 'late' }) : strayLeg(call, event);
  if (event.kind === 'leg-ringing' || event.kind === 'leg-answered') {
    if (!isCaller || call.absent === null || call.caller.state === 'left')
      return err({ code: 'duplicate' });
    const state = event.kind === 'leg-ringing' ? 'ringing' : 'answered';
    if (call.caller.state === state) return err({ code: 'duplicate' });
    return ok({ call: { ...call, caller: moveLeg(call.caller, state, now) }, effects: [] });
  }
  if (isCaller && call.absent !== null) {
    if (event.kind === 'leg-left' || call.caller.state === 'left') return err({ code: 'late' });
    return ok(callerBack(call, now, rules));
  }
  const state = event.kind === 'leg-joined' ? 'in-room' : 'left';
  if ((isCaller ? call.caller : call.seat).state === state) return err({ code: 'duplicate' });
  if (!isCaller)
    return ok({ call: { ...call, seat: moveLeg(call.seat, state, now) }, effects: [] });
  const next = { ...call, caller: moveLeg(call.caller, state, now) };
  if (state === 'left') return ok({ call: next, effects: [] });
  // In the room anew, as another member: on hold and out of a whisper as before.
  return ok({
    call: next,
    effects: [
      ...(call.held ? [{ kind: 'hold-leg', leg: event.leg, hears: 'music' } as const] : []),
      ...hideWhisperFromCaller(next),
    ],
  });
}

function ringExpired(call: TalkingCall, leg: string, now: number, rules: CallRules): Outcome {
  if (leg === call.spare?.legId) {
    const next = spareFailed(call, now);
    return ok({ call: next.call, effects: [hangUpLeg(leg, 'ORIGINATOR_CANCEL'), ...next.effects] });
  }
  if (call.absent === null || leg !== call.caller.legId) return err({ code: 'late' });
  if (call.caller.state !== 'dialling' && call.caller.state !== 'ringing')
    return err({ code: 'late' });
  const failed = callBackFailed(call, 'NO_ANSWER', now, rules);
  if (!failed.ok) return failed;
  const { call: next, effects } = failed.value;
  return ok({ call: next, effects: [hangUpLeg(leg, 'ORIGINATOR_CANCEL'), ...effects] });
}

function seatLegEnded(
  call: TalkingCall,
  event: EventOf<'leg-ended'>,
  now: number,
  rules: CallRules,
): Outcome {
  const callerLeft = call.caller.state === 'left' && call.absent === null;
  // The citizen has left the room already and only the report is late: nobody is there to go back to the queue.
  if (callerLeft && event.by !== 'peer')
    return ok(
      closeRoom(call, { by: 'caller', cause: event.cause, gone: [call.seat.legId] }, now, rules),
    );
  // BYE from the seat's own telephone: the person hung up, also while their desk had lost the bridge.
  if (event.by === 'peer') {
    const next = seatHungUp(call, event.cause, now, rules);
    if (next !== 'lost') return ok(next);
  }
  return ok(seatLost(call, event.cause, now, rules, []));
}

function rebuild(call: TalkingCall, event: EventOf<'rebuild'>, now: number): Outcome {
  const { seat, leg } = event;
  if (call.seat.seatId !== seat) return err({ code: 'not-your-call' });
  if (call.spare !== null) return err({ code: 'duplicate' });
  return ok({
    call: { ...call, spare: { legId: leg, state: 'dialling', since: now } },
    effects: [
      { kind: 'dial-seat', seat, leg, ringForMs: REBUILD_MS, role: 'seat', mode: null },
      { kind: 'start-timer', timer: 'ring', key: leg, at: now + REBUILD_MS },
    ],
  });
}

function spareMoved(
  call: TalkingCall,
  kind: 'leg-ringing' | 'leg-answered' | 'leg-joined' | 'leg-left',
  now: number,
): Outcome {
  const { spare, seat, callId } = call;
  if (spare === null || kind === 'leg-left') return err({ code: 'late' });
  if (kind !== 'leg-joined') {
    const state = kind === 'leg-ringing' ? 'ringing' : 'answered';
    if (spare.state === state || spare.state === 'answered') return err({ code: 'duplicate' });
    return ok({ call: { ...call, spare: moveLeg(spare, state, now) }, effects: [] });
  }
  const { legId: leg } = spare;
  const { seatId } = seat;
  return ok({
    call: {
      ...call,
      spare: null,
      seat: { seatId, legId: leg, state: 'in-room', since: now },
      trouble: troubleOf('leg-rebuilt', seatId, now),
    },
    effects: [
      { kind: 'stop-timer', timer: 'ring', key: leg },
      ...(call.muted ? [{ kind: 'mute-leg', leg, muted: true } as const] : []),
      hangUpLeg(seat.legId),
      record(now, { kind: 'leg-rebuilt', callId, seatId, leg }),
    ],
  });
}

function spareFailed(call: TalkingCall, now: number): Step {
  const leg = call.spare?.legId ?? '';
  return {
    call: { ...call, spare: null, trouble: troubleOf('leg-not-rebuilt', call.seat.seatId, now) },
    effects: [{ kind: 'stop-timer', timer: 'ring', key: leg }],
  };
}

function park(call: TalkingCall, event: EventOf<'park'>, now: number, rules: CallRules): Outcome {
  const { seat, slot } = event;
  const { callId, caller } = call;
  if (call.seat.seatId !== seat) return err({ code: 'not-your-call' });
  if (call.emergencies.some(isBinding)) return err({ code: 'emergency-unacknowledged' });
  if (!isPlain(call)) return err({ code: 'not-in-state' });
  const until = now + rules.parkMs;
  const wrap = wrapUp(call, seat, now, rules);
  const parked: ParkedCall = {
    ...queuedOf(call),
    kind: 'parked',
    parties: [],
    talkedMs: talkMs(call, now),
    trouble: null,
    wraps: wrap.wraps,
    slot,
    bySeat: seat,
    parkedAt: now,
    until,
  };
  return ok({
    call: parked,
    effects: [
      ...seatGoes(call, now),
      ...(call.held ? [{ kind: 'retrieve-leg', leg: caller.legId } as const] : []),
      { kind: 'play', leg: caller.legId, prompt: 'parked' },
      { kind: 'start-timer', timer: 'park', key: '', at: until },
      record(now, { kind: 'call-parked', callId, seatId: seat, slot }),
      ...wrap.effects,
    ],
  });
}

function toQueue(
  call: TalkingCall,
  event: EventOf<'to-queue'>,
  now: number,
  rules: CallRules,
): Outcome {
  const { seat, skills, brief } = event;
  const { callId, caller } = call;
  if (call.seat.seatId !== seat) return err({ code: 'not-your-call' });
  if (call.emergencies.some(isBinding)) return err({ code: 'emergency-unacknowledged' });
  if (!isPlain(call)) return err({ code: 'not-in-state' });
  const wrap = wrapUp(call, seat, now, rules);
  const returns =
    rules.queueReturnMs === null
      ? null
      : { seatId: seat, at: now + rules.queueReturnMs, skills: call.skills };
  const back = backToQueue(
    { ...call, parties: [] },
    { wanted: null, trouble: null, skills, brief, wraps: wrap.wraps, returns },
    now,
  );
  return ok({
    call: back.call,
    effects: [
      ...seatGoes(call, now),
      ...back.effects,
      { kind: 'play', leg: caller.legId, prompt: 'transfer-wait' },
      ...(returns === null
        ? []
        : [{ kind: 'start-timer', timer: 'return', key: '', at: returns.at } as const]),
      record(now, { kind: 'call-sent-to-queue', callId, seatId: seat, skills: [...skills] }),
      record(now, { kind: 'call-requeued', callId, seatId: seat, why: 'TO_QUEUE' }),
      ...wrap.effects,
    ],
  });
}

function seatGoes(call: TalkingCall, now: number): readonly CallEffect[] {
  return [
    hangUpLeg(call.seat.legId),
    ...(call.spare === null
      ? []
      : ([
          { kind: 'stop-timer', timer: 'ring', key: call.spare.legId },
          hangUpLeg(call.spare.legId),
        ] as const)),
    ...call.parties.flatMap((party) => dismiss(call, party, 'cancelled', now)),
    { kind: 'note-owner', leg: call.caller.legId, seat: null },
  ];
}
