/** What becomes of an INVITE. Pure: what is up now and what was announced in, verdict out. */
import type { SoftphoneCall } from './softphone.ts';

export type InviteVerdict =
  /** Nothing is up: it rings. */
  | 'take'
  /** The leg of the call under way is being rebuilt: answered at once beside the one that is up. */
  | 'replace'
  /** The bridge has given up an unanswered leg of this call and dials again: the newest one counts. */
  | 'supersede'
  /** 486 Busy Here. */
  | 'busy';

/**
 * A seat has one call. Only its own call may come a second time, and only when that was announced (`isExpected`: the
 * bridge says that this call answers itself, or the desk has asked for the rebuild). The header of the INVITE alone is
 * nobody's word.
 */
export function judgeInvite(
  present: SoftphoneCall,
  callId: string | null,
  isReplacing: boolean,
  isExpected: (callId: string) => boolean,
): InviteVerdict {
  if (present.kind === 'none') return 'take';
  if (callId === null || callId !== present.callId || !isExpected(callId)) return 'busy';
  return present.kind === 'in-call' && !isReplacing ? 'replace' : 'supersede';
}
