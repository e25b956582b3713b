/** A seat goes: for everybody (挂断), or alone (离开). The citizen is never left without somebody, or a plan. */
import { err, ok } from '../result/index.ts';
import type { CallRules, HandedOverCall, RoomCall, TalkingCall } from './call.ts';
import { queuedOf } from './call.ts';
import type { CallEffect, Outcome, Step } from './effect.ts';
import { hangUpLeg, record } from './effect.ts';
import { isBinding } from './emergency-case.ts';
import { stepBinding } from './emergency-step.ts';
import type { EventOf } from './event.ts';
import { partyEnded } from './party-legs.ts';
import type { Party } from './party.ts';
import { isComing, nameOf, partyOfSeat, talksWithCaller } from './party.ts';
import { closeRoom, sendOut, talkMs, wrapUp } from './room.ts';
import { passOn, stay, successor } from './transfer.ts';

/** 110 is in it, or on the way. */
const isUnderWay = (call: RoomCall): boolean =>
  call.parties.some(({ kind }) => kind === 'emergency');

export function hangUp(
  call: TalkingCall,
  event: EventOf<'hang-up'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (call.seat.seatId !== event.seat) return leaveAsParty(call, event.seat, now, rules);
  // Called back in vain: nobody is bound to a citizen who cannot be reached, and 110 has been told what there is.
  const isInVain = call.absent !== null && call.absent.callBack === null;
  if (!isInVain && call.emergencies.some(isBinding))
    return err({ code: 'emergency-unacknowledged' });
  if (isUnderWay(call) && call.absent === null) return err({ code: 'emergency-under-way' });
  // 释放转: the person is released; the transfer goes on.
  const released = releasedTo(call);
  if (released !== undefined) return ok(goEarly(call, released, now, rules, false));
  const end =
    call.absent === null
      ? ({ by: 'seat', cause: 'NORMAL_CLEARING' } as const)
      : { by: call.absent.by, cause: call.absent.cause };
  return ok(closeRoom(call, { ...end, gone: [] }, now, rules));
}

export function leave(
  call: RoomCall,
  event: EventOf<'leave'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (call.kind !== 'talking' || call.seat.seatId !== event.seat)
    return leaveAsParty(call, event.seat, now, rules);
  const isBound = call.emergencies.some(isBinding);
  if (isBound && !event.override) return err({ code: 'emergency-unacknowledged' });
  const released = releasedTo(call);
  if (released !== undefined) return ok(goEarly(call, released, now, rules, false));
  const next = successor(call);
  // Nobody would be with the citizen.
  if (next === undefined || call.absent !== null) return err({ code: 'not-in-state' });
  return ok(stepOut(call, next, now, rules, event.override, false));
}

/** The seat's own telephone hung up. Others who talk with the citizen stay; 110 is never dropped by it. */
export function seatHungUp(
  call: TalkingCall,
  cause: string,
  now: number,
  rules: CallRules,
): Step | 'lost' {
  const released = releasedTo(call);
  if (released !== undefined) return goEarly(call, released, now, rules, true);
  if (call.absent !== null)
    return call.absent.callBack !== null && isUnderWay(call)
      ? 'lost'
      : closeRoom(
          call,
          { by: call.absent.by, cause: call.absent.cause, gone: [call.seat.legId] },
          now,
          rules,
        );
  const next = successor(call);
  if (next !== undefined) return stepOut(call, next, now, rules, true, true);
  if (isUnderWay(call)) return 'lost';
  return closeRoom(call, { by: 'seat', cause, gone: [call.seat.legId] }, now, rules);
}

function stepOut(
  call: TalkingCall,
  next: Party,
  now: number,
  rules: CallRules,
  isOverride: boolean,
  isSeatGone: boolean,
): Step {
  const isBound = call.emergencies.some(isBinding);
  const overridden =
    isBound && isOverride ? stepBinding(call, 'overridden', now, call.seat.seatId) : null;
  const at = { ...call, emergencies: overridden?.emergencies ?? call.emergencies };
  const left = stepBinding(at, 'seat-left', now, call.seat.seatId);
  const step = passOn(
    { ...at, emergencies: left.emergencies },
    next,
    'left',
    now,
    rules,
    isSeatGone,
  );
  return {
    call: step.call,
    effects: [...(overridden?.effects ?? []), ...left.effects, ...step.effects],
  };
}

/** Target of a blind transfer that still rings. */
const releasedTo = (call: TalkingCall): Party | undefined =>
  call.parties.find((one) => one.kind === 'guest' && one.purpose === 'blind' && isComing(one));

/** The seat goes before the target of its blind transfer has answered: music for the citizen, and the target's timer. */
function goEarly(
  call: TalkingCall,
  to: Party,
  now: number,
  rules: CallRules,
  isSeatGone: boolean,
): Step<HandedOverCall> {
  const { callId, seat } = call;
  const wrap = wrapUp(call, seat.seatId, now, rules);
  const staying = stay(call, to, now);
  const effects: CallEffect[] = [
    ...(isSeatGone ? [] : [hangUpLeg(seat.legId)]),
    ...(call.spare === null
      ? []
      : ([
          { kind: 'stop-timer', timer: 'ring', key: call.spare.legId },
          hangUpLeg(call.spare.legId),
        ] as const)),
    ...staying.effects,
    // Somebody is with the citizen meanwhile.
    ...(call.held && staying.parties.some(talksWithCaller)
      ? [{ kind: 'retrieve-leg', leg: call.caller.legId } as const]
      : []),
    { kind: 'note-owner', leg: call.caller.legId, seat: null },
    record(now, {
      kind: 'call-handed-over',
      callId,
      seatId: seat.seatId,
      to: nameOf(to),
      how: 'blind',
    }),
    ...wrap.effects,
  ];
  return {
    call: {
      ...queuedOf(call),
      kind: 'handed-over',
      parties: staying.parties,
      talkedMs: talkMs(call, now),
      wraps: wrap.wraps,
      bySeat: seat.seatId,
      handedAt: now,
    },
    effects,
  };
}

/** A colleague, a specialist or a leader goes; the others stay. */
function leaveAsParty(call: RoomCall, seat: string, now: number, rules: CallRules): Outcome {
  const party = partyOfSeat(call.parties, seat);
  if (party === undefined) return err({ code: 'not-your-call' });
  const { call: next, effects } = partyEnded(
    call,
    party,
    isComing(party) ? 'rejected' : 'dropped',
    now,
    rules,
    'NORMAL_CLEARING',
  );
  return ok({ call: next, effects: [...sendOut(party), ...effects] });
}
