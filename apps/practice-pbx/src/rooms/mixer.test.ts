import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRAME_SAMPLES, SILENCE, type Frame } from '../media/frame.ts';
import { mix, type MixerInput } from './mixer.ts';
import { Relations } from './relations.ts';

const frame = (value: number): Frame => new Int16Array(FRAME_SAMPLES).fill(value);
const member = (
  id: number,
  value: number | undefined,
  more: Partial<MixerInput> = {},
): MixerInput => ({
  id,
  frame: value === undefined ? undefined : frame(value),
  speaks: true,
  hears: true,
  ...more,
});
const firstOf = (heard: Map<number, Frame>, id: number): number | undefined => heard.get(id)?.[0];

test('everybody hears the sum of the others and never themselves', () => {
  const heard = mix([member(1, 100), member(2, 10), member(3, 1)]);
  expect([1, 2, 3].map((id) => firstOf(heard, id))).toEqual([11, 101, 110]);
});

test('the sum saturates instead of wrapping round', () => {
  const heard = mix([
    member(1, 0),
    member(2, 30000),
    member(3, 30000),
    member(4, -30000),
    member(5, -30000),
  ]);
  expect(firstOf(heard, 2)).toBe(-30000);
  expect(firstOf(mix([member(1, 0), member(2, 30000), member(3, 30000)]), 1)).toBe(32767);
  expect(firstOf(mix([member(1, 0), member(2, -30000), member(3, -30000)]), 1)).toBe(-32768);
});

test('muted members are not heard, deaf ones hear nothing, silent ones add nothing', () => {
  const heard = mix([
    member(1, 100, { speaks: false }),
    member(2, 10, { hears: false }),
    member(3, undefined),
  ]);
  expect([1, 2, 3].map((id) => firstOf(heard, id))).toEqual([10, 0, 10]);
  expect(heard.get(2)).toBe(SILENCE);
});

test('a whisper: the leader speaks to the seat alone and hears both', () => {
  const relations = new Relations();
  const [caller, seat, leader] = [1, 2, 3] as const;
  relations.relate(leader, caller, { nospeak: true, nohear: false });
  const heard = mix(
    [member(caller, 100), member(seat, 10), member(leader, 1)],
    (listener, speaker) => relations.mayHear(listener, speaker),
  );
  expect([caller, seat, leader].map((id) => firstOf(heard, id))).toEqual([10, 101, 110]);
  relations.clear(leader, caller);
  relations.clear(leader, caller);
  expect(relations.size).toBe(0);
  expect(relations.mayHear(caller, leader)).toBe(true);
});

test('whoever leaves takes their relations along', () => {
  const relations = new Relations();
  relations.relate(1, 2, { nospeak: true, nohear: false });
  relations.relate(3, 1, { nospeak: false, nohear: true });
  relations.forget(1);
  expect(relations.size).toBe(0);
});

test('without saturation, what all hear together is each voice once less than there are listeners', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -3000, max: 3000 }), { minLength: 2, maxLength: 8 }),
      (values) => {
        const heard = mix(values.map((value, index) => member(index, value)));
        const total = values.reduce((sum, value) => sum + value, 0);
        values.forEach((value, index) => expect(firstOf(heard, index)).toBe(total - value));
      },
    ),
  );
});
