import { recordArrival, recordQueued } from './arrive.ts';
import type { HandedOverCall, Leg, ParkedCall, TalkingCall, WaitingCall, EndedBy } from './call.ts';
import { untouched } from './call.ts';
import type { CallEffect, Step } from './effect.ts';
import { record, recordEnd } from './effect.ts';
import type { EmergencyCase } from './emergency-case.ts';
import type { Arrival } from './event.ts';
import type { Party } from './party.ts';
import { isComing, seatOf } from './party.ts';
import { talkingWith } from './waiting.ts';

/** A call read back: from the channel variables on the PBX, and from the ledger where the bridge knew it before. */
export type Found = Omit<Arrival, 'callerLeg'> & {
  readonly callerLeg: string;
  readonly direction: 'in' | 'out';
  readonly arrivedAt: number;
  readonly queuedAt: number;
  /** What the ledger has of this call already; the rest is booked now with the PBX's times. */
  readonly booked: {
    readonly arrived: boolean;
    readonly queued: boolean;
    /** The offer, and the answer, of the leg in `seat`. */
    readonly offered: boolean;
    readonly answered: boolean;
  };
  readonly talkedMs: number;
  /** The seat in charge, in the room with the caller; null: nobody is. */
  readonly seat: {
    readonly seatId: string;
    readonly legId: string;
    readonly offeredAt: number;
    readonly answeredAt: number;
    readonly muted: boolean;
  } | null;
  /** Everybody else in the room, and 110 also on the way into it. */
  readonly parties: readonly Party[];
  readonly emergencies: readonly EmergencyCase[];
  /** The PBX has the caller on hold. */
  readonly held: boolean;
  readonly recording: 'off' | 'on';
  /** On the ledger, and still so: no seat is in charge. */
  readonly parked: Pick<ParkedCall, 'slot' | 'bySeat' | 'parkedAt' | 'until'> | null;
  readonly handedOver: Pick<HandedOverCall, 'bySeat' | 'handedAt'> | null;
};

type Recovered = WaitingCall | TalkingCall | ParkedCall | HandedOverCall;

/** A room with a caller in it, found on the PBX by a bridge that has just started. Place and waiting time stay. */
export function recover(found: Found, now: number): Step<Recovered> {
  const { callerLeg, booked, seat, parked, handedOver, held, ...identity } = found;
  const caller: Leg = { legId: callerLeg, state: 'in-room', since: found.arrivedAt };
  const queued = { ...untouched, ...identity, caller };
  const effects: CallEffect[] = [];
  if (found.direction === 'in' && !booked.arrived)
    effects.push(recordArrival(found, found.arrivedAt));
  if (found.direction === 'in' && !booked.queued) effects.push(recordQueued(found, found.queuedAt));
  const { callId } = found;
  const timers = found.parties.filter(isComing).map((party): CallEffect => ({
    kind: 'start-timer',
    timer: 'party',
    key: party.legId,
    at: party.ringUntil,
  }));
  const guests = found.parties.flatMap((party): CallEffect[] => {
    const seatId = seatOf(party);
    return seatId === null ? [] : [{ kind: 'tell-seat', seat: seatId, news: { kind: 'talking' } }];
  });
  if (seat === null) {
    effects.push(recordRecovered(callId, 'waiting', now), ...timers, ...guests);
    // Nobody is there any more who could take them back.
    if (held) effects.push({ kind: 'retrieve-leg', leg: callerLeg });
    if (handedOver !== null && found.parties.length > 0)
      return { call: { ...queued, kind: 'handed-over', ...handedOver }, effects };
    if (parked !== null) {
      effects.push({ kind: 'start-timer', timer: 'park', key: '', at: parked.until });
      return { call: { ...queued, kind: 'parked', ...parked }, effects };
    }
    return {
      call: { ...queued, kind: 'waiting', notBefore: 0, wanted: null, returns: null },
      effects,
    };
  }
  const { seatId, legId, offeredAt, answeredAt, muted } = seat;
  if (found.direction === 'in' && !booked.answered) effects.push(...recordAnswer(found, seat));
  effects.push(recordRecovered(callId, 'talking', now), ...timers, ...guests);
  if (found.recording === 'off')
    effects.push({ kind: 'record-call', leg: callerLeg, action: 'start' });
  effects.push({ kind: 'note-owner', leg: callerLeg, seat: seatId });
  effects.push({ kind: 'tell-seat', seat: seatId, news: { kind: 'talking' } });
  const talking = talkingWith(
    queued,
    { seatId, legId, state: 'in-room', since: answeredAt },
    answeredAt,
    { offeredAt, ringUntil: answeredAt },
  );
  return { call: { ...talking, held, muted }, effects };
}

function recordAnswer(found: Found, seat: NonNullable<Found['seat']>): readonly CallEffect[] {
  const { seatId, legId: leg, offeredAt, answeredAt } = seat;
  const { callId } = found;
  const waitMs = Math.max(0, answeredAt - found.queuedAt);
  return [
    ...(found.booked.offered
      ? []
      : [record(offeredAt, { kind: 'call-offered', callId, seatId, leg })]),
    record(answeredAt, { kind: 'call-answered', callId, seatId, leg, waitMs }),
  ];
}

function recordRecovered(
  callId: string,
  state: 'waiting' | 'talking' | 'gone',
  at: number,
): CallEffect {
  return record(at, { kind: 'call-recovered', callId, state });
}

/** Open on the ledger, unknown to the PBX: it ended while nobody watched. When exactly is not known, so `now` stands. */
export function recoverGone(
  open: {
    readonly callId: string;
    readonly queuedAt: number | null;
    readonly answeredAt: number | null;
    readonly talkedMs: number;
  },
  now: number,
): readonly CallEffect[] {
  const { callId, queuedAt, answeredAt, talkedMs } = open;
  const talkMs = talkedMs + (answeredAt === null ? 0 : Math.max(0, now - answeredAt));
  const effects: CallEffect[] = [recordRecovered(callId, 'gone', now)];
  if (queuedAt !== null && answeredAt === null)
    effects.push(
      record(now, { kind: 'call-abandoned', callId, waitMs: Math.max(0, now - queuedAt) }),
    );
  const by: EndedBy = 'network';
  effects.push(recordEnd({ callId }, now, by, talkMs, 'GONE'));
  return effects;
}
