import type { Release } from '../call/index.ts';
import { assertNever, err, ok } from '../result/index.ts';
import type { SeatEffect, SeatEvent, SeatOutcome } from './event.ts';
import type { Seat, SeatActivity, SeatWish, SignOutWhy } from './seat.ts';
import { callOf } from './seat.ts';

/** What becomes of a seat by one event at `now` (ms since 1970 UTC). Never throws. */
export function transition(seat: Seat, event: SeatEvent, now: number): SeatOutcome {
  switch (event.kind) {
    case 'sign-in':
      return signIn(seat, event, now);
    case 'sign-out':
      return signOut(seat, event.why, now);
    case 'ask':
      return ask(seat, event.wish, now);
    case 'reserve':
      return reserve(seat, event, now);
    case 'ring':
      if (seat.activity.kind !== 'reserved' || seat.activity.callId !== event.callId)
        return err({ code: 'other-call' });
      return ok(become(seat, { kind: 'ringing', since: now, callId: event.callId }, now));
    case 'talk':
      return talk(seat, event.callId, now);
    case 'wrap':
      return wrap(seat, event.callId, event.until, now);
    case 'release':
      if (callOf(seat) !== event.callId) return err({ code: 'other-call' });
      return ok(released(seat, event.why, now));
    case 'registered':
      if (seat.device.registered === event.registered) return err({ code: 'no-change' });
      return ok(withDevice(seat, { ...seat.device, registered: event.registered }, now));
    case 'media':
      if (seat.device.media === event.media) return err({ code: 'no-change' });
      return ok(withDevice(seat, { ...seat.device, media: event.media }, now));
    case 'connected':
      if (seat.connected === event.connected) return err({ code: 'no-change' });
      return ok({ seat: { ...seat, connected: event.connected }, effects: [] });
    default:
      return assertNever(event);
  }
}

type Next = { readonly seat: Seat; readonly effects: readonly SeatEffect[] };

/** The activity's detail for the reports: why busy, which rest. */
function reasonOf(activity: SeatActivity): string | null {
  if (activity.kind === 'busy') return activity.because;
  return activity.kind === 'rest' ? activity.reason : null;
}

function become(seat: Seat, activity: SeatActivity, now: number): Next {
  const { seatId } = seat;
  const fact = { kind: 'seat-activity' as const, seatId, activity: activity.kind };
  return {
    seat: { ...seat, activity },
    effects: [{ kind: 'record', at: now, fact: { ...fact, reason: reasonOf(activity) } }],
  };
}

function toActivity(wish: SeatWish, now: number): SeatActivity {
  switch (wish.kind) {
    case 'ready':
      return { kind: 'ready', since: now };
    case 'busy':
      return { kind: 'busy', since: now, because: 'asked' };
    case 'rest':
      return { kind: 'rest', since: now, reason: wish.reason };
    default:
      return assertNever(wish);
  }
}

function signIn(
  seat: Seat,
  event: Extract<SeatEvent, { kind: 'sign-in' }>,
  now: number,
): SeatOutcome {
  const { seatId } = seat;
  const { person } = event;
  const effects: SeatEffect[] = [];
  if (seat.person !== null) effects.push(recordOut(seatId, 'superseded', now));
  effects.push({
    kind: 'record',
    at: now,
    fact: { kind: 'seat-signed-in', seatId, person: person.person },
  });
  const arrived: Seat = { ...seat, person, after: null, leaving: null };
  // A call under way stays with the seat: its person's program was restarted.
  if (callOf(seat) !== null) return ok({ seat: arrived, effects });
  const activity: SeatActivity =
    event.resume === null
      ? { kind: 'busy', since: now, because: 'signed-in' }
      : toActivity(event.resume, now);
  const next = become({ ...arrived, idleSince: now }, activity, now);
  return ok({ seat: next.seat, effects: [...effects, ...next.effects] });
}

function recordOut(seatId: string, why: SignOutWhy, now: number): SeatEffect {
  return { kind: 'record', at: now, fact: { kind: 'seat-signed-out', seatId, why } };
}

function signOut(seat: Seat, why: SignOutWhy, now: number): SeatOutcome {
  if (seat.person === null) return err({ code: 'signed-out' });
  const { activity } = seat;
  const leaving: Seat = { ...seat, leaving: why };
  switch (activity.kind) {
    case 'reserved':
    case 'ringing':
      return ok({
        seat: leaving,
        effects: [{ kind: 'give-up-offer', callId: activity.callId }],
      });
    case 'wrapping':
      return ok({ seat: leaving, effects: [{ kind: 'finish-wrap', callId: activity.callId }] });
    case 'talking':
      return ok({ seat: leaving, effects: [] });
    case 'ready':
    case 'busy':
    case 'rest':
    case 'signed-out':
      return ok(leave(seat, why, now));
    default:
      return assertNever(activity);
  }
}

/** The device is forgotten too: the next person brings their own. The registration is the PBX's fact and stays. */
function leave(seat: Seat, why: SignOutWhy, now: number): Next {
  const gone: Seat = {
    ...seat,
    person: null,
    after: null,
    leaving: null,
    device: { ...seat.device, media: 'unknown' },
  };
  const next = become(gone, { kind: 'signed-out', since: now }, now);
  return { seat: next.seat, effects: [...next.effects, recordOut(seat.seatId, why, now)] };
}

