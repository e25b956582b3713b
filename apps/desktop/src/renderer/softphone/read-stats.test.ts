import { expect, it } from 'vitest';
import { readingOf, statsBetween } from './read-stats.ts';
import { estimateMos } from './voice-quality.ts';

const entries = (received: number, lost: number, delay: number, emitted: number) => [
  { type: 'codec', kind: 'audio' },
  { type: 'inbound-rtp', kind: 'video', packetsReceived: 9 },
  {
    type: 'inbound-rtp',
    kind: 'audio',
    packetsReceived: received,
    packetsLost: lost,
    jitter: 0.004,
    audioLevel: 0.25,
    jitterBufferDelay: delay,
    jitterBufferEmittedCount: emitted,
  },
  { type: 'outbound-rtp', kind: 'audio', packetsSent: 77 },
  { type: 'media-source', kind: 'audio', audioLevel: 0.5 },
  {
    type: 'remote-inbound-rtp',
    kind: 'audio',
    timestamp: 12,
    fractionLost: 0.1,
    jitter: 0.002,
    roundTripTime: 0.06,
  },
];

it('figures are of the stretch between two readings', () => {
  const before = readingOf(entries(1_000, 0, 1_000, 48_000), 0);
  const now = readingOf(entries(1_240, 10, 1_000 + 0.04 * 48_000, 96_000), 5_000);
  const stats = statsBetween(before, now);
  expect(stats.received).toEqual({ packets: 1_240, lossRatio: 10 / 250, jitterMs: 4, level: 0.25 });
  expect(stats.sent).toEqual({ packets: 77, lossRatio: 0.1, jitterMs: 2, level: 0.5 });
  expect(stats.roundTripMs).toBe(60);
  expect(stats.mos).toBeCloseTo(estimateMos(0.04, 30 + 40 + 20), 6);
  // As the PBX reports: a tenth of ours lost, 2 ms of jitter.
  expect(stats.sentMos).toBeCloseTo(estimateMos(0.1, 30 + 4 + 20), 6);
});

it('before anything came there is no quality to speak of', () => {
  const none = readingOf([], 0);
  expect(statsBetween(none, none)).toEqual({
    received: { packets: 0, lossRatio: 0, jitterMs: 0, level: 0 },
    sent: { packets: 0, lossRatio: 0, jitterMs: 0, level: 0 },
    roundTripMs: null,
    mos: null,
    sentMos: null,
  });
});

it('counters that went backwards (a new stream) are no loss', () => {
  const stats = statsBetween(
    readingOf(entries(500, 20, 5, 9), 0),
    readingOf(entries(3, 0, 0, 0), 1),
  );
  expect(stats.received.lossRatio).toBe(0);
});
