/** 释放转, 成功转, 咨询转, 三方转, 口译: somebody is called into the room. What happens then is the purpose's. */
import { err, ok } from '../result/index.ts';
import type { CallRules, TalkingCall } from './call.ts';
import type { CallEffect, Outcome } from './effect.ts';
import { hangUpLeg, record } from './effect.ts';
import { isBinding } from './emergency-case.ts';
import type { EventOf } from './event.ts';
import { partyEnded } from './party-legs.ts';
import type { Guest, Party } from './party.ts';
import { isComing, isIn, nameOf, partyOf, partyOfSeat } from './party.ts';
import { sendOut } from './room.ts';
import { passOn } from './transfer.ts';
import { withoutWrap } from './wraps.ts';

export function invite(before: TalkingCall, event: EventOf<'invite'>, now: number): Outcome {
  const { seat, leg, purpose, target, ringForMs, brief } = event;
  const { call, effects: wrapped } = withoutWrap(
    before,
    target.kind === 'seat' ? target.seatId : '',
    now,
  );
  if (call.seat.seatId !== seat) return err({ code: 'not-your-call' });
  if (target.kind === 'seat') {
    if (target.seatId === seat) return err({ code: 'target-is-self' });
    if (partyOfSeat(call.parties, target.seatId) !== undefined)
      return err({ code: 'already-in-call' });
  } else if (
    call.parties.some((one) => one.target.kind === 'outside' && one.target.number === target.number)
  )
    return err({ code: 'already-in-call' });
  const isTransfer = purpose !== 'conference' && purpose !== 'interpret';
  // One transfer at a time, and none that takes the seat from somebody who waits for 110.
  if (isTransfer && call.emergencies.some(isBinding))
    return err({ code: 'emergency-unacknowledged' });
  if (isTransfer && call.parties.some((one) => one.kind === 'guest' && isComing(one)))
    return err({ code: 'not-in-state' });
  if (isTransfer && call.absent !== null) return err({ code: 'not-in-state' });
  const ringUntil = now + ringForMs;
  const guest: Guest = {
    kind: 'guest',
    purpose,
    brief,
    legId: leg,
    state: 'dialling',
    since: now,
    target,
    invitedBy: seat,
    ringUntil,
    muted: false,
    held: false,
  };
  // In confidence, or released: the citizen hears music before anybody else can hear them.
  const holds = (purpose === 'blind' || purpose === 'consult') && !call.held;
  const { callId, caller } = call;
  return ok({
    call: {
      ...call,
      held: call.held || holds,
      trouble: null,
      parties: [...call.parties, guest],
    },
    effects: [
      ...wrapped,
      ...(holds
        ? ([
            { kind: 'hold-leg', leg: caller.legId, hears: 'music' },
            record(now, { kind: 'caller-held', callId, seatId: seat }),
          ] as const)
        : []),
      ...dialGuest(guest),
      record(now, {
        kind: 'party-invited',
        callId,
        seatId: seat,
        leg,
        purpose,
        target: nameOf(guest),
      }),
    ],
  });

  function dialGuest({ legId }: Guest): readonly CallEffect[] {
    const timer: CallEffect = { kind: 'start-timer', timer: 'party', key: legId, at: ringUntil };
    if (target.kind === 'seat')
      return [
        { kind: 'tell-seat', seat: target.seatId, news: { kind: 'offered', own: false } },
        { kind: 'dial-seat', seat: target.seatId, leg, ringForMs, role: 'guest', mode: null },
        timer,
      ];
    const { number, entryId } = target;
    return [
      { kind: 'dial-outside', leg, role: 'guest', number, entryId, route: 0, ringForMs },
      timer,
    ];
  }
}

/** An invitation that has not been answered is taken back. */
export function cancelInvite(
  call: TalkingCall,
  event: EventOf<'cancel-invite'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (call.seat.seatId !== event.seat) return err({ code: 'not-your-call' });
  const party = partyOf(call.parties, event.leg);
  if (party?.kind !== 'guest') return err({ code: 'no-such-leg' });
  if (!isComing(party)) return err({ code: 'late' });
  const { call: next, effects } = partyEnded(call, party, 'cancelled', now, rules, 'CANCELLED');
  const cause = party.state === 'answered' ? 'NORMAL_CLEARING' : 'ORIGINATOR_CANCEL';
  return ok({ call: next, effects: [hangUpLeg(party.legId, cause), ...effects] });
}

/** Ends one leg that was brought in: → 收回. Not 110, which has its own word for it. */
export function drop(
  call: TalkingCall,
  event: EventOf<'drop'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (call.seat.seatId !== event.seat) return err({ code: 'not-your-call' });
  const party = partyOf(call.parties, event.leg);
  if (party === undefined || party.kind === 'leader') return err({ code: 'no-such-leg' });
  if (isComing(party)) return err({ code: 'not-in-state' });
  if (!mayDrop(call)(party)) return err({ code: 'emergency-unacknowledged' });
  const { call: next, effects } = partyEnded(call, party, 'dropped', now, rules, 'DROPPED');
  return ok({ call: next, effects: [...sendOut(party), ...effects] });
}

export const mayDrop =
  (call: TalkingCall) =>
  (party: Party): boolean =>
    party.kind !== 'leader' &&
    !isComing(party) &&
    !(
      party.kind === 'emergency' &&
      call.emergencies.some((one) => one.caseId === party.caseId && isBinding(one))
    );

/** 咨询转 → 完成: the third has the call, this seat leaves. */
export function complete(
  call: TalkingCall,
  event: EventOf<'complete'>,
  now: number,
  rules: CallRules,
): Outcome {
  if (call.seat.seatId !== event.seat) return err({ code: 'not-your-call' });
  const party = partyOf(call.parties, event.leg);
  if (party?.kind !== 'guest') return err({ code: 'no-such-leg' });
  if (!isIn(party) || call.absent !== null) return err({ code: 'not-in-state' });
  if (call.emergencies.some(isBinding)) return err({ code: 'emergency-unacknowledged' });
  return ok(passOn(call, party, 'consult', now, rules));
}
