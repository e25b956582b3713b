/** 转出: the citizen is with somebody outside, or on the way to them; no seat of ours is in charge. */
import { err, ok } from '../result/index.ts';
import type { CallRules, HandedOverCall } from './call.ts';
import { moveLeg } from './call.ts';
import { enderOfCaller } from './cause.ts';
import type { Outcome } from './effect.ts';
import { emergencyFound, keyPressed, legHeard } from './emergency.ts';
import type { CallEvent } from './event.ts';
import { mute } from './hold.ts';
import { forceEnd, leaderMode, monitor } from './leader.ts';
import { leave } from './leave.ts';
import { closeRoom } from './room.ts';
import { strayLeg } from './stray-leg.ts';

export function fromHandedOver(
  call: HandedOverCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  const isCaller = 'leg' in event && event.leg === call.caller.legId;
  switch (event.kind) {
    case 'leg-ended': {
      if (!isCaller) return err({ code: 'late' });
      const by = enderOfCaller[event.by];
      const gone = [call.caller.legId];
      return ok(closeRoom(call, { by, cause: event.cause, gone }, now, rules));
    }
    case 'leg-left':
      if (!isCaller || call.caller.state === 'left') return err({ code: 'late' });
      return ok({ call: { ...call, caller: moveLeg(call.caller, 'left', now) }, effects: [] });
    case 'leg-joined':
      if (!isCaller) return strayLeg(call, event);
      if (call.caller.state === 'in-room') return err({ code: 'duplicate' });
      return ok({ call: { ...call, caller: moveLeg(call.caller, 'in-room', now) }, effects: [] });
    case 'leg-ringing':
    case 'leg-answered':
      return isCaller ? err({ code: 'duplicate' }) : strayLeg(call, event);
    case 'leg-heard':
      return legHeard(call, event, now);
    case 'key-pressed':
      return keyPressed(call, event, now);
    case 'emergency-found':
      return emergencyFound(call, event, now);
    case 'mute':
      return mute(call, event);
    case 'hang-up':
      return leave(call, { ...event, kind: 'leave', override: false }, now, rules);
    case 'leave':
      return leave(call, event, now, rules);
    case 'monitor':
      return monitor(call, event, now);
    case 'leader-mode':
      return leaderMode(call, event, now);
    case 'force-end':
      return forceEnd(call, event, now, rules);
    default:
      return err({ code: 'not-in-state' });
  }
}
