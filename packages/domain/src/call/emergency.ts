/** 应急联动 in the room: called on one route after the other, heard, acknowledged. See emergency-case.ts. */
import type { PartyEnd } from '../ledger/index.ts';
import { err, ok } from '../result/index.ts';
import type { CallRules, RoomCall, TalkingCall, WrappingCall } from './call.ts';
import type { CallEffect, Outcome, Step } from './effect.ts';
import { record } from './effect.ts';
import { stepCase } from './emergency-step.ts';
import type { EmergencyCase } from './emergency-case.ts';
import { isBinding, mayAcknowledge } from './emergency-case.ts';
import { callBackOf } from './call-back.ts';
import type { EventOf } from './event.ts';
import { hideWhisper } from './leader.ts';
import type { EmergencyParty, Party } from './party.ts';
import { asConference, isComing, isIn, talksWithCaller } from './party.ts';
import { dismiss, troubleOf } from './room.ts';

/** One key. What stood between citizen and seat (hold, a transfer under way) is taken back first. */
export function startEmergency(
  before: TalkingCall,
  event: EventOf<'emergency'>,
  now: number,
  rules: CallRules,
): Outcome {
  const { seat, caseId, targetId, label, routes, acknowledgeKey } = event;
  if (before.seat.seatId !== seat) return err({ code: 'not-your-call' });
  if (routes.length === 0) return err({ code: 'no-such-leg' });
  if (before.emergencies.some((one) => one.targetId === targetId && isBinding(one)))
    return err({ code: 'duplicate' });
  const gone = before.parties.filter(standsBetween);
  const one: EmergencyCase = {
    caseId,
    targetId,
    bySeat: seat,
    startedAt: now,
    state: 'dialling',
    routes,
    route: 0,
    acknowledgeKey,
    callerHeard: false,
    targetHeard: false,
    acknowledgedBy: null,
    steps: [],
  };
  const { callId, caller } = before;
  // 110 comes for somebody whose line has dropped: they are called back.
  const callBack = before.absent?.callBack === null ? callBackOf(before, now, rules) : null;
  // Nobody is spoken to in confidence any more: citizen, seat and whoever was consulted hear each other.
  const parties = before.parties.filter((party) => !gone.includes(party)).map(asPublic);
  const call: TalkingCall = {
    ...before,
    held: false,
    trouble: null,
    parties,
    emergencies: [...before.emergencies, one],
    absent: callBack === null ? before.absent : callBack.absent,
  };
  const started = stepCase(call, caseId, 'started', now);
  const target = { kind: 'outside', entryId: targetId, number: targetId, label } as const;
  const dial = dialRoute({ ...call, emergencies: started.emergencies }, one, target, 0, now);
  return ok({
    call: dial.call,
    effects: [
      ...gone.flatMap((party) => dismiss(before, party, 'cancelled', now)),
      ...(before.held
        ? ([
            { kind: 'retrieve-leg', leg: caller.legId },
            record(now, { kind: 'caller-retrieved', callId }),
          ] as const)
        : []),
      ...started.effects,
      ...dial.effects,
      ...(callBack === null ? [] : [callBack.timer]),
      ...(isIn(caller)
        ? [{ kind: 'play', leg: caller.legId, prompt: 'emergency-wait' } as const]
        : []),
      { kind: 'push-summary', caseId, targetId },
    ],
  });
}

const asPublic = (party: Party): Party =>
  party.kind === 'guest' && isIn(party) ? asConference(party) : party;

/** On its way, and would take the seat from the citizen or the citizen from the seat. */
const standsBetween = (party: Party): boolean =>
  party.kind === 'guest' && isComing(party) && party.purpose !== 'conference';

