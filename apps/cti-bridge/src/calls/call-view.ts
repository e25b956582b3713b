/** A call as one seat sees it: what it may do, who is there, what came of what was asked. Numbers leave masked. */
import type {
  Call,
  EmergencyCase,
  Leg,
  LegState,
  Party,
  RoomCall,
  TalkingCall,
} from '@hotline/domain/call';
import {
  isBinding,
  isComing,
  mayAcknowledge,
  operationsOf,
  partyOfSeat,
} from '@hotline/domain/call';
import { maskNumber, parseNumber } from '@hotline/domain/phone-number';
import type { CallView, EmergencyView, LegView } from '@hotline/domain/protocol';
import { assertNever } from '@hotline/domain/result';
import type { CallEntry } from './call-registry.ts';
import type { DeskConfig } from './desk-config.ts';

type Shown = Exclude<Call, { readonly kind: 'arriving' | 'ended' }>;
type Part = CallView['part'];

/** Seats that have a part in the call now, or write it up. */
export function seatsOf(call: Call): readonly string[] {
  if (!('parties' in call)) return [];
  const seats = new Set(call.wraps.map(({ seatId }) => seatId));
  if ('seat' in call) seats.add(call.seat.seatId);
  for (const { target } of call.parties) if (target.kind === 'seat') seats.add(target.seatId);
  return [...seats];
}

/** Null when this seat has no part in it. */
export function callView(entry: CallEntry, seatId: string, config: DeskConfig): CallView | null {
  const { call } = entry;
  if (call.kind === 'arriving' || call.kind === 'ended') return null;
  const part = partOf(call, seatId);
  return part === null ? null : viewOf(call, entry, seatId, part, config);
}

function partOf(call: Shown, seatId: string): Part | null {
  if ('seat' in call && call.seat.seatId === seatId) return 'owner';
  const party = partyOfSeat(call.parties, seatId);
  if (party !== undefined) return party.kind === 'leader' ? 'leader' : 'guest';
  return call.wraps.some((wrap) => wrap.seatId === seatId) ? 'owner' : null;
}

function viewOf(
  call: Shown,
  { queue, caller }: CallEntry,
  seatId: string,
  part: Part,
  config: DeskConfig,
): CallView {
  const wrap = call.wraps.find((one) => one.seatId === seatId);
  const isWrapping = part === 'owner' && wrap !== undefined && !isOwner(call, seatId);
  const party = partyOfSeat(call.parties, seatId);
  const open = call.kind === 'wrapping' ? null : call;
  return {
    callId: call.callId,
    direction: call.direction,
    state: isWrapping ? 'wrapping' : stateOf(call, party),
    part,
    ownerSeat: 'seat' in call ? call.seat.seatId : null,
    autoAnswer: isWrapping ? false : answersItself(call, party),
    queueId: queue.id,
    queueName: queue.name,
    skills: [...call.skills, ...call.optionalSkills],
    priority: call.priority,
    answerLimitMs: queue.answerLimitMs,
    arrivedAt: call.arrivedAt,
    queuedAt: call.queuedAt,
    offeredAt: party?.since ?? ('offeredAt' in call ? call.offeredAt : call.queuedAt),
    ringUntil: party?.ringUntil ?? ('ringUntil' in call ? call.ringUntil : call.queuedAt),
    answeredAt: answeredAt(call, party, wrap?.since ?? null),
    endedAt: call.kind === 'wrapping' ? call.endedAt : isWrapping ? (wrap?.since ?? null) : null,
    endedBy: call.kind === 'wrapping' ? call.endedBy : null,
    wrapUntil: isWrapping ? (wrap?.until ?? null) : null,
    caller,
    legs: open === null || isWrapping ? [] : legsOf(open, caller.numberMasked, part, config),
    held: call.kind === 'talking' && call.held,
    muted: party?.muted ?? (call.kind === 'talking' && call.muted),
    brief: party?.kind === 'guest' ? party.brief : call.brief,
    trouble: call.trouble,
    released: call.kind === 'talking' && part === 'owner' && isReleased(call),
    recording: call.recording,
    absent:
      call.kind === 'talking' && call.absent !== null
        ? { since: call.absent.since, callBack: call.absent.callBack }
        : null,
    emergencies: call.emergencies.map(emergencyView),
    may: isWrapping ? [] : [...operationsOf(call, seatId)],
  };
}

const isOwner = (call: Shown, seatId: string): boolean =>
  'seat' in call && call.seat.seatId === seatId;

