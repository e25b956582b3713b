import { expect, it } from 'vitest';
import { aCall } from '../stories/samples.ts';
import type { SoftphoneCall } from '../softphone/softphone.ts';
import { answersItself } from './auto-answer.ts';

const ringing = (callId: string | null): SoftphoneCall => ({
  kind: 'ringing',
  callId,
  legId: null,
  from: '138',
});
const asked = { ...aCall('ringing', 'a'), autoAnswer: true };

it.each<[string, SoftphoneCall, typeof asked | null, boolean]>([
  ['the bridge says so, and it rings', ringing('a'), asked, true],
  ['the bridge does not say so', ringing('a'), aCall('ringing', 'a'), false],
  ['another call rings', ringing('b'), asked, false],
  ['a call without a name rings', ringing(null), asked, false],
  ['the bridge knows of no call', ringing('a'), null, false],
  ['it is being answered already', { kind: 'answering', callId: 'a', legId: null }, asked, false],
  ['nothing rings yet', { kind: 'none' }, asked, false],
])('%s', (_name, phone, call, expected) => {
  expect(answersItself(phone, call)).toBe(expected);
});
