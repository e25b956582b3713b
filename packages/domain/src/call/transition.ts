import { assertNever, err, ok } from '../result/index.ts';
import { fromArriving } from './arrive.ts';
import type { Call, CallRules, EndedCall, RoomCall, WrappingCall } from './call.ts';
import { fromDialling } from './dialling.ts';
import type { CallEffect, Outcome } from './effect.ts';
import { hangUpLeg, record } from './effect.ts';
import { keyPressed, legHeard, summaryPushed } from './emergency.ts';
import type { CallEvent, EventOf } from './event.ts';
import { fromHandedOver } from './handed-over.ts';
import { mute } from './hold.ts';
import { leave } from './leave.ts';
import { fromOffered } from './offered.ts';
import { fromParked } from './parked.ts';
import { partyEnded, partyExpired, partyLeg } from './party-legs.ts';
import type { Party } from './party.ts';
import { isComing, partyOf, partyOfSeat } from './party.ts';
import { troubleOf } from './room.ts';
import { strayLeg } from './stray-leg.ts';
import { fromTalking } from './talking.ts';
import { fromWaiting } from './waiting.ts';
import { onWrap } from './wraps.ts';

/**
 * What becomes of a call by one event at `now` (ms since 1970 UTC). Never throws: an event that comes late, twice or in
 * the wrong order is a refusal by its code, or hangs up the leg that has no place any more. `ended` is absorbing.
 */
export function transition(call: Call, event: CallEvent, now: number, rules: CallRules): Outcome {
  switch (call.kind) {
    case 'arriving':
      return fromArriving(call, event, now, rules);
    case 'wrapping':
      return fromWrapping(call, event, now, rules);
    case 'ended':
      return fromEnded(call, event);
    case 'waiting':
    case 'offered':
    case 'dialling':
    case 'talking':
    case 'parked':
    case 'handed-over':
      return ofRoom(call, event, now, rules) ?? byState(call, event, now, rules);
    default:
      return assertNever(call);
  }
}

/** What is the same in every state of an open room; null: the state says. */
function ofRoom(call: RoomCall, event: CallEvent, now: number, rules: CallRules): Outcome | null {
  switch (event.kind) {
    case 'leg-ringing':
    case 'leg-answered':
    case 'leg-joined':
    case 'leg-left':
    case 'leg-ended':
    case 'dial-failed': {
      const party = partyOf(call.parties, event.leg);
      return party === undefined ? null : partyLeg(call, party, event, now, rules);
    }
    case 'party-expired': {
      const party = partyOf(call.parties, event.leg);
      return party === undefined ? err({ code: 'late' }) : partyExpired(call, party, now, rules);
    }
    case 'seat-lost':
      return partyLost(call, event, now, rules);
    case 'withdraw':
      return partyWithdraws(call, event, now, rules);
    case 'leg-heard':
      // Also while the seat in charge is lost: 110 is with the citizen, and goes on.
      return call.emergencies.length === 0 ? null : legHeard(call, event, now);
    case 'key-pressed':
      return call.emergencies.length === 0 ? null : keyPressed(call, event, now);
    case 'leave':
    case 'hang-up':
    case 'mute':
      // A guest who is alone with the citizen while the call waits for a seat.
      if (call.kind !== 'waiting' && call.kind !== 'offered') return null;
      if (partyOfSeat(call.parties, event.seat) === undefined) return null;
      if (event.kind === 'mute') return mute(call, event);
      return leave(call, { kind: 'leave', seat: event.seat, override: false }, now, rules);
    case 'reject':
      return partyRejects(call, event, now, rules);
    case 'wrap-finished':
    case 'wrap-extended':
    case 'wrap-draft':
    case 'wrap-expired':
      return onWrap(call, event, now, rules);
    case 'recording-seen':
      return recordingSeen(call, event, now);
    case 'summary-pushed':
      return summaryPushed(call, event, now);
    default:
      return null;
  }
}

/** A guest's seat cannot be reached any more. */
function partyLost(
  call: RoomCall,
  event: EventOf<'seat-lost'>,
  now: number,
  rules: CallRules,
): Outcome | null {
  const party = partyOfSeat(call.parties, event.seat);
  if (party === undefined) return null;
  const { legId: leg } = party;
  const why = isComing(party) ? 'unreachable' : 'lost';
  const ended = partyEnded(call, party, why, now, rules, event.why);
  return ok({ call: ended.call, effects: [hangUpLeg(leg), ...ended.effects] });
}

