import type { Release } from '../call/index.ts';
import { assertNever, err, ok } from '../result/index.ts';
import { lowerHand, raiseHand, readNote, takeNote } from './attention.ts';
import type { SeatEffect, SeatEvent, SeatOutcome } from './event.ts';
import type { Seat, SeatActivity, SeatWish, SignOutWhy } from './seat.ts';
import { callOf } from './seat.ts';

/** What becomes of a seat by one event at `now` (ms since 1970 UTC). Never throws. */
export function transition(seat: Seat, event: SeatEvent, now: number): SeatOutcome {
  switch (event.kind) {
    case 'sign-in':
      return signIn(seat, event, now);
    case 'sign-out':
      return signOut(seat, event, now);
    case 'ask':
      return ask(seat, event, now);
    case 'raise-hand':
      return raiseHand(seat, event, now);
    case 'lower-hand':
      return lowerHand(seat, event, now);
    case 'note':
      return takeNote(seat, event, now);
    case 'note-read':
      return readNote(seat, event, now);
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

function toActivity(
  wish: SeatWish,
  now: number,
  because: 'asked' | 'leader' = 'asked',
): SeatActivity {
  switch (wish.kind) {
    case 'ready':
      return { kind: 'ready', since: now };
    case 'busy':
      return { kind: 'busy', since: now, because };
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
  const attention = event.attention ?? (isSame(seat, person) ? {} : { hand: null, notes: [] });
  const arrived: Seat = { ...seat, person, after: null, leaving: null, ...attention };
  // A call under way stays with the seat: its person's program was restarted.
  if (callOf(seat) !== null) return ok({ seat: arrived, effects });
  const activity: SeatActivity =
    event.resume === null
      ? { kind: 'busy', since: now, because: 'signed-in' }
      : toActivity(event.resume, now);
  const next = become({ ...arrived, idleSince: now }, activity, now);
  return ok({ seat: next.seat, effects: [...effects, ...next.effects] });
}

const isSame = (seat: Seat, { person }: Seat['person'] & object): boolean =>
  seat.person?.person === person;

function recordOut(seatId: string, why: SignOutWhy, now: number): SeatEffect {
  return { kind: 'record', at: now, fact: { kind: 'seat-signed-out', seatId, why } };
}

function signOut(
  seat: Seat,
  event: Extract<SeatEvent, { kind: 'sign-out' }>,
  now: number,
): SeatOutcome {
  if (seat.person === null) return err({ code: 'signed-out' });
  const { activity } = seat;
  const { why } = event;
  const leaving: Seat = { ...seat, leaving: why };
  const directed: readonly SeatEffect[] =
    event.why === 'leader' ? [recordDirected(seat.seatId, event.leader, 'signed-out', now)] : [];
  switch (activity.kind) {
    case 'reserved':
    case 'ringing':
      return ok({
        seat: leaving,
        effects: [...directed, { kind: 'give-up-offer', callId: activity.callId }],
      });
    case 'wrapping':
      return ok({
        seat: leaving,
        effects: [...directed, { kind: 'finish-wrap', callId: activity.callId }],
      });
    case 'talking':
      return ok({ seat: leaving, effects: directed });
    case 'ready':
    case 'busy':
    case 'rest':
    case 'signed-out': {
      const next = leave(seat, why, now);
      return ok({ seat: next.seat, effects: [...directed, ...next.effects] });
    }
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
    hand: null,
    notes: [],
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

function ask(
  seat: Seat,
  { wish, leader }: Extract<SeatEvent, { kind: 'ask' }>,
  now: number,
): SeatOutcome {
  if (seat.person === null) return err({ code: 'signed-out' });
  const directed: readonly SeatEffect[] =
    leader === undefined
      ? []
      : [recordDirected(seat.seatId, leader, wish.kind, now, reasonOfWish(wish))];
  if (callOf(seat) !== null) {
    if (sameWish(seat.after, wish)) return err({ code: 'no-change' });
    return ok({ seat: { ...seat, after: wish }, effects: directed });
  }
  const { activity } = seat;
  const isSo =
    (activity.kind === 'ready' && wish.kind === 'ready') ||
    (activity.kind === 'busy' && isOfOwnWill(activity) && wish.kind === 'busy') ||
    (activity.kind === 'rest' && wish.kind === 'rest' && activity.reason === wish.reason);
  if (isSo) return err({ code: 'no-change' });
  const because = leader === undefined ? 'asked' : 'leader';
  const next = become({ ...seat, idleSince: now }, toActivity(wish, now, because), now);
  return ok({ seat: next.seat, effects: [...directed, ...next.effects] });
}

const isOfOwnWill = ({ because }: Extract<SeatActivity, { kind: 'busy' }>): boolean =>
  because === 'asked' || because === 'leader';

const reasonOfWish = (wish: SeatWish): string | null => (wish.kind === 'rest' ? wish.reason : null);

/** On the ledger as the leader's doing; what it comes to is the seat's own fact. */
function recordDirected(
  seatId: string,
  leader: string,
  to: SeatWish['kind'] | 'signed-out',
  at: number,
  reason: string | null = null,
): SeatEffect {
  return { kind: 'record', at, fact: { kind: 'seat-directed', seatId, leader, to, reason } };
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
    activity.kind === 'busy' && (isOfOwnWill(activity) || activity.because === 'signed-in');
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
