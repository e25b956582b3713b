import { expect, test } from 'vitest';
import { TalkDetector } from './talk-detector.ts';

const feed = (detector: TalkDetector, energy: number, ms: number): string[] =>
  Array.from({ length: ms / 10 }, () => detector.hear(energy)).filter(
    (change) => change !== undefined,
  );

test('speech starts after 30 ms and stops after 0.8 s of quiet; words and pauses are one', () => {
  const detector = new TalkDetector();
  expect(feed(detector, 3000, 20)).toEqual([]);
  expect(feed(detector, 3000, 10)).toEqual(['start']);
  expect(feed(detector, 10, 790)).toEqual([]);
  expect(feed(detector, 3000, 100)).toEqual([]);
  expect(feed(detector, 10, 800)).toEqual(['stop']);
  expect(feed(detector, 10, 2000)).toEqual([]);
});

test('a click is no speech, steady noise never stops', () => {
  const detector = new TalkDetector();
  for (let i = 0; i < 20; i++)
    expect([...feed(detector, 5000, 20), ...feed(detector, 0, 20)]).toEqual([]);
  expect(feed(detector, 101, 60_000)).toEqual(['start']);
});