function dialRoute<C extends RoomCall>(
  call: C,
  one: EmergencyCase,
  target: EmergencyParty['target'],
  route: number,
  now: number,
): Step<C> {
  const way = one.routes[route];
  if (way === undefined) return { call, effects: [] };
  const ringUntil = now + way.ringForMs;
  const party: EmergencyParty = {
    kind: 'emergency',
    caseId: one.caseId,
    legId: way.leg,
    state: 'dialling',
    since: now,
    target,
    invitedBy: one.bySeat,
    ringUntil,
    muted: false,
    held: false,
  };
  const dialled = stepCase(call, one.caseId, 'dialled', now, {
    detail: String(route + 1),
    change: { state: 'dialling', route },
  });
  const sent = stepCase(
    { ...call, emergencies: dialled.emergencies },
    one.caseId,
    'number-sent',
    now,
    {
      detail: call.number === '' ? 'anonymous' : null,
    },
  );
  return {
    call: { ...call, parties: [...call.parties, party], emergencies: sent.emergencies },
    effects: [
      {
        kind: 'dial-outside',
        leg: way.leg,
        role: 'emergency',
        number: one.targetId,
        entryId: one.targetId,
        route,
        ringForMs: way.ringForMs,
      },
      { kind: 'start-timer', timer: 'party', key: way.leg, at: ringUntil },
      ...dialled.effects,
      ...sent.effects,
      record(now, {
        kind: 'party-invited',
        callId: call.callId,
        seatId: one.bySeat,
        leg: way.leg,
        purpose: 'emergency',
        target: one.targetId,
      }),
    ],
  };
}

export function emergencyRinging(call: RoomCall, party: EmergencyParty, now: number): Step {
  const { emergencies, effects } = stepCase(call, party.caseId, 'ringing', now, {
    change: { state: 'ringing' },
  });
  return { call: { ...call, emergencies }, effects };
}

export function emergencyJoined(call: RoomCall, party: EmergencyParty, now: number): Step {
  const { emergencies, effects } = stepCase(call, party.caseId, 'answered', now, {
    change: { state: 'answered' },
  });
  return { call: { ...call, emergencies }, effects };
}

/** `call` is without the party already. */
export function emergencyEnded(
  call: RoomCall,
  party: EmergencyParty,
  why: PartyEnd,
  now: number,
  cause: string,
): Step {
  const one = call.emergencies.find(({ caseId }) => caseId === party.caseId);
  if (one === undefined) return { call, effects: [] };
  if (isComing(party)) {
    if (why === 'cancelled' || why === 'dropped' || why === 'call-over')
      return stepped(call, one, 'cancelled', now, { change: { state: 'cancelled' } });
    const failed = stepCase(call, one.caseId, 'route-failed', now, { detail: cause });
    const next = { ...call, emergencies: failed.emergencies };
    if (one.route + 1 < one.routes.length) {
      const dial = dialRoute(next, one, party.target, one.route + 1, now);
      return { call: dial.call, effects: [...failed.effects, ...dial.effects] };
    }
    const over = stepped(next, one, 'failed', now, { change: { state: 'failed' } });
    const trouble = troubleOf('emergency-failed', one.targetId, now);
    return {
      call: { ...(over.call as RoomCall), trouble },
      effects: [...failed.effects, ...over.effects],
    };
  }
  const over = stepped(call, one, 'target-left', now, {
    detail: cause,
    change: { state: 'ended' },
  });
  if (one.state === 'acknowledged' || why === 'dropped') return over;
  const trouble = troubleOf('emergency-left', one.targetId, now);
  return { call: { ...(over.call as RoomCall), trouble }, effects: over.effects };
}

function stepped(
  call: RoomCall,
  { caseId }: EmergencyCase,
  ...[step, now, more]: [Parameters<typeof stepCase>[2], number, Parameters<typeof stepCase>[4]?]
): Step {
  const { emergencies, effects } = stepCase(call, caseId, step, now, more);
  return { call: { ...call, emergencies }, effects };
}

/** The agent's confirming key. */
export function acknowledge(call: RoomCall, event: EventOf<'acknowledge'>, now: number): Outcome {
  const one = call.emergencies.find(({ caseId }) => caseId === event.caseId);
  if (one === undefined) return err({ code: 'no-such-leg' });
  if (call.kind !== 'talking' || call.seat.seatId !== event.seat)
    return err({ code: 'not-your-call' });
  if (!isBinding(one)) return err({ code: 'late' });
  if (!mayAcknowledge(one)) return err({ code: 'not-heard-yet' });
  return ok(acknowledged(call, one, 'agent', now));
}

function acknowledged(
  call: RoomCall,
  one: EmergencyCase,
  by: 'target-key' | 'agent',
  now: number,
): Step {
  return stepped(call, one, 'acknowledged', now, {
    detail: by,
    change: { state: 'acknowledged', acknowledgedBy: by },
  });
}

