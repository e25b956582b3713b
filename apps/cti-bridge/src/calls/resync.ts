/**
 * The desk's memory against the PBX's state, after every (re)connection and after a restart. The PBX is right about
 * who is in which room; the ledger is right about when. No command of before is given again.
 */
import type { Call, CallEvent, Found, OfferedCall, Party, RoomCall } from '@hotline/domain/call';
import { arrive, isComing, recover, recoverGone } from '@hotline/domain/call';
import { callOf } from '@hotline/domain/seat';
import { readArrival } from './arrival.ts';
import { recordMissed } from './missed-call.ts';
import type { DeskCore } from './desk-core.ts';
import { adoptEmergency } from './adopt-emergency.ts';
import { emergenciesOf, goneParties } from './found-emergencies.ts';
import { isTaken, partyOfLeg } from './found-parties.ts';
import type { OpenCall } from './ledger-memory.ts';
import { isCalledInBySeat } from './pbx-event.ts';
import { UNKNOWN_SEAT, type FoundCaller, type FoundLeg, type PbxState } from './pbx-port.ts';

/** From the originate to its channel; measured in ms, generously. */
const DIAL_MS = 1_000;

export function resync(core: DeskCore, state: PbxState): void {
  const callers = new Map(state.callers.map((caller) => [caller.callId, caller]));
  const legs = new Map(state.legs.map((leg) => [leg.leg, leg]));
  registrations(core, new Set(state.registered));
  for (const { call } of core.calls.all()) correct(core, call.callId, callers, legs);
  for (const caller of state.callers) readBack(core, caller, state.legs);
  for (const leg of state.legs) calledInBySeat(core, leg);
  // Before what is merely gone: a note knows when and why.
  for (const missed of state.missed) recordMissed(core, missed);
  void forgetNotes(core, state.missed);
  core.surveys.found(new Set(state.surveyed));
  closeGone(core, callers);
  hangUpStrays(core, state.legs);
}

/** A note that stays on the PBX is read again and books nothing twice; one that is deleted too early is lost. */
async function forgetNotes(core: DeskCore, notes: PbxState['missed']): Promise<void> {
  if (notes.length === 0 || !(await core.book.isDurable())) return;
  for (const { callId } of notes) core.options.pbx.forgetMissed(callId);
}

function registrations(core: DeskCore, registered: ReadonlySet<string>): void {
  const known = [...core.seats.all()].map(({ seatId }) => seatId);
  for (const seatId of new Set([...known, ...registered]))
    core.seatEvent(seatId, { kind: 'registered', registered: registered.has(seatId) });
}

/** A call in memory: told, as events, what happened while nobody listened. */
function correct(
  core: DeskCore,
  callId: string,
  callers: ReadonlyMap<string, FoundCaller>,
  legs: ReadonlyMap<string, FoundLeg>,
): void {
  const call = core.calls.get(callId)?.call;
  if (call === undefined || call.kind === 'wrapping' || call.kind === 'ended') return;
  const caller = callers.get(callId);
  // 外呼, or called back: the citizen's telephone rings, and its timer runs.
  if (call.kind === 'dialling' || (call.kind === 'talking' && call.absent !== null)) {
    correctOthers(core, callId, legs);
    return;
  }
  if (caller === undefined) {
    core.record(core.now(), { kind: 'call-recovered', callId, state: 'gone' });
    tell(core, callId, ended(call.caller.legId));
    // With others in the room the call has gone on without the citizen: unless the PBX has lost them too.
    correctOthers(core, callId, legs);
    return;
  }
  if (caller.isInRoom && call.caller.state !== 'in-room')
    tell(core, callId, { kind: 'leg-joined', leg: caller.leg });
  if (call.kind === 'arriving' && !caller.isInRoom) {
    const own = takenByThePbx(caller, legs.values());
    if (own !== undefined)
      tell(core, callId, { kind: 'bridged', seat: own.seat ?? UNKNOWN_SEAT, leg: own.leg });
  }
  if (call.kind === 'waiting' && caller.isInRoom) {
    const own = inRoomWith(core, callId, legs.values());
    if (own !== null) tell(core, callId, { kind: 'bridged', ...own });
  }
  if (call.kind === 'offered') correctOffer(core, call, legs.get(call.seat.legId));
  if ('parties' in call) for (const party of call.parties) correctParty(core, call, party, legs);
  if (call.kind === 'talking' && !legs.has(call.seat.legId))
    tell(core, callId, ended(call.seat.legId));
  correctHold(core, callId, caller);
}

