/** 整理: the citizen is gone, or with somebody else; the person at the seat finishes what they write. */
import { assertNever, err, ok } from '../result/index.ts';
import type { Call, CallRules, RoomCall, Wrap } from './call.ts';
import type { CallEffect, Outcome } from './effect.ts';
import { record, release } from './effect.ts';
import type { EventOf } from './event.ts';

type WrapEvent = EventOf<'wrap-finished' | 'wrap-expired' | 'wrap-extended'>;
type WithWraps = Exclude<Call, { readonly kind: 'arriving' | 'ended' }>;

export function onWrap(call: WithWraps, event: WrapEvent, now: number, rules: CallRules): Outcome {
  const wrap = call.wraps.find(({ seatId }) => seatId === event.seat);
  if (wrap === undefined)
    return err({ code: event.kind === 'wrap-expired' ? 'late' : noWrap(call, event.seat) });
  switch (event.kind) {
    case 'wrap-finished':
      return ok(finished(call, wrap, event.by, now));
    case 'wrap-expired':
      // Fired before an extension moved the end.
      if (now < wrap.until) return err({ code: 'early' });
      return ok(finished(call, wrap, 'time', now));
    case 'wrap-extended':
      return extended(call, wrap, rules);
    default:
      return assertNever(event);
  }
}

const noWrap = (call: WithWraps, seat: string): 'not-in-state' | 'not-your-call' =>
  'seat' in call && call.seat.seatId === seat ? 'not-in-state' : 'not-your-call';

function extended(call: WithWraps, wrap: Wrap, rules: CallRules): Outcome {
  if (wrap.extensions >= rules.wrapExtensionsMax) return err({ code: 'no-more-extensions' });
  const until = wrap.until + rules.wrapExtendMs;
  const next: Wrap = { ...wrap, until, extensions: wrap.extensions + 1 };
  return ok({
    call: { ...call, wraps: call.wraps.map((one) => (one === wrap ? next : one)) },
    effects: [
      { kind: 'start-timer', timer: 'wrap', key: wrap.seatId, at: until },
      { kind: 'tell-seat', seat: wrap.seatId, news: { kind: 'wrapping', until } },
    ],
  });
}

/** The seat has the call again, or comes into it, before it has written up: one thing at a time. */
export function withoutWrap<C extends RoomCall>(
  call: C,
  seatId: string,
  now: number,
): { readonly call: C; readonly effects: readonly CallEffect[] } {
  const wrap = call.wraps.find((one) => one.seatId === seatId);
  if (wrap === undefined) return { call, effects: [] };
  const { effects } = finished(call, wrap, 'seat', now);
  return { call: { ...call, wraps: call.wraps.filter((one) => one !== wrap) }, effects };
}

function finished(
  call: WithWraps,
  wrap: Wrap,
  by: 'seat' | 'time' | 'sign-out',
  now: number,
): { readonly call: Call; readonly effects: readonly CallEffect[] } {
  const { callId, queueId } = call;
  const { seatId } = wrap;
  const wraps = call.wraps.filter((one) => one !== wrap);
  const wrapMs = Math.max(0, now - wrap.since);
  return {
    call:
      call.kind === 'wrapping' && wraps.length === 0
        ? { kind: 'ended', callId, queueId, endedAt: call.endedAt, endedBy: call.endedBy }
        : { ...call, wraps },
    effects: [
      { kind: 'stop-timer', timer: 'wrap', key: seatId },
      release(seatId, 'wrapped'),
      record(now, { kind: 'wrap-finished', callId, seatId, by, wrapMs }),
    ],
  };
}