/** A key of the target's telephone. */
export function keyPressed(call: RoomCall, event: EventOf<'key-pressed'>, now: number): Outcome {
  const party = call.parties.find(({ legId }) => legId === event.leg);
  if (party?.kind !== 'emergency') return err({ code: 'late' });
  const one = call.emergencies.find(({ caseId }) => caseId === party.caseId);
  if (one?.state !== 'answered' || one.acknowledgeKey !== event.key) return err({ code: 'late' });
  return ok(acknowledged(call, one, 'target-key', now));
}

/** Heard after the target had answered, so that the agent may confirm: once for each side. */
export function legHeard(before: RoomCall, event: EventOf<'leg-heard'>, now: number): Outcome {
  let call = before;
  const effects: CallEffect[] = [];
  for (const one of before.emergencies) {
    if (one.state !== 'answered') continue;
    const isTarget = before.parties.some(
      (party) =>
        party.kind === 'emergency' && party.caseId === one.caseId && party.legId === event.leg,
    );
    const isNew = isTarget
      ? !one.targetHeard
      : event.leg === before.caller.legId && !one.callerHeard;
    if (!isNew) continue;
    const next = stepCase(call, one.caseId, isTarget ? 'target-heard' : 'caller-heard', now, {
      change: isTarget ? { targetHeard: true } : { callerHeard: true },
    });
    call = { ...call, emergencies: next.emergencies };
    effects.push(...next.effects);
  }
  return call === before ? err({ code: 'duplicate' }) : ok({ call, effects });
}

const stepOfPush = {
  sent: 'summary-sent',
  received: 'summary-received',
  failed: 'summary-failed',
  'no-target': 'no-summary-target',
} as const;

export function summaryPushed(
  call: RoomCall | WrappingCall,
  { caseId, outcome, detail }: EventOf<'summary-pushed'>,
  now: number,
): Outcome {
  const next = stepCase(call, caseId, stepOfPush[outcome], now, { detail });
  if (next.effects.length === 0) return err({ code: 'no-such-leg' });
  return ok({ call: { ...call, emergencies: next.emergencies }, effects: next.effects });
}

/** The seat called 110 in by its telephone while the bridge was away: the case goes on from here. */
export function emergencyFound(
  before: RoomCall,
  event: EventOf<'emergency-found'>,
  now: number,
): Outcome {
  const { seat, leg, targetId, label, acknowledgeKey } = event;
  if (before.parties.some(({ legId }) => legId === leg)) return err({ code: 'duplicate' });
  const one: EmergencyCase = {
    caseId: leg,
    targetId,
    bySeat: seat,
    startedAt: now,
    state: 'answered',
    routes: [{ leg, ringForMs: 0 }],
    route: 0,
    acknowledgeKey,
    callerHeard: false,
    targetHeard: false,
    acknowledgedBy: null,
    steps: [],
  };
  const party: EmergencyParty = {
    kind: 'emergency',
    caseId: leg,
    legId: leg,
    state: 'in-room',
    since: now,
    target: { kind: 'outside', entryId: targetId, number: targetId, label },
    invitedBy: seat,
    ringUntil: now,
    muted: false,
    held: false,
  };
  // As with the key: nobody waits for 110 with music in the ear.
  const isHeld = before.kind === 'talking' && before.held;
  const isAlone = before.kind === 'handed-over' && !before.parties.some(talksWithCaller);
  const gone = before.kind === 'talking' ? before.parties.filter(standsBetween) : [];
  const room: RoomCall = before.kind === 'talking' ? { ...before, held: false } : before;
  const call: RoomCall = {
    ...room,
    parties: [...before.parties.filter((other) => !gone.includes(other)).map(asPublic), party],
    emergencies: [...before.emergencies, one],
  };
  const started = stepCase(call, leg, 'started', now, { detail: 'BY_TELEPHONE' });
  const answered = stepCase({ ...call, emergencies: started.emergencies }, leg, 'answered', now);
  return ok({
    call: { ...call, emergencies: answered.emergencies },
    effects: [
      ...gone.flatMap((other) => dismiss(before, other, 'cancelled', now)),
      ...(isHeld || isAlone ? [{ kind: 'retrieve-leg', leg: before.caller.legId } as const] : []),
      ...(isHeld ? [record(now, { kind: 'caller-retrieved', callId: before.callId })] : []),
      record(now, {
        kind: 'party-invited',
        callId: call.callId,
        seatId: seat,
        leg,
        purpose: 'emergency',
        target: targetId,
      }),
      record(now, { kind: 'party-joined', callId: call.callId, leg }),
      ...started.effects,
      ...answered.effects,
      ...hideWhisper(call, party),
    ],
  });
}
