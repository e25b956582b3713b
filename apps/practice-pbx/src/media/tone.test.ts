import { expect, test } from 'vitest';
import { toneLevel } from './goertzel.ts';
import { toneStream } from './tone.ts';

test('a ring-back for ever: a second of sound, four of silence', () => {
  const ring = toneStream('tone_stream://%(1000,4000,450);loops=-1');
  expect(ring?.rounds).toBe(Infinity);
  expect(ring?.samples).toHaveLength(5 * 8000);
  expect(toneLevel(ring?.samples.subarray(1000, 2600) ?? new Int16Array(), 450, 8000)).toBeCloseTo(
    -12,
    0,
  );
  expect(ring?.samples.subarray(8000).every((sample) => sample === 0)).toBe(true);
});

test('loops counts all rounds; several terms follow each other; two frequencies sound at once', () => {
  expect(toneStream('tone_stream://%(100,0,480);loops=2')?.rounds).toBe(2);
  const two = toneStream('tone_stream://%(100,100,480);%(200,0,941,1477)');
  expect(two?.rounds).toBe(1);
  expect(two?.samples).toHaveLength(3200);
  for (const hz of [941, 1477])
    expect(toneLevel(two?.samples.subarray(1600) ?? new Int16Array(), hz, 8000)).toBeGreaterThan(
      -20,
    );
});

test.each(['tone_stream://', 'tone_stream://%(1,2)', 'tone_stream://L=3;%(1,1,450)', 'moh.wav'])(
  '%s is no tone of this PBX',
  (text) => {
    expect(toneStream(text)).toBeUndefined();
  },
);
