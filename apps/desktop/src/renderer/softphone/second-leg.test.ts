import { expect, it } from 'vitest';
import { judgeInvite, type InviteVerdict } from './second-leg.ts';
import type { SoftphoneCall } from './softphone.ts';

const none: SoftphoneCall = { kind: 'none' };
const ringing: SoftphoneCall = { kind: 'ringing', callId: 'a', legId: null, from: '138' };
const answering: SoftphoneCall = { kind: 'answering', callId: 'a', legId: null };
const inCall = (callId: string | null): SoftphoneCall => ({
  kind: 'in-call',
  callId,
  legId: null,
  since: 0,
  muted: false,
  media: 'flowing',
});

it.each<[string, SoftphoneCall, string | null, boolean, boolean, InviteVerdict]>([
  ['nothing is up', none, 'a', false, false, 'take'],
  ['nothing is up, no header', none, null, false, false, 'take'],
  ['the same call, announced', inCall('a'), 'a', false, true, 'replace'],
  ['the same call, not announced', inCall('a'), 'a', false, false, 'busy'],
  ['another call, though one was announced', inCall('a'), 'b', false, true, 'busy'],
  ['no header', inCall('a'), null, false, true, 'busy'],
  ['no header on either', inCall(null), null, false, true, 'busy'],
  ['a second is on its way already', inCall('a'), 'a', true, true, 'supersede'],
  ['a second is on its way, this one nobody announced', inCall('a'), 'a', true, false, 'busy'],
  ['it only rings yet', ringing, 'a', false, true, 'supersede'],
  ['it only rings yet, not announced', ringing, 'a', false, false, 'busy'],
  ['it is being answered', answering, 'a', false, true, 'supersede'],
  ['another one is being answered', answering, 'b', false, true, 'busy'],
])('%s', (_name, present, callId, isReplacing, isExpected, verdict) => {
  expect(judgeInvite(present, callId, isReplacing, () => isExpected)).toBe(verdict);
});
