import { expect, test } from 'vitest';
import { dominantHz, soundLevel, toneLevel } from './goertzel.ts';
import { Resampler } from './resampler.ts';

function sineAt(rate: number, hz: number, ms: number): Int16Array {
  return Int16Array.from({ length: (rate * ms) / 1000 }, (_, i) =>
    Math.round(8192 * Math.sin((2 * Math.PI * hz * i) / rate)),
  );
}

/** Through in chunks of 10 ms, as the room does. */
function through(resampler: Resampler, sound: Int16Array, chunk: number): Int16Array {
  const parts: number[] = [];
  for (let at = 0; at < sound.length; at += chunk)
    parts.push(...resampler.push(sound.subarray(at, at + chunk)));
  return Int16Array.from(parts);
}

test.each([
  [48000, 8000],
  [16000, 8000],
  [44100, 8000],
  [8000, 48000],
  [22050, 8000],
])('%i to %i Hz keeps frequency, level and length of tones', (from, to) => {
  for (const hz of [300, 440, 1000, 2500]) {
    const out = through(new Resampler(from, to), sineAt(from, hz, 500), from / 100);
    expect(Math.abs(out.length - to / 2)).toBeLessThanOrEqual(1);
    const middle = out.subarray(to / 10, to / 10 + to / 10);
    expect(toneLevel(middle, hz, to)).toBeGreaterThan(-12.6);
    expect(toneLevel(middle, hz, to)).toBeLessThan(-11.5);
    expect(Math.abs((dominantHz(middle, to) ?? 0) - hz)).toBeLessThanOrEqual(2);
  }
});

test('what 8 kHz cannot carry does not come back as another tone', () => {
  const out = through(new Resampler(48000, 8000), sineAt(48000, 6000, 300), 480);
  expect(soundLevel(out.subarray(800))).toBeLessThan(-55);
});
