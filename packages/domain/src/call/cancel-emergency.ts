import { err, ok } from '../result/index.ts';
import type { CallRules, RoomCall } from './call.ts';
import type { Outcome } from './effect.ts';
import { hangUpLeg } from './effect.ts';
import { isBinding } from './emergency-case.ts';
import type { EventOf } from './event.ts';
import { partyEnded } from './party-legs.ts';
import { isComing } from './party.ts';

/** A false alarm: also when the target has answered. */
export function cancelEmergency(
  call: RoomCall,
  event: EventOf<'cancel-emergency'>,
  now: number,
  rules: CallRules,
): Outcome {
  const one = call.emergencies.find(({ caseId }) => caseId === event.caseId);
  if (one === undefined) return err({ code: 'no-such-leg' });
  if (call.kind !== 'talking' || call.seat.seatId !== event.seat)
    return err({ code: 'not-your-call' });
  const party = call.parties.find(
    (each) => each.kind === 'emergency' && each.caseId === one.caseId,
  );
  if (party === undefined || !isBinding(one)) return err({ code: 'late' });
  const isOnTheWay = isComing(party);
  const over = partyEnded(
    call,
    party,
    isOnTheWay ? 'cancelled' : 'dropped',
    now,
    rules,
    'CANCELLED',
  );
  return ok({
    call: over.call,
    effects: [
      hangUpLeg(party.legId, isOnTheWay ? 'ORIGINATOR_CANCEL' : undefined),
      ...over.effects,
    ],
  });
}