/** Its person leaves before they have come: not their fault, and whoever waits for them is told. */
function partyWithdraws(
  call: RoomCall,
  event: EventOf<'withdraw'>,
  now: number,
  rules: CallRules,
): Outcome | null {
  const party = partyOfSeat(call.parties, event.seat);
  if (party === undefined) return null;
  if (!isComing(party)) return err({ code: 'late' });
  const ended = partyEnded(call, party, 'cancelled', now, rules, 'WITHDRAWN');
  const isOpen = 'trouble' in ended.call && party.kind === 'guest';
  const next = isOpen
    ? { ...ended.call, trouble: troubleOf('cancelled', event.seat, now) }
    : ended.call;
  return ok({ call: next, effects: [cancelLeg(party), ...ended.effects] });
}

function partyRejects(
  call: RoomCall,
  event: EventOf<'reject'>,
  now: number,
  rules: CallRules,
): Outcome | null {
  const party = partyOfSeat(call.parties, event.seat);
  if (party === undefined) return null;
  if (!isComing(party)) return err({ code: 'not-in-state' });
  const ended = partyEnded(call, party, 'rejected', now, rules, 'CALL_REJECTED');
  return ok({ call: ended.call, effects: [cancelLeg(party), ...ended.effects] });
}

const cancelLeg = ({ legId, state }: Party): CallEffect =>
  hangUpLeg(legId, state === 'answered' ? 'NORMAL_CLEARING' : 'ORIGINATOR_CANCEL');

function recordingSeen(
  call: RoomCall,
  { isThere }: EventOf<'recording-seen'>,
  now: number,
): Outcome {
  // Seen late: it ended with the line that has dropped meanwhile.
  if (call.caller.state === 'left') return err({ code: 'late' });
  const recording = isThere ? 'on' : 'missing';
  if (call.recording === recording || (call.recording === 'paused' && isThere))
    return err({ code: 'duplicate' });
  const trouble = isThere ? call.trouble : troubleOf('recording-missing', '', now);
  const step = isThere ? 'started' : 'missing';
  return ok({
    call: { ...call, recording, trouble },
    effects: [record(now, { kind: 'recording-step', callId: call.callId, step, detail: null })],
  });
}

function byState(call: RoomCall, event: CallEvent, now: number, rules: CallRules): Outcome {
  switch (call.kind) {
    case 'waiting':
      return fromWaiting(call, event, now, rules);
    case 'offered':
      return fromOffered(call, event, now, rules);
    case 'dialling':
      return fromDialling(call, event, now, rules);
    case 'talking':
      return fromTalking(call, event, now, rules);
    case 'parked':
      return fromParked(call, event, now, rules);
    case 'handed-over':
      return fromHandedOver(call, event, now, rules);
    default:
      return assertNever(call);
  }
}

/** The room is closed; seats write up. */
function fromWrapping(
  call: WrappingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'wrap-finished':
    case 'wrap-expired':
    case 'wrap-extended':
    case 'wrap-draft':
      return onWrap(call, event, now, rules);
    case 'summary-pushed':
      // The receipt of what was told to 110 is kept, although the call is over.
      return summaryPushed(call, event, now);
    case 'leg-ringing':
    case 'leg-answered':
    case 'leg-joined':
      return strayLeg(call, event);
    case 'caller-arrived':
      return err({ code: 'duplicate' });
    case 'offer':
    case 'bridged':
    // Whoever would take it has never had it.
    case 'take':
    case 'monitor':
      return err({ code: 'not-in-state' });
    default:
      if (!('seat' in event) || event.kind === 'seat-lost') return err({ code: 'late' });
      return err({
        code: call.wraps.some(({ seatId }) => seatId === event.seat)
          ? 'not-in-state'
          : 'not-your-call',
      });
  }
}

function fromEnded(call: EndedCall, event: CallEvent): Outcome {
  if (event.kind === 'leg-ringing' || event.kind === 'leg-answered' || event.kind === 'leg-joined')
    return strayLeg(call, event);
  return err({ code: event.kind === 'caller-arrived' ? 'duplicate' : 'late' });
}
