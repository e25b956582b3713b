/** 挂起: the citizen waits under a number, with music, until somebody entitled takes the call or its time is over. */
import { err, ok } from '../result/index.ts';
import type { CallRules, ParkedCall } from './call.ts';
import { moveLeg } from './call.ts';
import type { Outcome } from './effect.ts';
import { record } from './effect.ts';
import type { CallEvent } from './event.ts';
import { partyOfSeat } from './party.ts';
import { backToQueue, troubleOf } from './room.ts';
import { strayLeg } from './stray-leg.ts';
import { abandoned, offer } from './waiting.ts';

export function fromParked(
  call: ParkedCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  const { callId, slot } = call;
  const isCaller = 'leg' in event && event.leg === call.caller.legId;
  switch (event.kind) {
    case 'take': {
      if (call.caller.state !== 'in-room') return err({ code: 'not-in-state' });
      if (partyOfSeat(call.parties, event.seat) !== undefined)
        return err({ code: 'already-in-call' });
      const { call: next, effects } = offer(call, event, now, rules);
      return ok({
        call: next,
        effects: [
          { kind: 'stop-timer', timer: 'park', key: '' },
          record(now, { kind: 'call-unparked', callId, slot, why: 'taken' }),
          record(now, { kind: 'call-requeued', callId, seatId: call.bySeat, why: 'TAKEN' }),
          ...effects,
        ],
      });
    }
    case 'park-expired': {
      if (now < call.until) return err({ code: 'early' });
      const wanted = { seatId: call.bySeat, until: now + rules.returnMs };
      const back = backToQueue(call, { wanted, trouble: troubleOf('returned', '', now) }, now);
      return ok({
        call: back.call,
        effects: [
          ...back.effects,
          record(now, { kind: 'call-unparked', callId, slot, why: 'expired' }),
          record(now, { kind: 'call-requeued', callId, seatId: call.bySeat, why: 'PARK_EXPIRED' }),
        ],
      });
    }
    case 'leg-ended': {
      if (!isCaller) return err({ code: 'late' });
      const end = abandoned(call, event, now, rules);
      return ok({
        call: end.call,
        effects: [
          record(now, { kind: 'call-unparked', callId, slot, why: 'caller-gone' }),
          ...end.effects,
        ],
      });
    }
    case 'leg-joined':
      if (!isCaller) return strayLeg(call, event);
      if (call.caller.state === 'in-room') return err({ code: 'duplicate' });
      return ok({ call: { ...call, caller: moveLeg(call.caller, 'in-room', now) }, effects: [] });
    case 'leg-left':
      if (!isCaller || call.caller.state === 'left') return err({ code: 'late' });
      return ok({ call: { ...call, caller: moveLeg(call.caller, 'left', now) }, effects: [] });
    case 'leg-ringing':
    case 'leg-answered':
      return isCaller ? err({ code: 'duplicate' }) : strayLeg(call, event);
    default:
      return err({ code: 'not-in-state' });
  }
}
