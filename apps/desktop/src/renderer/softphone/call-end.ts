import type { CallEnd } from './softphone.ts';

/** What this telephone itself meant to do when it ended the leg; null: it did not. */
export type EndIntent = Exclude<CallEnd['why'], 'cancelled' | 'signalling-failed'>;

/** Why the leg ended, from JsSIP's `ended`/`failed` event. `cause` is one of JsSIP.C.causes. */
export function callEnd(
  callId: string | null,
  intent: EndIntent | null,
  event: { readonly originator: string; readonly cause: string },
): CallEnd {
  if (intent !== null) return { callId, by: INTENT_BY[intent], why: intent };
  switch (event.cause) {
    case 'Terminated':
      return { callId, by: event.originator === 'remote' ? 'there' : 'here', why: 'hung-up' };
    case 'Canceled':
    case 'No Answer':
    case 'Expires':
      return { callId, by: 'there', why: 'cancelled' };
    case 'RTP Timeout':
    case 'WebRTC Error':
    case 'Bad Media Description':
    case 'Incompatible SDP':
    case 'Missing SDP':
      return { callId, by: 'failure', why: 'media-failed' };
    case 'User Denied Media Access':
      return { callId, by: 'failure', why: 'microphone-refused' };
    default:
      return { callId, by: 'failure', why: 'signalling-failed' };
  }
}

const INTENT_BY: Readonly<Record<EndIntent, CallEnd['by']>> = {
  'hung-up': 'here',
  rejected: 'here',
  'microphone-refused': 'failure',
  'no-microphone': 'failure',
  'no-address': 'failure',
  'media-failed': 'failure',
};
