/** 班长: listens, whispers, speaks to all, takes the call over, ends it. Each is on the ledger. */
import { err, ok } from '../result/index.ts';
import type { CallRules, RoomCall, TalkingCall, WrappingCall } from './call.ts';
import type { CallEffect, Outcome } from './effect.ts';
import { record } from './effect.ts';
import type { EventOf } from './event.ts';
import { isBinding } from './emergency-case.ts';
import type { Leader, Party } from './party.ts';
import { isComing, isIn, isThereForCaller, partyOfSeat, talksWithCaller } from './party.ts';
import { closeRoom, seatInCharge } from './room.ts';
import { passOn } from './transfer.ts';
import { withoutWrap } from './wraps.ts';

export function monitor(before: RoomCall, event: EventOf<'monitor'>, now: number): Outcome {
  const { seat, leg, mode, ringForMs } = event;
  const { call, effects: wrapped } = withoutWrap(before, seat, now);
  if (call.kind !== 'talking' && call.kind !== 'handed-over') return err({ code: 'not-in-state' });
  if (seatInCharge(call)?.seatId === seat) return err({ code: 'target-is-self' });
  // One leader a call: two who whisper would each think they are alone with the seat.
  if (call.parties.some(({ kind }) => kind === 'leader')) return err({ code: 'already-in-call' });
  if (partyOfSeat(call.parties, seat) !== undefined) return err({ code: 'already-in-call' });
  const ringUntil = now + ringForMs;
  const leader: Leader = {
    kind: 'leader',
    mode,
    legId: leg,
    state: 'dialling',
    since: now,
    target: { kind: 'seat', seatId: seat, isSpecialist: false },
    invitedBy: seat,
    ringUntil,
    muted: mode === 'listen',
    held: false,
  };
  const { callId } = call;
  return ok({
    call: { ...call, parties: [...call.parties, leader] },
    effects: [
      ...wrapped,
      { kind: 'tell-seat', seat, news: { kind: 'offered', own: true } },
      ...comingUnaware(call).map((other): CallEffect => ({ kind: 'join-deaf', leg: other })),
      { kind: 'dial-seat', seat, leg, ringForMs, role: 'leader', mode },
      { kind: 'start-timer', timer: 'party', key: leg, at: ringUntil },
      record(now, {
        kind: 'party-invited',
        callId,
        seatId: seat,
        leg,
        purpose: mode,
        target: seat,
      }),
    ],
  });
}

/**
 * Legs that ring already while the leader is called: they may come into the room in the middle of a whisper. Never 110,
 * which must hear the citizen also when the bridge is gone in that very moment.
 */
function comingUnaware(call: RoomCall): readonly string[] {
  const guests = call.parties.filter((one) => one.kind === 'guest' && isComing(one));
  const isCalledBack =
    call.kind === 'talking' && call.absent?.callBack != null && isComing(call.caller);
  return [...guests.map(({ legId }) => legId), ...(isCalledBack ? [call.caller.legId] : [])];
}

export function leaderMode(call: RoomCall, event: EventOf<'leader-mode'>, now: number): Outcome {
  const leader = leaderOf(call, event.seat);
  if (leader === undefined) return err({ code: 'not-your-call' });
  if (!isIn(leader)) return err({ code: 'not-in-state' });
  if (leader.mode === event.mode) return err({ code: 'duplicate' });
  // Would leave a citizen alone whom nobody else talks with.
  if (
    call.kind === 'handed-over' &&
    !call.parties.some((one) => one !== leader && isThereForCaller(one)) &&
    event.mode !== 'barge'
  )
    return err({ code: 'not-in-state' });
  const next: Leader = { ...leader, mode: event.mode, muted: event.mode === 'listen' };
  const { callId } = call;
  return ok({
    call: {
      ...call,
      parties: call.parties.map((one) => (one.legId === next.legId ? next : one)),
    },
    effects: [
      setMode(call, next, leader.mode),
      // Alone with a citizen who was released early, and hears music.
      ...(call.kind === 'handed-over' &&
      next.mode === 'barge' &&
      !call.parties.some(talksWithCaller)
        ? [{ kind: 'retrieve-leg', leg: call.caller.legId } as const]
        : []),
      record(now, { kind: 'leader-mode', callId, seatId: event.seat, mode: event.mode }),
    ],
  });
}

/** Everybody but the seat in charge: who must not hear a whisper. */
function setMode(call: RoomCall, leader: Leader, was: Leader['mode'] | null): CallEffect {
  const others = call.parties.filter((one) => one.legId !== leader.legId && isIn(one));
  return {
    kind: 'set-leader-mode',
    leg: leader.legId,
    hiddenFrom: [call.caller.legId, ...others.map(({ legId }) => legId)],
    mode: leader.mode,
    was,
  };
}

/** Somebody has come into the room: a whisper must not reach them, and a leader who joins starts as asked. */
export function hideWhisper(
  call: RoomCall | { readonly kind: string },
  joined: Party,
): readonly CallEffect[] {
  if (!('parties' in call)) return [];
  const leader = call.parties.find((one) => one.kind === 'leader');
  if (leader?.kind !== 'leader' || !isIn(leader)) return [];
  if (leader.legId === joined.legId) return [setMode(call, leader, null)];
  return leader.mode === 'whisper' ? [setMode(call, leader, 'whisper')] : [];
}

/** The same for the citizen's new leg. */
export function hideWhisperFromCaller(call: TalkingCall): readonly CallEffect[] {
  const leader = call.parties.find((one) => one.kind === 'leader');
  if (leader?.kind !== 'leader' || !isIn(leader) || leader.mode === 'barge') return [];
  return [setMode(call, leader, leader.mode)];
}

export function takeOver(
  call: RoomCall,
  event: EventOf<'take-over'>,
  now: number,
  rules: CallRules,
): Outcome {
  const leader = leaderOf(call, event.seat);
  if (leader === undefined) return err({ code: 'not-your-call' });
  if (call.kind !== 'talking' || !isIn(leader)) return err({ code: 'not-in-state' });
  const { call: next, effects } = passOn(
    call,
    // Speaks to all from now on, whatever they did before.
    { ...leader, mode: 'barge', muted: false },
    'take-over',
    now,
    rules,
  );
  return ok({
    call: next,
    effects: [setMode(call, { ...leader, mode: 'barge' }, leader.mode), ...effects],
  });
}

export const mayForceEnd = (call: RoomCall | WrappingCall): boolean =>
  (call.kind === 'talking' || call.kind === 'handed-over') &&
  !call.emergencies.some((one) => isBinding(one) || one.state === 'acknowledged');

/** 强拆. Not while 110 is needed. */
export function forceEnd(
  call: RoomCall,
  event: EventOf<'force-end'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (call.kind !== 'talking' && call.kind !== 'handed-over') return err({ code: 'not-in-state' });
  if (!mayForceEnd(call)) return err({ code: 'emergency-under-way' });
  const end = closeRoom(call, { by: 'system', cause: 'FORCED', gone: [] }, now, rules);
  const { callId } = call;
  return ok({
    call: end.call,
    effects: [record(now, { kind: 'call-forced-end', callId, seatId: event.seat }), ...end.effects],
  });
}

function leaderOf(call: RoomCall, seat: string): Leader | undefined {
  const party = partyOfSeat(call.parties, seat);
  return party?.kind === 'leader' ? party : undefined;
}
