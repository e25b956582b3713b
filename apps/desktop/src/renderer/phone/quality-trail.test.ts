import { expect, it } from 'vitest';
import { qualitySample, withSample } from './quality-trail.ts';

const stats = {
  received: { packets: 1, lossRatio: 0.01, jitterMs: 4, level: 0 },
  sent: { packets: 1, lossRatio: 0.02, jitterMs: 3, level: 0 },
  roundTripMs: 12,
  mos: 4.3,
  sentMos: 4.1,
};

it('the trail keeps the last two minutes, oldest first', () => {
  let trail: Parameters<typeof withSample>[0] = [];
  for (let at = 0; at <= 300_000; at += 2_000) trail = withSample(trail, qualitySample(stats, at));
  expect(trail.length).toBe(60);
  expect(trail[0]?.at).toBe(182_000);
  expect(trail.at(-1)).toMatchObject({
    at: 300_000,
    mos: 4.3,
    sentMos: 4.1,
    sent: { lossRatio: 0.02 },
  });
});
