/** 保持 and 取回, 静音, keys, and who of two is held while the other talks. */
import { err, ok } from '../result/index.ts';
import type { RoomCall, TalkingCall } from './call.ts';
import type { CallEffect, Outcome } from './effect.ts';
import { record } from './effect.ts';
import { isBinding } from './emergency-case.ts';
import type { EventOf } from './event.ts';
import type { Party } from './party.ts';
import {
  asConference,
  hearsInConfidence,
  isComing,
  isIn,
  isPrivate,
  partyOf,
  partyOfSeat,
} from './party.ts';

export function hold(call: TalkingCall, seat: string, now: number): Outcome {
  if (call.seat.seatId !== seat) return err({ code: 'not-your-call' });
  if (call.held || call.absent !== null) return err({ code: 'not-in-state' });
  // Music instead of a voice, for somebody who waits for 110.
  if (call.emergencies.some(isBinding)) return err({ code: 'emergency-unacknowledged' });
  const { callId, caller } = call;
  return ok({
    call: { ...call, held: true, trouble: null },
    effects: [
      { kind: 'hold-leg', leg: caller.legId, hears: 'music' },
      record(now, { kind: 'caller-held', callId, seatId: seat }),
    ],
  });
}

/** The citizen is back. A third who was consulted stays held or goes: that is said by `merge`, `drop`, `swap`. */
export function retrieve(call: TalkingCall, seat: string, now: number): Outcome {
  if (call.seat.seatId !== seat) return err({ code: 'not-your-call' });
  if (!call.held) return err({ code: 'not-in-state' });
  // 咨询: what was said in confidence must not become public by a key that is pressed every call.
  if (call.parties.some(hearsInConfidence)) return err({ code: 'not-in-state' });
  return ok(retrieved(call, now));
}

function retrieved(call: TalkingCall, now: number): { call: TalkingCall; effects: CallEffect[] } {
  const { callId, caller } = call;
  return {
    call: { ...call, held: false, trouble: null },
    effects: [
      { kind: 'retrieve-leg', leg: caller.legId },
      record(now, { kind: 'caller-retrieved', callId }),
    ],
  };
}

/** On the way to a seat that will be alone with them: the citizen stays on hold until then. */
const comesInConfidence = (party: Party): boolean => isPrivate(party) && isComing(party);

/** → 三方: nobody is held any more, and who was consulted takes part. */
export function merge(call: TalkingCall, seat: string, now: number): Outcome {
  if (call.seat.seatId !== seat) return err({ code: 'not-your-call' });
  const guests = call.parties.filter((party) => party.kind === 'guest' && isIn(party));
  if (guests.length === 0 || (!call.held && guests.every(({ held }) => !held)))
    return err({ code: 'not-in-state' });
  if (call.parties.some(comesInConfidence)) return err({ code: 'not-in-state' });
  const parties = call.parties.map((party): Party =>
    guests.includes(party) && party.kind === 'guest'
      ? { ...asConference(party), held: false }
      : party,
  );
  const back = call.held ? retrieved(call, now) : { call, effects: [] };
  return ok({
    call: { ...back.call, parties, trouble: null },
    effects: [
      ...guests
        .filter(({ held }) => held)
        .map(({ legId }): CallEffect => ({ kind: 'retrieve-leg', leg: legId })),
      ...back.effects,
    ],
  });
}

/** 轮询: the citizen and the third change places; one talks, the other hears music. */
export function swap(call: TalkingCall, event: EventOf<'swap'>, now: number): Outcome {
  if (call.seat.seatId !== event.seat) return err({ code: 'not-your-call' });
  const party = partyOf(call.parties, event.leg);
  if (party?.kind !== 'guest') return err({ code: 'no-such-leg' });
  if (!isIn(party) || call.absent !== null || call.held === party.held)
    return err({ code: 'not-in-state' });
  if (call.parties.some(comesInConfidence)) return err({ code: 'not-in-state' });
  if (call.emergencies.some(isBinding)) return err({ code: 'emergency-unacknowledged' });
  const { callId, caller, held } = call;
  if (!held) {
    return ok({
      call: {
        ...call,
        held: true,
        trouble: null,
        parties: call.parties.map((one) => (one === party ? { ...party, held: false } : one)),
      },
      effects: [
        // First the one who must not hear.
        { kind: 'hold-leg', leg: caller.legId, hears: 'music' },
        { kind: 'retrieve-leg', leg: party.legId },
        record(now, { kind: 'caller-held', callId, seatId: event.seat }),
      ],
    });
  }
  const silent = call.parties.filter((one) => one === party || hearsInConfidence(one));
  return ok({
    call: {
      ...call,
      held: false,
      trouble: null,
      parties: call.parties.map((one): Party =>
        silent.includes(one) ? { ...one, held: true } : one,
      ),
    },
    effects: [
      ...silent.map(({ legId }): CallEffect => ({
        kind: 'hold-leg',
        leg: legId,
        hears: 'music',
      })),
      { kind: 'retrieve-leg', leg: caller.legId },
      record(now, { kind: 'caller-retrieved', callId }),
    ],
  });
}

/** Its own microphone, of whoever is in the room; a leader's belongs to their mode. */
export function mute(call: RoomCall, event: EventOf<'mute'>): Outcome {
  const { seat, muted } = event;
  if (call.kind === 'talking' && call.seat.seatId === seat) {
    if (call.muted === muted) return err({ code: 'duplicate' });
    return ok({
      call: { ...call, muted },
      effects: [{ kind: 'mute-leg', leg: call.seat.legId, muted }],
    });
  }
  const party = partyOfSeat(call.parties, seat);
  if (party === undefined) return err({ code: 'not-your-call' });
  if (!isIn(party) || party.kind === 'leader') return err({ code: 'not-in-state' });
  if (party.muted === muted) return err({ code: 'duplicate' });
  return ok({
    call: {
      ...call,
      parties: call.parties.map((one) => (one === party ? { ...party, muted } : one)),
    },
    effects: [{ kind: 'mute-leg', leg: party.legId, muted }],
  });
}

/** To whoever was called outside, newest first (the menu of a department's exchange); else to the citizen. */
export function sendKeys(call: TalkingCall, event: EventOf<'send-keys'>): Outcome {
  if (call.seat.seatId !== event.seat) return err({ code: 'not-your-call' });
  const outside = call.parties.findLast((party) => isIn(party) && party.target.kind === 'outside');
  const leg = outside?.legId ?? call.caller.legId;
  if (outside === undefined && !isIn(call.caller)) return err({ code: 'not-in-state' });
  return ok({ call, effects: [{ kind: 'send-keys', leg, keys: event.keys }] });
}

export function pauseRecording(
  call: TalkingCall,
  event: EventOf<'pause-recording'>,
  now: number,
): Outcome {
  const { paused } = event;
  if (call.seat.seatId !== event.seat) return err({ code: 'not-your-call' });
  if (call.recording !== (paused ? 'on' : 'paused')) return err({ code: 'not-in-state' });
  const { callId, caller } = call;
  const step = paused ? 'paused' : 'resumed';
  return ok({
    call: { ...call, recording: paused ? 'paused' : 'on' },
    effects: [
      { kind: 'record-call', leg: caller.legId, action: paused ? 'pause' : 'resume' },
      record(now, { kind: 'recording-step', callId, step, detail: event.seat }),
    ],
  });
}
