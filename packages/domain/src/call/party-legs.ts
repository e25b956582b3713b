/** What the legs of parties do, in every state of an open room, and what follows from it. */
import type { PartyEnd } from '../ledger/index.ts';
import { assertNever, err, ok } from '../result/index.ts';
import type { CallRules, HandedOverCall, RoomCall, TalkingCall, Trouble } from './call.ts';
import { moveLeg, queuedOf } from './call.ts';
import { failureOfDial, failureOfLeg } from './cause.ts';
import { emergencyEnded, emergencyJoined, emergencyRinging } from './emergency.ts';
import type { CallEffect, Outcome, Release, Step } from './effect.ts';
import { hangUpLeg, record, release } from './effect.ts';
import type { EventOf } from './event.ts';
import { hideWhisper } from './leader.ts';
import type { Guest, Party } from './party.ts';
import {
  asConference,
  hearsInConfidence,
  isComing,
  isIn,
  isPrivate,
  isThereForCaller,
  nameOf,
  seatOf,
  talksWithCaller,
} from './party.ts';
import { backToQueue, closeRoom, talkMs, troubleOf } from './room.ts';
import { passOn } from './transfer.ts';

export type PartyLegEvent = EventOf<
  'leg-ringing' | 'leg-answered' | 'leg-joined' | 'leg-left' | 'leg-ended' | 'dial-failed'
>;

export function partyLeg(
  call: RoomCall,
  party: Party,
  event: PartyLegEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'leg-ringing':
      if (party.state !== 'dialling') return err({ code: 'duplicate' });
      return ok(ringing(withParty(call, moveLeg(party, 'ringing', now)), party, now));
    case 'leg-answered':
      if (party.state !== 'dialling' && party.state !== 'ringing')
        return err({ code: 'duplicate' });
      return ok({ call: withParty(call, moveLeg(party, 'answered', now)), effects: [] });
    case 'leg-joined':
      if (!isComing(party)) return err({ code: 'duplicate' });
      return ok(joined(call, moveLeg(party, 'in-room', now), now, rules));
    case 'leg-left':
      if (!isIn(party)) return err({ code: 'late' });
      return ok({ call: withParty(call, moveLeg(party, 'left', now)), effects: [] });
    case 'leg-ended': {
      const why = isComing(party)
        ? failureOfLeg(party.state, event.cause, event.by)
        : event.by === 'network'
          ? 'lost'
          : 'left';
      return ok(partyEnded(call, party, why, now, rules, event.cause));
    }
    case 'dial-failed':
      if (!isComing(party)) return err({ code: 'late' });
      return ok(partyEnded(call, party, failureOfDial(event.cause), now, rules, event.cause));
    default:
      return assertNever(event);
  }
}

/** Its time to answer is over. */
export function partyExpired(call: RoomCall, party: Party, now: number, rules: CallRules): Outcome {
  // Answered in the same moment: the answer wins, the leg is on its way into the room.
  if (party.state !== 'dialling' && party.state !== 'ringing') return err({ code: 'late' });
  if (now < party.ringUntil) return err({ code: 'early' });
  const why = party.state === 'ringing' ? 'no-answer' : 'unreachable';
  const { call: next, effects } = partyEnded(call, party, why, now, rules, 'NO_ANSWER');
  return ok({ call: next, effects: [hangUpLeg(party.legId, 'ORIGINATOR_CANCEL'), ...effects] });
}

function withParty<C extends RoomCall>(call: C, party: Party): C {
  const parties = call.parties.map((one) => (one.legId === party.legId ? party : one));
  return { ...call, parties };
}

function ringing(call: RoomCall, party: Party, now: number): Step {
  const seat = seatOf(party);
  if (party.kind === 'emergency') return emergencyRinging(call, party, now);
  return {
    call,
    effects: seat === null ? [] : [{ kind: 'tell-seat', seat, news: { kind: 'ringing' } } as const],
  };
}

