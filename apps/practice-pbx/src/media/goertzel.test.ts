import { expect, test } from 'vitest';
import { dominantHz, FLOOR_DBFS, soundLevel, toneLevel } from './goertzel.ts';
import { sine } from './tone.ts';

test('a sine of a quarter of full scale is −12 dBFS at its frequency', () => {
  for (const hz of [300, 440, 1000, 3000]) {
    expect(toneLevel(sine(hz, 40, 8192), hz, 8000)).toBeCloseTo(-12.04, 0);
  }
});

test('a tone does not leak into others in 40 ms', () => {
  const window = sine(440, 40, 8192);
  for (const hz of [600, 1000, 2500]) expect(toneLevel(window, hz, 8000)).toBeLessThan(-60);
});

test('a tone is found below a louder one', () => {
  const loud = sine(440, 40, 16000);
  const soft = sine(1000, 40, 800);
  const both = loud.map((sample, index) => sample + (soft[index] ?? 0));
  expect(toneLevel(both, 1000, 8000)).toBeCloseTo(-32.2, 0);
});

test('silence is the floor, and has no frequency', () => {
  const nothing = new Int16Array(320);
  expect(toneLevel(nothing, 440, 8000)).toBe(FLOOR_DBFS);
  expect(soundLevel(nothing)).toBe(FLOOR_DBFS);
  expect(dominantHz(nothing, 8000)).toBeUndefined();
});

test('the dominant frequency of 100 ms is right to 2 Hz', () => {
  for (const hz of [350, 697, 1000, 1477, 2600]) {
    expect(Math.abs((dominantHz(sine(hz, 100), 8000) ?? 0) - hz)).toBeLessThanOrEqual(2);
  }
});
