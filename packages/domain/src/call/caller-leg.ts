/** The citizen's line ends in the middle of a talk, or comes back. */
import { err, ok } from '../result/index.ts';
import type { Absent, CallRules, EndedBy, TalkingCall } from './call.ts';
import { callBackAt, callBackOf } from './call-back.ts';
import { moveLeg } from './call.ts';
import { enderOfCaller } from './cause.ts';
import type { CallEffect, Outcome, Step } from './effect.ts';
import { record } from './effect.ts';
import { isBinding } from './emergency-case.ts';
import { stepBinding } from './emergency-step.ts';
import type { EventOf } from './event.ts';
import { hideWhisperFromCaller } from './leader.ts';
import type { Party } from './party.ts';
import { asConference, isComing, isIn } from './party.ts';
import { closeRoom, dismiss, troubleOf } from './room.ts';
import { seatLost } from './seat-lost.ts';

export function callerGone(
  call: TalkingCall,
  event: EventOf<'leg-ended'>,
  now: number,
  rules: CallRules,
): Outcome {
  const by = enderOfCaller[event.by];
  if (call.absent !== null) return callBackFailed(call, event.cause, now, rules);
  const isNeeded = call.emergencies.some(isBinding);
  const stays = call.parties.some((one) => one.kind === 'guest' && isIn(one)) || isNeeded;
  if (!stays)
    return ok(closeRoom(call, { by, cause: event.cause, gone: [call.caller.legId] }, now, rules));
  return ok(dropped(call, by, event.cause, now, rules));
}

function dropped(
  call: TalkingCall,
  by: EndedBy,
  cause: string,
  now: number,
  rules: CallRules,
): Step {
  const { callId } = call;
  const isNeeded = call.emergencies.some(isBinding);
  const step = stepBinding(call, 'caller-dropped', now, cause);
  const pointless = call.parties.filter(isPointless);
  const gone: Absent = { since: now, by, cause, callBack: null };
  const callBack = isNeeded ? callBackOf({ ...call, absent: gone }, now, rules) : null;
  const absent = callBack?.absent ?? gone;
  const heldGuests = call.parties.filter((one) => one.held && isIn(one));
  const effects: CallEffect[] = [
    record(now, { kind: 'caller-dropped', callId, cause }),
    ...step.effects,
    ...pointless.flatMap((party) => dismiss(call, party, 'cancelled', now)),
    ...heldGuests.map(({ legId }): CallEffect => ({ kind: 'retrieve-leg', leg: legId })),
    ...(callBack === null ? [] : [callBack.timer]),
  ];
  return {
    call: {
      ...call,
      caller: moveLeg(call.caller, 'left', now),
      held: false,
      absent,
      emergencies: step.emergencies,
      parties: call.parties
        .filter((one) => !pointless.includes(one))
        .map((one): Party => ({
          ...(one.kind === 'guest' && isIn(one) ? asConference(one) : one),
          held: false,
        })),
      trouble: troubleOf('caller-dropped', '', now),
      recording: 'off',
    },
    effects,
  };
}

/** A transfer that is on the way has nobody to be transferred. */
const isPointless = (one: Party): boolean => one.kind === 'guest' && isComing(one);

export function callBackDue(
  call: TalkingCall,
  event: EventOf<'call-back-due'>,
  now: number,
  rules: CallRules,
): Outcome {
  const { absent } = call;
  if (absent === null || absent.callBack === null || call.caller.state !== 'left')
    return err({ code: 'late' });
  if (event.leg === call.caller.legId) return err({ code: 'duplicate' });
  const { ringMs } = rules.callBack;
  const step = stepBinding(call, 'call-back', now, String(absent.callBack.attempt));
  return ok({
    call: {
      ...call,
      caller: { legId: event.leg, state: 'dialling', since: now },
      emergencies: step.emergencies,
    },
    effects: [
      { kind: 'stop-timer', timer: 'call-back', key: '' },
      {
        kind: 'dial-outside',
        leg: event.leg,
        role: 'caller',
        number: call.number,
        entryId: null,
        route: 0,
        ringForMs: ringMs,
      },
      { kind: 'start-timer', timer: 'ring', key: event.leg, at: now + ringMs },
      ...step.effects,
    ],
  });
}

export function callerBack(call: TalkingCall, now: number, rules: CallRules): Step {
  const { callId } = call;
  const { legId: leg } = call.caller;
  const step = stepBinding(call, 'caller-back', now);
  const absentSince = call.absent?.since ?? now;
  const next: TalkingCall = {
    ...call,
    caller: moveLeg(call.caller, 'in-room', now),
    absent: null,
    trouble: null,
    emergencies: step.emergencies,
    // What was said while nobody was there is nobody's talk with the citizen.
    talkedMs: call.talkedMs - Math.max(0, now - Math.max(call.answeredAt, absentSince)),
  };
  const effects: CallEffect[] = [
    { kind: 'stop-timer', timer: 'ring', key: leg },
    { kind: 'note-owner', leg, seat: call.seat.seatId },
    record(now, { kind: 'caller-back', callId, leg }),
    ...step.effects,
    { kind: 'record-call', leg, action: 'start' },
    ...hideWhisperFromCaller(next),
  ];
  if (call.seat.state !== 'left') return { call: next, effects };
  // The seat died meanwhile.
  const lost = seatLost(next, 'LOST', now, rules, []);
  return { call: lost.call, effects: [...effects, ...lost.effects] };
}

/** No answer, busy, or refused: again, as often as configured; then the seat is told, and stays with 110. */
export function callBackFailed(
  call: TalkingCall,
  cause: string,
  now: number,
  rules: CallRules,
): Outcome {
  const { absent } = call;
  if (absent === null || absent.callBack === null || call.caller.state === 'left')
    return err({ code: 'late' });
  const { attempt, of } = absent.callBack;
  const stop: CallEffect = { kind: 'stop-timer', timer: 'ring', key: call.caller.legId };
  const left = moveLeg(call.caller, 'left', now);
  if (attempt < of)
    return ok({
      call: {
        ...call,
        caller: left,
        absent: { ...absent, callBack: { attempt: attempt + 1, of } },
      },
      effects: [stop, callBackAt(now + rules.callBack.pauseMs)],
    });
  const step = stepBinding(call, 'call-back-failed', now, cause);
  const next: TalkingCall = {
    ...call,
    caller: left,
    absent: { ...absent, callBack: null },
    emergencies: step.emergencies,
    trouble: troubleOf('call-back-failed', '', now),
  };
  if (next.seat.state !== 'left' && next.parties.some(({ kind }) => kind !== 'leader'))
    return ok({ call: next, effects: [stop, ...step.effects] });
  const end = closeRoom(next, { by: absent.by, cause: absent.cause, gone: [] }, now, rules);
  return ok({ call: end.call, effects: [stop, ...step.effects, ...end.effects] });
}