function joined(before: RoomCall, party: Party, now: number, rules: CallRules): Step {
  const call = withParty(before, party);
  const { callId } = call;
  const seat = seatOf(party);
  const effects: CallEffect[] = [
    { kind: 'stop-timer', timer: 'party', key: party.legId },
    record(now, { kind: 'party-joined', callId, leg: party.legId }),
    ...(seat === null ? [] : [{ kind: 'tell-seat', seat, news: { kind: 'talking' } } as const]),
  ];
  const next = takesPart(call, party, now, rules);
  // Released early, the citizen hears music until somebody talks with them.
  const isFirst = !before.parties.some(talksWithCaller) && talksWithCaller(party);
  if (next.call.kind === 'handed-over' && before.kind === 'handed-over' && isFirst)
    effects.push({ kind: 'retrieve-leg', leg: call.caller.legId });
  const hidden = 'parties' in next.call ? hideWhisper(next.call, party) : [];
  return { call: next.call, effects: [...effects, ...next.effects, ...hidden] };
}

function takesPart(call: RoomCall, party: Party, now: number, rules: CallRules): Step {
  switch (party.kind) {
    case 'emergency':
      return emergencyJoined(call, party, now);
    case 'leader':
      return {
        call,
        effects: [
          record(now, {
            kind: 'leader-mode',
            callId: call.callId,
            seatId: seatOf(party) ?? '',
            mode: party.mode,
          }),
        ],
      };
    case 'guest':
      return guestJoined(call, party, now, rules);
    default:
      return assertNever(party);
  }
}

function guestJoined(call: RoomCall, guest: Guest, now: number, rules: CallRules): Step {
  if (guest.purpose !== 'blind' && guest.purpose !== 'attended') return { call, effects: [] };
  if (call.kind === 'talking') return passOn(call, guest, guest.purpose, now, rules);
  // The seat left while the target still rang.
  if (call.kind === 'handed-over') return arrivesAtOpenRoom(call, guest, now);
  return { call, effects: [] };
}

/** The target of a blind transfer answers after the seat has gone: it is in charge, if it is a seat. */
function arrivesAtOpenRoom(call: HandedOverCall, guest: Guest, now: number): Step {
  const { callId, caller, bySeat } = call;
  const seatId = seatOf(guest);
  const how = guest.purpose === 'blind' ? 'blind' : 'attended';
  if (seatId === null) {
    const fact = {
      kind: 'call-handed-over',
      callId,
      seatId: bySeat,
      to: nameOf(guest),
      how,
    } as const;
    return { call, effects: [record(now, fact)] };
  }
  const talking: TalkingCall = {
    ...queuedOf(call),
    kind: 'talking',
    parties: call.parties
      .filter(({ legId }) => legId !== guest.legId)
      .map((one): Party => (one.kind === 'guest' && isIn(one) ? asConference(one) : one)),
    seat: { seatId, legId: guest.legId, state: guest.state, since: guest.since },
    talkedMs: talkMs(call, now),
    brief: guest.brief ?? call.brief,
    offeredAt: now,
    ringUntil: guest.ringUntil,
    answeredAt: now,
    held: false,
    muted: guest.muted,
    spare: null,
    absent: null,
  };
  return {
    call: talking,
    effects: [
      { kind: 'retrieve-leg', leg: caller.legId },
      { kind: 'note-owner', leg: caller.legId, seat: seatId },
      record(now, {
        kind: 'call-transferred',
        callId,
        seatId: bySeat,
        to: seatId,
        leg: guest.legId,
        how,
      }),
    ],
  };
}

const releaseOf: Readonly<Record<PartyEnd, Release>> = {
  'no-answer': 'no-answer',
  rejected: 'rejected',
  busy: 'unreachable',
  unreachable: 'unreachable',
  'unknown-number': 'unreachable',
  'dial-failed': 'dial-failed',
  cancelled: 'withdrawn',
  left: 'left',
  dropped: 'left',
  lost: 'lost',
  'call-over': 'left',
};

const troubleOfEnd: Readonly<Record<PartyEnd, Trouble['code'] | null>> = {
  'no-answer': 'no-answer',
  rejected: 'rejected',
  busy: 'busy',
  unreachable: 'unreachable',
  'unknown-number': 'unknown-number',
  'dial-failed': 'dial-failed',
  // The person's own doing needs no word.
  cancelled: null,
  dropped: null,
  left: 'left',
  lost: 'left',
  'call-over': null,
};

