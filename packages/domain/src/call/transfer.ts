/** Who has the call: another seat, or somebody outside with no seat of ours. */
import type { CallRules, HandedOverCall, TalkingCall } from './call.ts';
import { queuedOf } from './call.ts';
import type { CallEffect, Step } from './effect.ts';
import { hangUpLeg, record } from './effect.ts';
import type { Party } from './party.ts';
import { isComing, nameOf, seatOf, talksWithCaller } from './party.ts';
import { dismiss, talkMs, wrapUp } from './room.ts';

export type How = 'blind' | 'attended' | 'consult' | 'left' | 'take-over';

/**
 * The seat in charge goes, `to` has the call. The citizen hears everybody again. `isSeatGone`: its leg has ended by
 * itself.
 */
export function passOn(
  call: TalkingCall,
  to: Party,
  how: How,
  now: number,
  rules: CallRules,
  isSeatGone = false,
): Step<TalkingCall | HandedOverCall> {
  const { callId, seat, caller } = call;
  const staying = stay(call, to, now);
  const others = staying.parties.filter(({ legId }) => legId !== to.legId);
  const wrap = wrapUp(call, seat.seatId, now, rules);
  const effects: CallEffect[] = [
    ...(call.held ? [{ kind: 'retrieve-leg', leg: caller.legId } as const] : []),
    ...(call.spare === null
      ? []
      : [{ kind: 'stop-timer', timer: 'ring', key: call.spare.legId } as const]),
    ...(isSeatGone ? [] : [hangUpLeg(seat.legId)]),
    ...(call.spare === null ? [] : [hangUpLeg(call.spare.legId)]),
    ...staying.effects,
  ];
  const shared = {
    ...queuedOf(call),
    wraps: wrap.wraps,
    talkedMs: talkMs(call, now),
    trouble: null,
  };
  const seatId = seatOf(to);
  if (seatId === null) return handOver();
  return {
    call: {
      ...shared,
      kind: 'talking',
      parties: others,
      seat: { seatId, legId: to.legId, state: to.state, since: to.since },
      brief: to.kind === 'guest' ? (to.brief ?? call.brief) : call.brief,
      offeredAt: call.offeredAt,
      ringUntil: to.ringUntil,
      answeredAt: now,
      held: false,
      muted: to.muted,
      spare: null,
      absent: call.absent,
    },
    effects: [
      ...effects,
      { kind: 'note-owner', leg: caller.legId, seat: seatId },
      record(now, {
        kind: 'call-transferred',
        callId,
        seatId: seat.seatId,
        to: seatId,
        leg: to.legId,
        how,
      }),
      ...wrap.effects,
    ],
  };

  function handOver(): Step<HandedOverCall> {
    const next: HandedOverCall = {
      ...shared,
      kind: 'handed-over',
      parties: [{ ...to, held: false }, ...others],
      bySeat: seat.seatId,
      handedAt: now,
    };
    return {
      call: next,
      effects: [
        ...effects,
        { kind: 'note-owner', leg: caller.legId, seat: null },
        record(now, {
          kind: 'call-handed-over',
          callId,
          seatId: seat.seatId,
          to: nameOf(to),
          how: how === 'take-over' ? 'left' : how,
        }),
        ...wrap.effects,
      ],
    };
  }
}

/** Who stays when the seat in charge goes: whoever is there for the citizen, and hears them; `to` in any case. */
export function stay(
  call: TalkingCall,
  to: Party,
  now: number,
): { readonly parties: readonly Party[]; readonly effects: readonly CallEffect[] } {
  const gone = call.parties.filter((party) => party.legId !== to.legId && dependsOnSeat(party));
  const parties = call.parties.filter((party) => !gone.includes(party));
  return {
    parties: parties.map((party): Party => (party.held ? { ...party, held: false } : party)),
    effects: [
      ...gone.flatMap((party) => dismiss(call, party, 'cancelled', now)),
      ...parties
        .filter(({ held }) => held)
        .map(({ legId }): CallEffect => ({ kind: 'retrieve-leg', leg: legId })),
    ],
  };
}

/** A transfer that has not come about, whoever this seat consults in confidence, and a leader who listens to it. */
const dependsOnSeat = (party: Party): boolean =>
  party.kind === 'leader' ||
  (party.kind === 'guest' &&
    (party.purpose === 'consult' ||
      (isComing(party) && (party.purpose === 'blind' || party.purpose === 'attended'))));

/** Who takes care of the citizen when the seat goes: a colleague before somebody outside, and 110 before all. */
export function successor(call: TalkingCall): Party | undefined {
  const there = call.parties.filter(talksWithCaller);
  return (
    there.find((party) => seatOf(party) !== null) ??
    there.find((party) => party.kind === 'emergency') ??
    there[0]
  );
}
