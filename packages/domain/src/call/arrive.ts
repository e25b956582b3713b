import { err, ok } from '../result/index.ts';
import type { ArrivingCall, CallRules, EndedBy, Leg, TalkingCall, WaitingCall } from './call.ts';
import { moveLeg, untouched } from './call.ts';
import { enderOfCaller } from './cause.ts';
import type { CallEffect, Outcome, Step } from './effect.ts';
import type { Arrival, CallEvent } from './event.ts';
import { strayLeg } from './stray-leg.ts';
import { recordAbandoned, recordBridged, talkingWith } from './waiting.ts';

/** The PBX has answered a citizen (CHANNEL_ANSWER with hotline_role=caller). `at` = trunk answer. */
export function arrive(arrival: Arrival, at: number): Step<ArrivingCall> {
  const { callerLeg, ...identity } = arrival;
  const caller: Leg = { legId: callerLeg, state: 'answered', since: at };
  return {
    call: { kind: 'arriving', direction: 'in', ...identity, arrivedAt: at, caller },
    effects: [recordArrival(identity, at)],
  };
}

export function recordArrival(
  call: Pick<Arrival, 'callId' | 'number' | 'queueId' | 'skills' | 'mode'>,
  at: number,
): CallEffect {
  const { callId, number, queueId, mode } = call;
  const fact = { kind: 'call-arrived' as const, callId, number, queueId, mode };
  return { kind: 'record', at, fact: { ...fact, skills: [...call.skills] } };
}

export function recordQueued(
  call: Pick<Arrival, 'callId' | 'queueId' | 'priority'>,
  at: number,
): CallEffect {
  const { callId, queueId, priority } = call;
  return { kind: 'record', at, fact: { kind: 'call-queued', callId, queueId, priority } };
}

export function fromArriving(
  call: ArrivingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'leg-joined':
      if (event.leg !== call.caller.legId) return strayLeg(call, event);
      return ok(joined(call, now));
    case 'leg-ended': {
      if (event.leg !== call.caller.legId) return err({ code: 'late' });
      const endedBy = enderOfCaller[event.by];
      const { callId, queueId } = call;
      const fact = { kind: 'call-ended' as const, callId, by: endedBy, talkMs: 0 };
      return ok({
        call: { kind: 'ended', callId, queueId, endedAt: now, endedBy },
        effects:
          call.mode === 'fallback'
            ? gaveUpWithoutUs(call, now, endedBy, event.cause)
            : [{ kind: 'record', at: now, fact: { ...fact, cause: event.cause } }],
      });
    }
    case 'bridged':
      return ok(bridged(call, event.seat, event.leg, now, rules));
    case 'leg-ringing':
    case 'leg-answered':
      if (event.leg === call.caller.legId) return err({ code: 'duplicate' });
      return strayLeg(call, event);
    case 'caller-arrived':
      return err({ code: 'duplicate' });
    case 'leg-left':
    case 'dial-failed':
    case 'offer-expired':
    case 'wrap-expired':
      return err({ code: 'late' });
    default:
      return err({ code: 'not-in-state' });
  }
}

function joined(call: ArrivingCall, now: number): Step<WaitingCall> {
  // For whom the PBX rang seats by itself has waited since they arrived: they do not go behind who came later.
  const queuedAt = call.mode === 'fallback' ? call.arrivedAt : now;
  return {
    call: waiting({ ...call, caller: moveLeg(call.caller, 'in-room', now) }, queuedAt),
    effects: [recordQueued(call, queuedAt)],
  };
}

/** Waited for a seat that the PBX rang by itself, without a room: in vain all the same. */
function gaveUpWithoutUs(
  call: ArrivingCall,
  now: number,
  by: EndedBy,
  cause: string,
): readonly CallEffect[] {
  const { callId, arrivedAt: queuedAt } = call;
  return [
    recordQueued(call, queuedAt),
    ...recordAbandoned({ callId, queuedAt, talkedMs: 0 }, now, by, cause),
  ];
}

function waiting(call: ArrivingCall, queuedAt: number): WaitingCall {
  return {
    ...untouched,
    ...call,
    kind: 'waiting',
    queuedAt,
    notBefore: 0,
    wanted: null,
    returns: null,
  };
}

/** Booked as a call like any other; its queue time begins with its arrival, since no queue was there to enter. */
function bridged(
  call: ArrivingCall,
  seatId: string,
  legId: string,
  answeredAt: number,
  rules: CallRules,
): Step<TalkingCall> {
  const { callId, arrivedAt } = call;
  const waitMs = Math.max(0, answeredAt - arrivedAt);
  const { kind: _, ...identity } = call;
  const talking = talkingWith(
    {
      ...untouched,
      ...identity,
      caller: moveLeg(call.caller, 'in-room', answeredAt),
      queuedAt: arrivedAt,
    },
    { seatId, legId, state: 'in-room', since: answeredAt },
    answeredAt,
    { offeredAt: arrivedAt, ringUntil: arrivedAt + rules.ringMs },
  );
  return {
    call: talking,
    effects: [
      { kind: 'tell-seat', seat: seatId, news: { kind: 'talking' } },
      recordQueued(call, arrivedAt),
      ...recordBridged(callId, seatId, legId, answeredAt, waitMs),
    ],
  };
}
