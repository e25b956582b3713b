import { expect, test } from 'vitest';
import { Playback, tape } from './playback.ts';

const ramp = (length: number): Int16Array => Int16Array.from({ length }, (_, i) => i + 1);

test('a tape is heard once, its last frame filled up with silence', () => {
  const sound = tape(ramp(100));
  expect(sound.next()).toEqual(ramp(80));
  expect([...(sound.next() ?? [])].slice(18, 22)).toEqual([99, 100, 0, 0]);
  expect(sound.next()).toBeUndefined();
});

test('rounds follow each other without a gap, and nothing is heard of an empty tape', () => {
  const sound = tape(ramp(50), 2);
  expect([...(sound.next() ?? [])].slice(48, 52)).toEqual([49, 50, 1, 2]);
  expect([...(sound.next() ?? [])].slice(18, 22)).toEqual([49, 50, 0, 0]);
  expect(sound.next()).toBeUndefined();
  const endless = tape(ramp(7), Infinity);
  for (let i = 0; i < 1000; i++) expect(endless.next()).toHaveLength(80);
  expect(tape(new Int16Array(), Infinity).next()).toBeUndefined();
});

test('a playback knows how much of it was heard', () => {
  const playback = new Playback('a.wav', tape(ramp(100)));
  expect(playback.played).toBe(0);
  while (playback.next());
  expect(playback.played).toBe(160);
});
