import { assertNever, err, ok } from '../result/index.ts';
import type { CallRules, WrappingCall } from './call.ts';
import type { Outcome } from './effect.ts';
import type { CallEvent } from './event.ts';
import { strayLeg } from './stray-leg.ts';
import { endedNow } from './waiting.ts';

/** 整理: the citizen is gone, the person at the seat finishes what they write. */
export function fromWrapping(
  call: WrappingCall,
  event: CallEvent,
  now: number,
  rules: CallRules,
): Outcome {
  switch (event.kind) {
    case 'wrap-finished':
      if (event.seat !== call.seatId) return err({ code: 'not-your-call' });
      return finished(call, event.by, now);
    case 'wrap-expired':
      // Fired before an extension moved the end.
      if (now < call.until) return err({ code: 'early' });
      return finished(call, 'time', now);
    case 'wrap-extended':
      if (event.seat !== call.seatId) return err({ code: 'not-your-call' });
      return extended(call, rules);
    case 'leg-ringing':
    case 'leg-answered':
    case 'leg-joined':
      return strayLeg(call, event);
    case 'caller-arrived':
      return err({ code: 'duplicate' });
    case 'leg-left':
    case 'leg-ended':
    case 'dial-failed':
    case 'offer-expired':
    case 'seat-lost':
      return err({ code: 'late' });
    case 'offer':
    case 'bridged':
      return err({ code: 'not-in-state' });
    case 'reject':
    case 'withdraw':
    case 'hang-up':
      return err({ code: event.seat === call.seatId ? 'not-in-state' : 'not-your-call' });
    default:
      return assertNever(event);
  }
}

function extended(call: WrappingCall, rules: CallRules): Outcome {
  if (call.extensions >= rules.wrapExtensionsMax) return err({ code: 'no-more-extensions' });
  const until = call.until + rules.wrapExtendMs;
  return ok({
    call: { ...call, until, extensions: call.extensions + 1 },
    effects: [
      { kind: 'start-timer', timer: 'wrap', at: until, leg: null },
      { kind: 'tell-seat', seat: call.seatId, news: { kind: 'wrapping', until } },
    ],
  });
}

function finished(call: WrappingCall, by: 'seat' | 'time' | 'sign-out', now: number): Outcome {
  const { callId, seatId } = call;
  const wrapMs = Math.max(0, now - call.endedAt);
  return ok({
    call: endedNow(call, call.endedAt, call.endedBy),
    effects: [
      { kind: 'stop-timer', timer: 'wrap' },
      { kind: 'tell-seat', seat: seatId, news: { kind: 'released', why: 'wrapped' } },
      { kind: 'record', at: now, fact: { kind: 'wrap-finished', callId, seatId, by, wrapMs } },
    ],
  });
}