function sameWish(one: SeatWish | null, other: SeatWish | null): boolean {
  return (
    one?.kind === other?.kind &&
    (one?.kind === 'rest' ? one.reason : '') === (other?.kind === 'rest' ? other.reason : '')
  );
}

function ask(seat: Seat, wish: SeatWish, now: number): SeatOutcome {
  if (seat.person === null) return err({ code: 'signed-out' });
  if (callOf(seat) !== null) {
    if (sameWish(seat.after, wish)) return err({ code: 'no-change' });
    return ok({ seat: { ...seat, after: wish }, effects: [] });
  }
  const { activity } = seat;
  const isSo =
    (activity.kind === 'ready' && wish.kind === 'ready') ||
    (activity.kind === 'busy' && activity.because === 'asked' && wish.kind === 'busy') ||
    (activity.kind === 'rest' && wish.kind === 'rest' && activity.reason === wish.reason);
  if (isSo) return err({ code: 'no-change' });
  return ok(become({ ...seat, idleSince: now }, toActivity(wish, now), now));
}

/** 预占. A call that the person asked for themselves also comes while they are 示忙 or 小休, which is true again after it. */
function reserve(
  seat: Seat,
  { callId, own }: Extract<SeatEvent, { kind: 'reserve' }>,
  now: number,
): SeatOutcome {
  const { activity } = seat;
  const reserved = { kind: 'reserved', since: now, callId } as const;
  if (activity.kind === 'ready') return ok(become(seat, reserved, now));
  if (!own || seat.person === null || !canBeOwn(activity)) return err({ code: 'not-ready' });
  return ok(become({ ...seat, after: seat.after ?? wishOf(activity) }, reserved, now));
}

const canBeOwn = ({ kind }: SeatActivity): boolean => kind === 'busy' || kind === 'rest';

/** What to be again. Whoever was set aside for a missed call has come back by asking for this one. */
function wishOf(activity: SeatActivity): SeatWish | null {
  if (activity.kind === 'rest') return { kind: 'rest', reason: activity.reason };
  const isAsked =
    activity.kind === 'busy' && (activity.because === 'asked' || activity.because === 'signed-in');
  return isAsked ? { kind: 'busy' } : null;
}

/**
 * Also of a seat that is not reserved: after a restart of the bridge the call is read back from the PBX. While the
 * bridge is away the PBX rings seats in their wrap-up too: whoever takes that call has done with the one before.
 */
function talk(seat: Seat, callId: string, now: number): SeatOutcome {
  const own = callOf(seat);
  if (own !== null && own !== callId) {
    if (seat.activity.kind !== 'wrapping') return err({ code: 'other-call' });
    const next = become(seat, { kind: 'talking', since: now, callId }, now);
    return ok({ ...next, effects: [...next.effects, { kind: 'finish-wrap', callId: own }] });
  }
  if (seat.activity.kind === 'talking') return err({ code: 'no-change' });
  return ok(become(seat, { kind: 'talking', since: now, callId }, now));
}

function wrap(seat: Seat, callId: string, until: number, now: number): SeatOutcome {
  if (callOf(seat) !== callId) return err({ code: 'other-call' });
  if (seat.activity.kind === 'wrapping')
    return ok({ seat: { ...seat, activity: { ...seat.activity, until } }, effects: [] });
  const next = become(seat, { kind: 'wrapping', since: now, callId, until }, now);
  if (seat.leaving === null) return ok(next);
  return ok({ seat: next.seat, effects: [...next.effects, { kind: 'finish-wrap', callId }] });
}

/** Set aside: nobody is offered calls they did not take, until they say 示闲 again. */
const setAside: Readonly<Record<Release, 'no-answer' | 'rejected' | 'unreachable' | null>> = {
  wrapped: null,
  abandoned: null,
  withdrawn: null,
  // The PBX's own trouble, not the seat's: the call waits a moment instead.
  'dial-failed': null,
  'no-answer': 'no-answer',
  rejected: 'rejected',
  unreachable: 'unreachable',
  lost: 'unreachable',
  left: null,
  'picked-up': null,
  forced: null,
};

function released(seat: Seat, why: Release, now: number): Next {
  const free: Seat = { ...seat, after: null, idleSince: why === 'wrapped' ? now : seat.idleSince };
  if (seat.leaving !== null) return leave(free, seat.leaving, now);
  // A call that the ledger gave to a seat at which nobody has signed in since.
  if (seat.person === null) return become(free, { kind: 'signed-out', since: now }, now);
  const because = setAside[why];
  if (because !== null && (seat.after === null || seat.after.kind === 'ready'))
    return become(free, { kind: 'busy', since: now, because }, now);
  return become(free, toActivity(seat.after ?? { kind: 'ready' }, now), now);
}

function withDevice(seat: Seat, device: Seat['device'], now: number): Next {
  const fact = { kind: 'seat-device' as const, seatId: seat.seatId, ...device };
  return { seat: { ...seat, device }, effects: [{ kind: 'record', at: now, fact }] };
}