/** A party is gone, for whatever reason; its leg has ended, or is hung up by who calls this. */
export function partyEnded(
  before: RoomCall,
  party: Party,
  why: PartyEnd,
  now: number,
  rules: CallRules,
  cause: string,
): Step {
  const { callId } = before;
  const { legId: leg } = party;
  const seat = seatOf(party);
  const call: RoomCall = {
    ...before,
    parties: before.parties.filter(({ legId }) => legId !== leg),
  };
  const effects: CallEffect[] = [
    ...(isComing(party) ? [{ kind: 'stop-timer', timer: 'party', key: leg } as const] : []),
    record(now, { kind: 'party-gone', callId, leg, why }),
    ...(seat === null ? [] : [release(seat, releaseOf[why])]),
  ];
  const next = afterParty(call, party, why, now, rules, cause);
  return { call: next.call, effects: [...effects, ...next.effects] };
}

function afterParty(
  call: RoomCall,
  party: Party,
  why: PartyEnd,
  now: number,
  rules: CallRules,
  cause: string,
): Step {
  if (party.kind === 'emergency') {
    const next = emergencyEnded(call, party, why, now, cause);
    return 'parties' in next.call && next.call.kind !== 'wrapping'
      ? andIfAlone(next, party, why, now, rules)
      : next;
  }
  if (party.kind === 'leader') return andIfAlone({ call, effects: [] }, party, why, now, rules);
  const code = troubleOfEnd[why];
  const trouble = code === null ? call.trouble : troubleOf(code, nameOf(party), now);
  if (call.kind !== 'talking')
    return andIfAlone({ call: { ...call, trouble }, effects: [] }, party, why, now, rules);
  // Held only for them: citizen and seat are together again. Not before another who is spoken to in confidence.
  const isRetrieved = call.held && isPrivate(party) && !call.parties.some(hearsInConfidence);
  const next: TalkingCall = { ...call, trouble, held: call.held && !isRetrieved };
  const effects: CallEffect[] = isRetrieved
    ? [
        { kind: 'retrieve-leg', leg: call.caller.legId },
        record(now, { kind: 'caller-retrieved', callId: call.callId }),
      ]
    : [];
  return andIfAlone({ call: next, effects }, party, why, now, rules);
}

/** Nobody may be left alone: the citizen without anybody, or our seat without the citizen. */
function andIfAlone(step: Step, party: Party, why: PartyEnd, now: number, rules: CallRules): Step {
  const { call, effects } = step;
  if (call.kind === 'handed-over') {
    if (call.parties.some(isThereForCaller)) return step;
    // Whoever talked with the citizen hung up: they are done. A line that failed is not the end.
    if (why === 'left' && !isComing(party)) return closed('system', 'NORMAL_CLEARING');
    const wanted = { seatId: call.bySeat, until: now + rules.returnMs };
    const trouble = call.trouble ?? troubleOf('returned', nameOf(party), now);
    const back = backToQueue(call, { wanted, trouble }, now);
    const { callId, bySeat: seatId } = call;
    const requeued = record(now, { kind: 'call-requeued', callId, seatId, why: 'RETURNED' });
    return {
      call: back.call,
      effects: [
        ...effects,
        ...back.effects,
        { kind: 'retrieve-leg', leg: call.caller.legId },
        requeued,
      ],
    };
  }
  if (call.kind === 'talking' && call.absent !== null && call.absent.callBack === null) {
    if (call.parties.some((one) => one.kind !== 'leader')) return step;
    return closed(call.absent.by, call.absent.cause);
  }
  return step;

  function closed(by: 'caller' | 'seat' | 'network' | 'system', cause: string): Step {
    if (call.kind !== 'handed-over' && call.kind !== 'talking') return step;
    const end = closeRoom(call, { by, cause, gone: [] }, now, rules);
    return { call: end.call, effects: [...effects, ...end.effects] };
  }
}
