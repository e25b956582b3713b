/**
 * The desk's memory against the PBX's state, after every (re)connection and after a restart. The PBX is right about
 * who is in which room; the ledger is right about when. No command of before is given again.
 */
import type { CallEvent, Found, OfferedCall } from '@hotline/domain/call';
import { arrive, recover, recoverGone } from '@hotline/domain/call';
import { callOf } from '@hotline/domain/seat';
import { readArrival } from './arrival.ts';
import { recordMissed } from './missed-call.ts';
import type { DeskCore } from './desk-core.ts';
import type { OpenCall } from './ledger-memory.ts';
import { UNKNOWN_SEAT } from './pbx-input.ts';
import type { FoundCaller, FoundSeatLeg, PbxState } from './pbx-port.ts';

/** From the originate to its channel; measured in ms, generously. */
const DIAL_MS = 1_000;

export function resync(core: DeskCore, state: PbxState): void {
  const callers = new Map(state.callers.map((caller) => [caller.callId, caller]));
  const legs = new Map(state.seatLegs.map((leg) => [leg.leg, leg]));
  registrations(core, new Set(state.registered));
  for (const { call } of core.calls.all()) correct(core, call.callId, callers, legs);
  for (const caller of state.callers) readBack(core, caller, state.seatLegs);
  // Before what is merely gone: a note knows when and why.
  for (const missed of state.missed) recordMissed(core, missed);
  void forgetNotes(core, state.missed);
  closeGone(core, callers);
  hangUpStrays(core, state.seatLegs);
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
  legs: ReadonlyMap<string, FoundSeatLeg>,
): void {
  const call = core.calls.get(callId)?.call;
  if (call === undefined || call.kind === 'wrapping' || call.kind === 'ended') return;
  const caller = callers.get(callId);
  if (caller === undefined) {
    core.record(core.now(), { kind: 'call-recovered', callId, state: 'gone' });
    tell(core, callId, {
      kind: 'leg-ended',
      leg: call.caller.legId,
      cause: 'GONE',
      by: 'network',
    });
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
  if (call.kind === 'talking' && !legs.has(call.seat.legId))
    tell(core, callId, {
      kind: 'leg-ended',
      leg: call.seat.legId,
      cause: 'GONE',
      by: 'network',
    });
}

/** A seat that answered an offer which was taken back while nobody listened, and has no other call. */
function inRoomWith(
  core: DeskCore,
  callId: string,
  legs: Iterable<FoundSeatLeg>,
): { readonly seat: string; readonly leg: string } | null {
  for (const { leg, seat, state, callId: of } of legs)
    if (of === callId && state === 'in-room' && seat !== null)
      if (callOf(core.seats.get(seat, core.now())) === null) return { seat, leg };
  return null;
}

function correctOffer(core: DeskCore, call: OfferedCall, found: FoundSeatLeg | undefined): void {
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
function readBack(core: DeskCore, caller: FoundCaller, seatLegs: readonly FoundSeatLeg[]): void {
  const { callId } = caller;
  if (core.calls.get(callId) !== undefined) return;
  const { arrival, entry } = readArrival(core, caller);
  const open = core.book.memory.open.get(callId);
  const now = core.now();
  const enteredAt = Math.min(now, open?.arrivedAt ?? caller.enteredAt);
  const seat = seatWith(caller, seatLegs, open, now);
  if (!caller.isInRoom && seat === null) {
    // Between the trunk's answer and the room, or rung by the PBX alone: its next step comes as an event.
    const step = arrive(arrival, enteredAt);
    core.addCall(entry, open === undefined ? step : { ...step, effects: [] });
    return;
  }
  const found: Found = {
    ...arrival,
    arrivedAt: enteredAt,
    queuedAt: Math.min(now, open?.queuedAt ?? enteredAt),
    booked: {
      arrived: open !== undefined,
      queued: open?.queuedAt !== undefined && open.queuedAt !== null,
      offered: seat !== null && open?.offer?.leg === seat.legId,
      answered: seat !== null && open?.talk?.leg === seat.legId,
    },
    talkedMs: (open?.talkedMs ?? 0) + (open?.talk?.leg === seat?.legId ? 0 : talkUntil(open, now)),
    seat,
  };
  if (open !== undefined) closeStale(core, open, seat?.legId ?? null);
  core.addCall(entry, recover(found, now));
}

/** The seat that is with the caller: in the room, or bridged to them by the PBX alone. */
function seatWith(
  caller: FoundCaller,
  seatLegs: readonly FoundSeatLeg[],
  open: OpenCall | undefined,
  now: number,
): Found['seat'] {
  const leg = caller.isInRoom
    ? seatLegs.find((one) => one.callId === caller.callId && one.state === 'in-room')
    : takenByThePbx(caller, seatLegs);
  if (leg === undefined) return null;
  const talk = open?.talk?.leg === leg.leg ? open.talk : null;
  const answeredAt = Math.min(now, talk?.answeredAt ?? leg.answeredAt ?? now);
  return {
    seatId: leg.seat ?? talk?.seatId ?? UNKNOWN_SEAT,
    legId: leg.leg,
    offeredAt: Math.min(answeredAt, talk?.offeredAt ?? open?.offer?.at ?? leg.createdAt),
    answeredAt,
  };
}

/** The seat that took a call which the PBX offered by itself: bridged, without a room. */
function takenByThePbx(
  { callId, mode }: FoundCaller,
  seatLegs: Iterable<FoundSeatLeg>,
): FoundSeatLeg | undefined {
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
function closeStale(core: DeskCore, open: OpenCall, leg: string | null): void {
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
  if (talk !== null && talk.leg !== leg)
    core.record(now, { kind: 'call-requeued', callId, seatId: talk.seatId, why: 'GONE' });
}

/** Open on the ledger of an earlier run, unknown to the PBX. */
function closeGone(core: DeskCore, callers: ReadonlyMap<string, FoundCaller>): void {
  const { memory } = core.book;
  const now = core.now();
  for (const open of memory.open.values()) {
    if (callers.has(open.callId) || core.calls.get(open.callId) !== undefined) continue;
    closeStale(core, { ...open, talk: null }, null);
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

/** Our own seat legs that no call wants. Those of the PBX's own ringing are left alone. */
function hangUpStrays(core: DeskCore, seatLegs: readonly FoundSeatLeg[]): void {
  for (const { leg, callId, mode } of seatLegs) {
    if (mode === 'fallback') continue;
    const call = core.calls.get(callId)?.call;
    const isWanted = call !== undefined && 'seat' in call && call.seat.legId === leg;
    if (!isWanted) core.options.pbx.hangUp(leg, 'NORMAL_CLEARING');
  }
}