/** Everybody but the citizen; the seat in charge last, so that nobody is given to it who is gone. */
function correctOthers(core: DeskCore, callId: string, legs: ReadonlyMap<string, FoundLeg>): void {
  const call = core.calls.get(callId)?.call;
  if (call?.kind !== 'talking' && call?.kind !== 'dialling') return;
  for (const party of call.parties) correctParty(core, call, party, legs);
  const { seat } = call;
  if (!legs.has(seat.legId) && core.now() - seat.since >= DIAL_MS)
    tell(core, callId, ended(seat.legId));
}

const ended = (leg: string): CallEvent => ({
  kind: 'leg-ended',
  leg,
  cause: 'GONE',
  by: 'network',
});

function correctParty(
  core: DeskCore,
  { callId }: RoomCall,
  party: Party,
  legs: ReadonlyMap<string, FoundLeg>,
): void {
  const found = legs.get(party.legId);
  const { legId: leg } = party;
  if (found === undefined) {
    // Dialled while the state was being read: its channel may not have been there yet.
    if (!isComing(party) || core.now() - party.since >= DIAL_MS) tell(core, callId, ended(leg));
  } else if (found.state === 'in-room' && isComing(party))
    tell(core, callId, { kind: 'leg-joined', leg });
  else if (found.state === 'ringing' && party.state === 'dialling')
    tell(core, callId, { kind: 'leg-ringing', leg });
}

/** A word that was cut off: the room is brought to what the call is, from what is read and not from what was said. */
function correctHold(core: DeskCore, callId: string, caller: FoundCaller): void {
  const call = core.calls.get(callId)?.call;
  if (call === undefined || !caller.isInRoom) return;
  const isHeld = call.kind === 'talking' && call.held;
  const isOnTheWay = call.kind === 'handed-over' && caller.isHeld;
  if (isHeld === caller.isHeld || isOnTheWay) return;
  core.healed('hold');
  if (isHeld) core.options.pbx.hold(caller.leg, 'music');
  else core.options.pbx.retrieve(caller.leg);
}

/** 110, called in by a seat's telephone while the bridge was away. */
function calledInBySeat(core: DeskCore, found: FoundLeg): void {
  const { role, state, callId, leg, by, entryId } = found;
  if (role !== 'emergency' || state !== 'in-room') return;
  const call = core.calls.get(callId)?.call;
  if (call === undefined || !('parties' in call)) return;
  if (call.parties.some(({ legId }) => legId === leg)) return;
  const seat = by === 'seat' || by === null ? found.seat : by;
  adoptEmergency(core, { callId, leg, seat, targetId: entryId ?? '' });
}

/** A seat that answered an offer which was taken back while nobody listened, and has no other call. */
function inRoomWith(
  core: DeskCore,
  callId: string,
  legs: Iterable<FoundLeg>,
): { readonly seat: string; readonly leg: string } | null {
  for (const { leg, seat, state, role, callId: of } of legs)
    if (of === callId && state === 'in-room' && seat !== null && role === 'seat')
      if (callOf(core.seats.get(seat, core.now())) === null) return { seat, leg };
  return null;
}

function correctOffer(core: DeskCore, call: OfferedCall, found: FoundLeg | undefined): void {
  const { callId, offeredAt } = call;
  const { legId: leg, seatId, state } = call.seat;
  if (found === undefined) {
    // Dialled while the state was being read: its channel may not have been there yet.
    if (core.now() - offeredAt < DIAL_MS) return;
    // Rejected, or never dialled: whether it rang is not known, so the seat is not blamed.
    tell(core, callId, { kind: 'withdraw', seat: seatId });
  } else if (found.state === 'in-room') tell(core, callId, { kind: 'leg-joined', leg });
  else if (found.state === 'answered' && state !== 'answered')
    tell(core, callId, { kind: 'leg-answered', leg });
  else if (found.state === 'ringing' && state === 'dialling')
    tell(core, callId, { kind: 'leg-ringing', leg });
}

function tell(core: DeskCore, callId: string, event: CallEvent): void {
  core.callEvent(callId, event);
}

