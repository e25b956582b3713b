import type { CallView, LegView } from '@hotline/domain/protocol';
import { describe, expect, it } from 'vitest';
import { callStatus, type CallStatus } from './call-status.ts';

const NOW = 1_000_000;
const leg = (over: Partial<LegView>): LegView => ({
  legId: 'l',
  role: 'outside',
  label: '供电服务',
  state: 'in-room',
  hears: true,
  speaks: true,
  held: false,
  muted: false,
  purpose: 'consult',
  mode: null,
  ringUntil: null,
  since: NOW,
  ...over,
});
const talking = (over: Partial<CallView>): CallView =>
  ({
    state: 'talking',
    part: 'owner',
    legs: [],
    held: false,
    trouble: null,
    released: false,
    absent: null,
    emergencies: [],
    ...over,
  }) as unknown as CallView;
const trouble = (at: number, code: 'busy' | 'recording-missing' = 'busy') => ({
  at,
  code,
  who: '',
});
const absent = { since: NOW, callBack: null };
const emergency = { caseId: 'e', state: 'answered' } as CallView['emergencies'][number];

describe('the one thing the bar says', () => {
  it.each<[string, Partial<CallView>, NonNullable<CallStatus>['kind'] | undefined]>([
    ['nothing beside talking', {}, undefined],
    ['the citizen hears music', { held: true }, 'held'],
    ['somebody rings', { legs: [leg({ state: 'ringing' })] }, 'invited'],
    ['somebody is talked with apart', { held: true, legs: [leg({})] }, 'consult'],
    ['the third hears music instead', { legs: [leg({ held: true })] }, 'consult'],
    ['all hear each other', { legs: [leg({})] }, 'together'],
    [
      'a blind transfer',
      { held: true, released: true, legs: [leg({ state: 'ringing' })] },
      'released',
    ],
    ['110 before the guests', { emergencies: [emergency], legs: [leg({})] }, 'emergency'],
    ['a trouble before 110', { trouble: trouble(NOW), emergencies: [emergency] }, 'trouble'],
    ['a dropped line before all else', { absent, trouble: trouble(NOW), held: true }, 'absent'],
    ['an old trouble no more', { trouble: trouble(NOW - 60_000) }, undefined],
    ['a missing recording still', { trouble: trouble(0, 'recording-missing') }, 'trouble'],
    ['for a guest', { part: 'guest', legs: [leg({ label: '1101' })] }, 'guest'],
    ['for a leader', { part: 'leader' }, 'leader'],
    ['after the call nothing', { state: 'wrapping', trouble: trouble(NOW) }, undefined],
  ])('%s', (_name, over, kind) => {
    expect(callStatus(talking(over), '1001', NOW, null)?.kind).toBe(kind);
  });
  it('a trouble that was read gives way', () => {
    const call = talking({ trouble: trouble(NOW), held: true });
    expect(callStatus(call, '1001', NOW, NOW)?.kind).toBe('held');
  });
  it('a leader’s mode is the one of their own leg', () => {
    const legs = [leg({ role: 'leader', label: '1901', purpose: null, mode: 'whisper' })];
    expect(callStatus(talking({ part: 'leader', legs }), '1901', NOW, null)).toEqual({
      kind: 'leader',
      mode: 'whisper',
    });
  });
});
