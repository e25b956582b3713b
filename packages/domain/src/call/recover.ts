import { recordArrival, recordQueued } from './arrive.ts';
import type { Leg, TalkingCall, WaitingCall } from './call.ts';
import type { CallEffect, Step } from './effect.ts';
import type { Arrival } from './event.ts';

/** A call read back: from the channel variables on the PBX, and from the ledger where the bridge knew it before. */
export type Found = Omit<Arrival, 'callerLeg'> & {
  readonly callerLeg: string;
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
  /** The seat in the room with the caller, else null: the call waits. */
  readonly seat: {
    readonly seatId: string;
    readonly legId: string;
    readonly offeredAt: number;
    readonly answeredAt: number;
  } | null;
};

/** A room with a caller in it, found on the PBX by a bridge that has just started. Place and waiting time stay. */
export function recover(found: Found, now: number): Step<WaitingCall | TalkingCall> {
  const { callerLeg, booked, seat, ...identity } = found;
  const caller: Leg = { legId: callerLeg, state: 'in-room', since: found.arrivedAt };
  const queued = { ...identity, caller, passedBy: [] };
  const effects: CallEffect[] = [];
  if (!booked.arrived) effects.push(recordArrival(found, found.arrivedAt));
  if (!booked.queued) effects.push(recordQueued(found, found.queuedAt));
  const { callId } = found;
  if (seat === null) {
    effects.push(recordRecovered(callId, 'waiting', now));
    return { call: { ...queued, kind: 'waiting', notBefore: 0 }, effects };
  }
  const { seatId, legId, offeredAt, answeredAt } = seat;
  if (!booked.answered) effects.push(...recordAnswer(found, seat));
  effects.push(recordRecovered(callId, 'talking', now));
  const call: TalkingCall = {
    ...queued,
    kind: 'talking',
    seat: { seatId, legId, state: 'in-room', since: answeredAt },
    offeredAt,
    ringUntil: answeredAt,
    answeredAt,
  };
  effects.push({ kind: 'tell-seat', seat: seatId, news: { kind: 'talking' } });
  return { call, effects };
}

function recordAnswer(found: Found, seat: NonNullable<Found['seat']>): readonly CallEffect[] {
  const { seatId, legId: leg, offeredAt, answeredAt } = seat;
  const { callId } = found;
  const waitMs = Math.max(0, answeredAt - found.queuedAt);
  const offer: CallEffect = {
    kind: 'record',
    at: offeredAt,
    fact: { kind: 'call-offered', callId, seatId, leg },
  };
  return [
    ...(found.booked.offered ? [] : [offer]),
    {
      kind: 'record',
      at: answeredAt,
      fact: { kind: 'call-answered', callId, seatId, leg, waitMs },
    },
  ];
}

function recordRecovered(
  callId: string,
  state: 'waiting' | 'talking' | 'gone',
  at: number,
): CallEffect {
  return { kind: 'record', at, fact: { kind: 'call-recovered', callId, state } };
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
    effects.push({
      kind: 'record',
      at: now,
      fact: { kind: 'call-abandoned', callId, waitMs: Math.max(0, now - queuedAt) },
    });
  effects.push({
    kind: 'record',
    at: now,
    fact: { kind: 'call-ended', callId, by: 'network', talkMs, cause: 'GONE' },
  });
  return effects;
}