/** A call on the PBX that this run of the bridge does not know. */
function readBack(core: DeskCore, caller: FoundCaller, seatLegs: readonly FoundLeg[]): void {
  const { callId } = caller;
  if (core.calls.get(callId) !== undefined) return;
  const { arrival, entry } = readArrival(core, caller);
  const open = core.book.memory.open.get(callId);
  const now = core.now();
  const enteredAt = Math.min(now, open?.arrivedAt ?? caller.enteredAt);
  const own = seatLegs.filter((leg) => leg.callId === callId);
  const seat = seatWith(caller, own, open, now);
  if (!caller.isInRoom && seat === null) {
    // Between the trunk's answer and the room, or rung by the PBX alone: its next step comes as an event.
    const step = arrive(arrival, enteredAt);
    core.addCall(entry, open === undefined ? step : { ...step, effects: [] });
    return;
  }
  const emergencies = emergenciesOf(core, open?.emergencies ?? []);
  const there = own
    .filter((leg) => leg.leg !== seat?.legId && leg.mode !== 'fallback' && isTaken(leg))
    .flatMap((leg) => partyOfLeg(core, leg, emergencies, caller.isHeld) ?? []);
  const gone = goneParties(emergencies, there, core.options.config.emergency.targets, now);
  const parties = [...there, ...gone];
  const isTalk = open?.talk !== null && open?.talk?.seatId === seat?.seatId;
  const found: Found = {
    ...arrival,
    direction: open?.direction ?? caller.direction,
    arrivedAt: enteredAt,
    queuedAt: Math.min(now, open?.queuedAt ?? enteredAt),
    booked: {
      arrived: open !== undefined,
      queued: open?.queuedAt !== undefined && open.queuedAt !== null,
      offered: seat !== null && open?.offer?.leg === seat.legId,
      answered: seat !== null && isTalk,
    },
    talkedMs: (open?.talkedMs ?? 0) + (isTalk ? 0 : talkUntil(open, now)),
    seat,
    parties,
    emergencies,
    held: caller.isHeld,
    recording: caller.recording === null ? 'off' : 'on',
    ...withoutSeat(core, open, parties, now),
  };
  if (open !== undefined) closeStale(core, open, seat?.legId ?? null, seat?.seatId ?? null);
  if (caller.recording !== null) core.recordings.found(callId, caller.leg, caller.recording);
  core.addCall(entry, recover(found, now));
  const legs = new Map(own.map((leg) => [leg.leg, leg]));
  const call = core.calls.get(callId)?.call;
  if (call !== undefined && 'parties' in call && call.kind !== 'wrapping')
    for (const party of there)
      if (party.kind === 'emergency') correctParty(core, call, party, legs);
  // As if it were told now: the next route is dialled, or the seat is told.
  for (const { legId } of gone) tell(core, callId, ended(legId));
}

/** 挂起 or 转出, as the ledger has it; or others are with the citizen, and nobody knows since when. */
function withoutSeat(
  core: DeskCore,
  open: OpenCall | undefined,
  parties: readonly Party[],
  now: number,
): Pick<Found, 'parked' | 'handedOver'> {
  const { parkMs } = core.options.config.transfer;
  const parked = open?.parked ?? null;
  const handedOver = open?.handedOver ?? null;
  const isWithOthers = parties.some(({ kind }) => kind !== 'leader');
  return {
    parked:
      parked === null
        ? null
        : {
            slot: parked.slot,
            bySeat: parked.bySeat,
            parkedAt: parked.at,
            until: parked.at + parkMs,
          },
    handedOver:
      handedOver !== null
        ? { bySeat: handedOver.bySeat, handedAt: handedOver.at }
        : isWithOthers
          ? { bySeat: open?.talk?.seatId ?? UNKNOWN_SEAT, handedAt: now }
          : null,
  };
}

/** The seat that is with the caller: in the room, or bridged to them by the PBX alone. */
function seatWith(
  caller: FoundCaller,
  seatLegs: readonly FoundLeg[],
  open: OpenCall | undefined,
  now: number,
): Found['seat'] {
  const leg = caller.isInRoom ? inCharge(caller, seatLegs) : takenByThePbx(caller, seatLegs);
  if (leg === undefined) return null;
  const talk =
    open?.talk !== undefined &&
    open.talk !== null &&
    (open.talk.leg === leg.leg || open.talk.seatId === leg.seat)
      ? open.talk
      : null;
  const answeredAt = Math.min(now, talk?.answeredAt ?? leg.answeredAt ?? now);
  return {
    seatId: leg.seat ?? talk?.seatId ?? UNKNOWN_SEAT,
    legId: leg.leg,
    offeredAt: Math.min(answeredAt, talk?.offeredAt ?? open?.offer?.at ?? leg.createdAt),
    answeredAt,
    muted: leg.isMuted,
  };
}

