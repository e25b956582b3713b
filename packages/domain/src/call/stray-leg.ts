import { ok } from '../result/index.ts';
import type { Call } from './call.ts';
import type { Outcome } from './effect.ts';

/**
 * A leg came alive that this call no longer wants: the seat answered in the moment its offer expired, or `add-member`
 * overtook a hang-up. The call stays as it is; the leg must not stay in the room.
 */
export function strayLeg(call: Call, event: { readonly leg: string }): Outcome {
  return ok({
    call,
    effects: [{ kind: 'hang-up-leg', leg: event.leg, cause: 'NORMAL_CLEARING' }],
  });
}