function stateOf(call: Shown, party: Party | undefined): CallView['state'] {
  if (party !== undefined) return stateOfLeg(party);
  switch (call.kind) {
    case 'offered':
      return stateOfLeg(call.seat);
    case 'dialling':
      return 'dialling';
    case 'talking':
    case 'handed-over':
    case 'waiting':
    case 'parked':
      return 'talking';
    case 'wrapping':
      return 'wrapping';
    default:
      return assertNever(call);
  }
}

function stateOfLeg(leg: Leg): 'offered' | 'ringing' | 'talking' {
  if (!isComing(leg)) return 'talking';
  return leg.state === 'dialling' ? 'offered' : 'ringing';
}

/** The person asked for it with a key of theirs, or had it a moment ago. */
function answersItself(call: Shown, party: Party | undefined): boolean {
  if (party !== undefined) return party.kind === 'leader' && isComing(party);
  if (call.kind === 'offered') return call.auto;
  if (call.kind === 'dialling') return true;
  return call.kind === 'talking' && call.spare !== null;
}

function answeredAt(
  call: Shown,
  party: Party | undefined,
  wrapSince: number | null,
): number | null {
  if (party !== undefined) return isComing(party) ? null : party.since;
  if (call.kind === 'talking') return call.answeredAt;
  return call.kind === 'offered' || call.kind === 'dialling' ? null : (wrapSince ?? call.queuedAt);
}

const isReleased = (call: TalkingCall): boolean =>
  call.parties.some((one) => one.kind === 'guest' && one.purpose === 'blind' && isComing(one));

const legStates: Readonly<Record<LegState, LegView['state'] | null>> = {
  dialling: 'dialling',
  ringing: 'ringing',
  answered: 'ringing',
  'in-room': 'in-room',
  left: null,
};

function legsOf(call: RoomCall, callerLabel: string, part: Part, config: DeskConfig): LegView[] {
  const held = call.kind === 'talking' && call.held;
  return [
    legView(call.caller, { role: 'caller', label: callerLabel, held, muted: false }),
    ...('seat' in call
      ? [
          legView(call.seat, {
            role: 'seat',
            label: call.seat.seatId,
            held: call.kind === 'dialling' && call.seat.state === 'in-room',
            muted: call.kind === 'talking' && call.muted,
          }),
        ]
      : []),
    ...call.parties
      .filter((party) => isShown(party, part, config))
      .map((party) => partyView(party, config)),
  ].flatMap((leg) => leg ?? []);
}

/** 监听 unseen, where the configuration says so. */
function isShown(party: Party, part: Part, { leader }: DeskConfig): boolean {
  return party.kind !== 'leader' || part === 'leader' || leader.tellSeat[party.mode];
}

function partyView(party: Party, config: DeskConfig): LegView | null {
  const { target, held, muted } = party;
  const label = target.kind === 'seat' ? target.seatId : outsideLabel(target, config);
  const base = legView(party, { role: roleOf(party), label, held, muted });
  if (base === null) return null;
  return {
    ...base,
    purpose: party.kind === 'guest' ? party.purpose : null,
    mode: party.kind === 'leader' ? party.mode : null,
    ringUntil: isComing(party) ? party.ringUntil : null,
  };
}

/** Whom the directory names is named; a number that was typed is somebody's own and stays masked. */
function outsideLabel(
  { entryId, label, number }: { entryId: string | null; label: string; number: string },
  { areaCode }: DeskConfig,
): string {
  return entryId === null ? maskNumber(parseNumber(number, areaCode)) : label;
}

function roleOf(party: Party): LegView['role'] {
  if (party.kind === 'leader' || party.kind === 'emergency') return party.kind;
  if (party.target.kind === 'outside') return 'outside';
  return party.target.isSpecialist || party.purpose === 'interpret' ? 'specialist' : 'colleague';
}

function legView(
  leg: Leg,
  more: Pick<LegView, 'role' | 'label' | 'held' | 'muted'>,
): LegView | null {
  const state = legStates[leg.state];
  if (state === null) return null;
  const isTalking = state === 'in-room' && !more.held;
  return {
    legId: leg.legId,
    ...more,
    state,
    hears: isTalking,
    speaks: isTalking && !more.muted,
    purpose: null,
    mode: null,
    ringUntil: null,
    since: leg.since,
  };
}

function emergencyView(one: EmergencyCase): EmergencyView {
  return {
    caseId: one.caseId,
    targetId: one.targetId,
    state: one.state,
    bySeat: one.bySeat,
    startedAt: one.startedAt,
    route: one.route,
    routes: Math.max(1, one.routes.length),
    acknowledgedBy: one.acknowledgedBy,
    mayAcknowledge: isBinding(one) && mayAcknowledge(one),
    steps: [...one.steps],
  };
}
