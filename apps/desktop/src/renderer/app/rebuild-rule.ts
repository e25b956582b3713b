/**
 * When the desk asks the bridge to put the call's leg up again, because audio goes one way only. Pure.
 *
 *   at once ── 5 s at least ──► again ── 15 s at least ──► a third time, then no more in this call
 *
 * Only while it can come about: the bridge answers, the call is the bridge's, and the phone is registered for the INVITE.
 */
import type { CallView } from '@hotline/domain/protocol';
import type { SoftphoneState } from '../softphone/softphone.ts';

/** Since the last time asked, ms. */
const PAUSES_MS = [0, 5_000, 15_000] as const;

/** What was asked for in this call so far. */
export type RebuildTries = { readonly callId: string; readonly askedAt: readonly number[] } | null;

export type RebuildVerdict =
  | { readonly kind: 'no' }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'ask'; readonly callId: string };

export function judgeRebuild(
  tries: RebuildTries,
  phone: SoftphoneState,
  call: CallView | null,
  isLinkLive: boolean,
  now: number,
): RebuildVerdict {
  const { registration } = phone;
  if (phone.call.kind !== 'in-call' || !phone.call.media.startsWith('nothing-')) {
    return { kind: 'no' };
  }
  const { callId } = phone.call;
  if (callId === null || call?.callId !== callId || call.state !== 'talking') return { kind: 'no' };
  if (!isLinkLive || registration.kind !== 'registered') return { kind: 'no' };
  const askedAt = tries?.callId === callId ? tries.askedAt : [];
  const pause = PAUSES_MS[askedAt.length];
  if (pause === undefined) return { kind: 'no' };
  const left = (askedAt.at(-1) ?? 0) + pause - now;
  return left > 0 ? { kind: 'wait', ms: left } : { kind: 'ask', callId };
}

export function withTry(tries: RebuildTries, callId: string, now: number): RebuildTries {
  const before = tries?.callId === callId ? tries.askedAt : [];
  return { callId, askedAt: [...before, now] };
}

/** The INVITE of the new leg is on its way for this long after it was asked for. */
const EXPECTED_MS = 10_000;

/** May this call get a second leg now: the bridge has said so, or this desk has asked for it a moment ago. */
export function isLegExpected(
  tries: RebuildTries,
  call: CallView | null,
  callId: string,
  now: number,
): boolean {
  if (call?.callId === callId && call.autoAnswer) return true;
  const last = tries?.callId === callId ? tries.askedAt.at(-1) : undefined;
  return last !== undefined && now - last <= EXPECTED_MS;
}
