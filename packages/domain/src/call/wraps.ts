/**
 * 整理: the citizen is gone, or with somebody else; the person at the seat finishes what they write.
 *
 * It ends by the person's key or by its time, once what was written is dealt with (`wrap-draft.ts`): time that runs out
 * takes no words away. A leader may end it all the same, and that is on the ledger; the text stays on the seat's disk.
 */
import { assertNever, err, ok } from '../result/index.ts';
import type { Call, CallRules, RoomCall, Wrap } from './call.ts';
import type { CallEffect, Outcome } from './effect.ts';
import { record, release } from './effect.ts';
import type { EventOf } from './event.ts';
import { isDealtWith, reasonOf, sameDraft, type WrapDraft } from './wrap-draft.ts';

type WrapEvent = EventOf<'wrap-finished' | 'wrap-expired' | 'wrap-extended' | 'wrap-draft'>;
type WithWraps = Exclude<Call, { readonly kind: 'arriving' | 'ended' }>;
type End =
  | { readonly by: 'seat' | 'time' | 'sign-out' }
  | { readonly by: 'leader'; readonly leader: string };

export function onWrap(call: WithWraps, event: WrapEvent, now: number, rules: CallRules): Outcome {
  const wrap = call.wraps.find(({ seatId }) => seatId === event.seat);
  if (wrap === undefined)
    return err({ code: event.kind === 'wrap-expired' ? 'late' : noWrap(call, event.seat) });
  switch (event.kind) {
    case 'wrap-finished':
      // Who leaves the seat leaves the text on its disk; who is still there says what becomes of it.
      if (event.by === 'seat' && !isDealtWith(wrap.draft)) return err({ code: 'draft-open' });
      return ok(finished(call, wrap, event, now));
    case 'wrap-expired':
      // Fired before an extension moved the end.
      if (now < wrap.until) return err({ code: 'early' });
      if (isDealtWith(wrap.draft)) return ok(finished(call, wrap, { by: 'time' }, now));
      return ok({
        call,
        effects: [
          record(now, { kind: 'wrap-overdue', callId: call.callId, seatId: wrap.seatId }),
          { kind: 'tell-seat', seat: wrap.seatId, news: { kind: 'wrapping', until: wrap.until } },
        ],
      });
    case 'wrap-extended':
      return extended(call, wrap, now, rules);
    case 'wrap-draft':
      return drafted(call, wrap, event.draft, now);
    default:
      return assertNever(event);
  }
}

const noWrap = (call: WithWraps, seat: string): 'not-in-state' | 'not-your-call' =>
  'seat' in call && call.seat.seatId === seat ? 'not-in-state' : 'not-your-call';

const withWrap = <C extends WithWraps>(call: C, wrap: Wrap, next: Wrap): C => ({
  ...call,
  wraps: call.wraps.map((one) => (one === wrap ? next : one)),
});

function extended(call: WithWraps, wrap: Wrap, now: number, rules: CallRules): Outcome {
  if (wrap.extensions >= rules.wrapExtensionsMax) return err({ code: 'no-more-extensions' });
  // One whose time has run over gets its minutes from now on.
  const until = Math.max(now, wrap.until) + rules.wrapExtendMs;
  return ok({
    call: withWrap(call, wrap, { ...wrap, until, extensions: wrap.extensions + 1 }),
    effects: [
      { kind: 'start-timer', timer: 'wrap', key: wrap.seatId, at: until },
      { kind: 'tell-seat', seat: wrap.seatId, news: { kind: 'wrapping', until } },
    ],
  });
}

function drafted(call: WithWraps, wrap: Wrap, draft: WrapDraft, now: number): Outcome {
  if (sameDraft(wrap.draft, draft)) return ok({ call, effects: [] });
  const next = { ...wrap, draft };
  const changed = withWrap(call, wrap, next);
  // Its time was over already, and only this was waited for.
  if (isDealtWith(draft) && now >= wrap.until)
    return ok(finished(changed, next, { by: 'time' }, now));
  return ok({ call: changed, effects: [] });
}

/** The seat has the call again, or comes into it, before it has written up: one thing at a time. */
export function withoutWrap<C extends RoomCall>(
  call: C,
  seatId: string,
  now: number,
): { readonly call: C; readonly effects: readonly CallEffect[] } {
  const wrap = call.wraps.find((one) => one.seatId === seatId);
  if (wrap === undefined) return { call, effects: [] };
  const { effects } = finished(call, wrap, { by: 'seat' }, now);
  return { call: { ...call, wraps: call.wraps.filter((one) => one !== wrap) }, effects };
}

function finished(
  call: WithWraps,
  wrap: Wrap,
  end: End,
  now: number,
): { readonly call: Call; readonly effects: readonly CallEffect[] } {
  const { callId, queueId } = call;
  const { seatId, draft } = wrap;
  const wraps = call.wraps.filter((one) => one !== wrap);
  const wrapMs = Math.max(0, now - wrap.since);
  const reason = reasonOf(draft);
  return {
    call:
      call.kind === 'wrapping' && wraps.length === 0
        ? { kind: 'ended', callId, queueId, endedAt: call.endedAt, endedBy: call.endedBy }
        : { ...call, wraps },
    effects: [
      { kind: 'stop-timer', timer: 'wrap', key: seatId },
      release(seatId, 'wrapped'),
      record(now, {
        kind: 'wrap-finished',
        callId,
        seatId,
        by: end.by,
        ...(end.by === 'leader' ? { leader: end.leader } : {}),
        wrapMs,
        draft: draft.kind,
        ...(reason === null ? {} : { reason }),
      }),
    ],
  };
}
