import { describe, expect, it } from 'vitest';
import { aCall } from '../stories/samples.ts';
import type { MediaState, SoftphoneState } from '../softphone/softphone.ts';
import { isLegExpected, judgeRebuild, withTry, type RebuildTries } from './rebuild-rule.ts';

const NOW = 1_000_000;
const phone = (
  media: MediaState,
  more: Partial<SoftphoneState> = {},
  callId: string | null = 'a',
): SoftphoneState => ({
  registration: { kind: 'registered', since: 0 },
  microphone: 'ok',
  call: { kind: 'in-call', callId, legId: null, since: 0, muted: false, media },
  ...more,
});
const talking = aCall('talking', 'a');
const announced = (callId: string) => ({ ...aCall('talking', callId), autoAnswer: true });
const tried = (...ago: readonly number[]): RebuildTries => ({
  callId: 'a',
  askedAt: ago.map((ms) => NOW - ms),
});
const judge = (
  tries: RebuildTries,
  of: SoftphoneState = phone('nothing-received'),
  call: typeof talking | null = talking,
  isLive = true,
) => judgeRebuild(tries, of, call, isLive, NOW);

describe('asks for the leg to be put up again', () => {
  it.each(['nothing-received', 'nothing-sent'] as const)('%s: at once', (media) => {
    expect(judge(null, phone(media))).toEqual({ kind: 'ask', callId: 'a' });
  });

  it.each<[string, RebuildTries, ReturnType<typeof judge>]>([
    ['once, a moment ago', tried(1_000), { kind: 'wait', ms: 4_000 }],
    ['once, long ago', tried(5_000), { kind: 'ask', callId: 'a' }],
    ['twice, a moment ago', tried(9_000, 3_000), { kind: 'wait', ms: 12_000 }],
    ['twice, long ago', tried(30_000, 15_000), { kind: 'ask', callId: 'a' }],
    ['three times: enough', tried(90_000, 60_000, 40_000), { kind: 'no' }],
    ['in another call', { callId: 'b', askedAt: [NOW, NOW, NOW] }, { kind: 'ask', callId: 'a' }],
  ])('asked %s', (_name, tries, verdict) => {
    expect(judge(tries)).toEqual(verdict);
  });

  it.each<[string, SoftphoneState, typeof talking | null, boolean]>([
    ['audio both ways', phone('flowing'), talking, true],
    ['it begins', phone('starting'), talking, true],
    ['no call', phone('flowing', { call: { kind: 'none' } }), talking, true],
    ['the bridge is away', phone('nothing-received'), talking, false],
    ['the bridge knows nothing of it', phone('nothing-received'), null, true],
    ['the bridge has another call', phone('nothing-received'), aCall('talking', 'b'), true],
    ['the call is over', phone('nothing-received'), aCall('wrapping', 'a'), true],
    ['a call without a name', phone('nothing-received', {}, null), talking, true],
    [
      'no INVITE could come',
      phone('nothing-received', { registration: { kind: 'lost', since: 0, why: 'socket' } }),
      talking,
      true,
    ],
  ])('not: %s', (_name, of, call, isLive) => {
    expect(judge(null, of, call, isLive)).toEqual({ kind: 'no' });
  });
});

describe('a second leg', () => {
  it.each<[string, RebuildTries, typeof talking | null, boolean]>([
    ['announced by the bridge', null, announced('a'), true],
    ['asked for here 10 s ago', tried(10_000), talking, true],
    ['asked for longer ago', tried(10_001), talking, false],
    ['asked for in another call', { callId: 'b', askedAt: [NOW] }, talking, false],
    ['announced for another call', null, announced('b'), false],
    ['nobody said so', null, talking, false],
    ['asked for here, the bridge is silent', tried(100), null, true],
  ])('%s', (_name, tries, call, expected) => {
    expect(isLegExpected(tries, call, 'a', NOW)).toBe(expected);
  });
});

it('tries are counted by call', () => {
  const once = withTry(null, 'a', 1);
  expect(withTry(once, 'a', 2)).toEqual({ callId: 'a', askedAt: [1, 2] });
  expect(withTry(once, 'b', 2)).toEqual({ callId: 'b', askedAt: [2] });
});
