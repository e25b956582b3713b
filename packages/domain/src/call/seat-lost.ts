import type { CallRules, TalkingCall } from './call.ts';
import { moveLeg } from './call.ts';
import type { CallEffect, Step } from './effect.ts';
import { hangUpLeg, record, release } from './effect.ts';
import { backToQueue, closeRoom, troubleOf } from './room.ts';

/** The seat is gone and the citizen is not: back to the queue with place and waiting time, and to that seat first. */
export function seatLost(
  call: TalkingCall,
  why: string,
  now: number,
  rules: CallRules,
  hangUps: readonly string[],
): Step {
  const { callId } = call;
  const { seatId } = call.seat;
  const lost = release(seatId, 'lost');
  const spare: readonly CallEffect[] =
    call.spare === null
      ? []
      : [{ kind: 'stop-timer', timer: 'ring', key: call.spare.legId }, hangUpLeg(call.spare.legId)];
  if (call.absent !== null && call.absent.callBack !== null)
    // The citizen is being called back for 110, with or without this seat; it has them when they are back.
    return {
      call: { ...call, spare: null, seat: moveLeg(call.seat, 'left', now) },
      effects: [...hangUps.map((leg) => hangUpLeg(leg)), ...spare],
    };
  if (call.absent !== null) {
    // Nobody of the citizen's side is there. Whoever was brought in cannot help them without us.
    const end = closeRoom(
      { ...call, spare: null },
      { by: call.absent.by, cause: call.absent.cause, gone: [] },
      now,
      rules,
    );
    return { call: end.call, effects: [...spare, ...end.effects] };
  }
  const wanted = { seatId, until: now + rules.returnMs };
  const back = backToQueue(
    { ...call, spare: null },
    { wanted, trouble: troubleOf('seat-was-lost', seatId, now) },
    now,
  );
  return {
    call: back.call,
    effects: [
      lost,
      ...hangUps.map((leg) => hangUpLeg(leg)),
      ...spare,
      ...back.effects,
      { kind: 'note-owner', leg: call.caller.legId, seat: null },
      { kind: 'play', leg: call.caller.legId, prompt: 'seat-lost' },
      record(now, { kind: 'call-requeued', callId, seatId, why }),
    ],
  };
}
