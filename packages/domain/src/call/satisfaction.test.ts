/** 满意度: who is asked when a room closes, and who is let go as ever. */
import { expect, test } from 'vitest';
import type { Call, CallEffect, CallEvent } from './index.ts';
import { transition } from './index.ts';
import {
  T0,
  acknowledged,
  alarmAnswered,
  facts,
  hungUp,
  joined,
  over,
  rules,
  taken,
  talking,
} from './scenes.ts';

const hangUp: CallEvent = { kind: 'hang-up', seat: '1001' };
const surveyed = (effects: readonly CallEffect[]) =>
  effects.flatMap((effect) => (effect.kind === 'survey-leg' ? [effect.leg] : []));
const asking = (call: Call, event: CallEvent) =>
  taken(transition(call, event, T0 + 30_000, { ...rules, asksSatisfaction: true }));

test.each([
  ['by the key', hangUp, ['leg-a']],
  ['by its telephone', over('leg-a'), []],
] as const)(
  'the seat hung up, %s: the citizen is asked, and the talk is over',
  (_, event, legs) => {
    const { call, effects } = asking(talking(), event);
    expect(call).toMatchObject({ kind: 'wrapping', endedBy: 'seat' });
    expect(surveyed(effects)).toEqual(['caller-1']);
    expect(hungUp(effects)).toEqual(legs);
    expect(facts(effects)).toEqual(['survey-asked', 'call-ended', 'wrap-started']);
  },
);

test('whoever else was in the room goes; the citizen alone is asked', () => {
  const { effects } = asking(joined('conference'), hangUp);
  expect(surveyed(effects)).toEqual(['caller-1']);
  expect(hungUp(effects)).toEqual(['leg-a', 'leg-p']);
});

test.each<readonly [string, Call, CallEvent]>([
  ['the citizen hung up', talking(), over('caller-1')],
  ['a leader ended it', talking(), { kind: 'force-end', seat: '1901' }],
  ['110 was in it', acknowledged(), { kind: 'leave', seat: '1001', override: false }],
  ['110 is in it', alarmAnswered(), { kind: 'leave', seat: '1001', override: true }],
])('not asked: %s', (_, call, event) => {
  const { effects } = asking(call, event);
  expect(surveyed(effects)).toEqual([]);
  expect(facts(effects)).not.toContain('survey-asked');
});

test('not asked where the hotline does not ask', () => {
  const { effects } = taken(transition(talking(), hangUp, T0 + 30_000, rules));
  expect(surveyed(effects)).toEqual([]);
  expect(hungUp(effects)).toEqual(['caller-1', 'leg-a']);
});
