import { assertNever, err } from '../result/index.ts';
import { fromArriving } from './arrive.ts';
import type { Call, CallRules, EndedCall } from './call.ts';
import type { Outcome } from './effect.ts';
import type { CallEvent } from './event.ts';
import { fromOffered } from './offered.ts';
import { strayLeg } from './stray-leg.ts';
import { fromTalking } from './talking.ts';
import { fromWaiting } from './waiting.ts';
import { fromWrapping } from './wrapping.ts';

/**
 * What becomes of a call by one event at `now` (ms since 1970 UTC). Never throws: an event that comes late, twice or in
 * the wrong order is a refusal by its code, or hangs up the leg that has no place any more. `ended` is absorbing.
 */
export function transition(call: Call, event: CallEvent, now: number, rules: CallRules): Outcome {
  switch (call.kind) {
    case 'arriving':
      return fromArriving(call, event, now, rules);
    case 'waiting':
      return fromWaiting(call, event, now, rules);
    case 'offered':
      return fromOffered(call, event, now, rules);
    case 'talking':
      return fromTalking(call, event, now, rules);
    case 'wrapping':
      return fromWrapping(call, event, now, rules);
    case 'ended':
      return fromEnded(call, event);
    default:
      return assertNever(call);
  }
}

function fromEnded(call: EndedCall, event: CallEvent): Outcome {
  if (event.kind === 'leg-ringing' || event.kind === 'leg-answered' || event.kind === 'leg-joined')
    return strayLeg(call, event);
  return err({ code: event.kind === 'caller-arrived' ? 'duplicate' : 'late' });
}