/** As it was noted on the citizen's channel; before the note, whoever was called in as the seat. */
function inCharge(caller: FoundCaller, legs: readonly FoundLeg[]): FoundLeg | undefined {
  const there = legs.filter((leg) => leg.state === 'in-room' && leg.role !== 'emergency');
  const isNoted = caller.owner !== null && caller.owner !== 'none';
  const noted = there.find((leg) => isNoted && leg.seat === caller.owner);
  if (noted !== undefined) return noted;
  return caller.owner === 'none' ? undefined : there.find(({ role }) => role === 'seat');
}

/** The seat that took a call which the PBX offered by itself: bridged, without a room. */
function takenByThePbx(
  { callId, mode }: FoundCaller,
  seatLegs: Iterable<FoundLeg>,
): FoundLeg | undefined {
  if (mode !== 'fallback') return undefined;
  for (const leg of seatLegs)
    if (leg.callId === callId && leg.mode === 'fallback' && leg.state === 'answered') return leg;
  return undefined;
}

/** The talk that a lost seat cut short; when exactly is not known. */
function talkUntil(open: OpenCall | undefined, now: number): number {
  return open?.talk === null || open === undefined ? 0 : Math.max(0, now - open.talk.answeredAt);
}

/** What the ledger has as under way and is not: an offer to a seat, a talk with one. `leg` is what is. */
function closeStale(core: DeskCore, open: OpenCall, leg: string | null, seat: string | null): void {
  const { callId, offer, talk } = open;
  const now = core.now();
  if (offer !== null && offer.leg !== leg)
    core.record(now, {
      kind: 'offer-failed',
      callId,
      seatId: offer.seatId,
      leg: offer.leg,
      why: 'withdrawn',
    });
  if (talk !== null && talk.leg !== leg && talk.seatId !== seat)
    core.record(now, { kind: 'call-requeued', callId, seatId: talk.seatId, why: 'GONE' });
}

/** Open on the ledger of an earlier run, unknown to the PBX. */
function closeGone(core: DeskCore, callers: ReadonlyMap<string, FoundCaller>): void {
  const { memory } = core.book;
  const now = core.now();
  for (const open of memory.open.values()) {
    if (callers.has(open.callId) || core.calls.get(open.callId) !== undefined) continue;
    closeStale(core, { ...open, talk: null }, null, null);
    const { callId, queuedAt, talkedMs, talk } = open;
    const answeredAt = talk?.answeredAt ?? null;
    const effects = recoverGone({ callId, queuedAt, answeredAt, talkedMs }, now);
    for (const effect of effects) if (effect.kind === 'record') core.record(effect.at, effect.fact);
  }
  memory.open.clear();
  for (const { callId, seatId, since } of memory.wraps.values())
    core.record(now, {
      kind: 'wrap-finished',
      callId,
      seatId,
      by: 'time',
      wrapMs: Math.max(0, now - since),
    });
  memory.wraps.clear();
}

/** Our own legs that no call wants. Those of the PBX's own ringing are left alone, and 110 called in by a seat. */
function hangUpStrays(core: DeskCore, legs: readonly FoundLeg[]): void {
  for (const found of legs) {
    const { leg, callId, mode } = found;
    if (mode === 'fallback') continue;
    const call = core.calls.get(callId)?.call;
    const isOpen = call !== undefined && call.kind !== 'wrapping' && call.kind !== 'ended';
    if (isOpen && isCalledInBySeat(found)) continue;
    if (call === undefined || !isPartOf(call, leg)) core.options.pbx.hangUp(leg, 'NORMAL_CLEARING');
  }
}

function isPartOf(call: Call, leg: string): boolean {
  if ('seat' in call && call.seat.legId === leg) return true;
  if (call.kind === 'talking' && call.spare?.legId === leg) return true;
  return 'parties' in call && call.parties.some(({ legId }) => legId === leg);
}
