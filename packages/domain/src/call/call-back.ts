/** 回拨: a citizen who needs 110 and whose line dropped is called by us, as often as configured. */
import type { Absent, CallRules, TalkingCall } from './call.ts';
import type { CallEffect } from './effect.ts';

export const callBackAt = (at: number): CallEffect => ({
  kind: 'start-timer',
  timer: 'call-back',
  key: '',
  at,
});

/** Null: there is no number to call, or it is not configured. */
export function callBackOf(
  call: Pick<TalkingCall, 'absent' | 'number'>,
  now: number,
  rules: CallRules,
): { readonly absent: Absent; readonly timer: CallEffect } | null {
  const { absent, number } = call;
  const { attempts: of, pauseMs } = rules.callBack;
  if (absent === null || number === '' || of === 0) return null;
  return { absent: { ...absent, callBack: { attempt: 1, of } }, timer: callBackAt(now + pauseMs) };
}
