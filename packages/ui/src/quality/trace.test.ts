import { expect, it } from 'vitest';
import type { QualitySample } from './quality-panel.tsx';
import { points } from './trace.tsx';

const sample = (at: number, mos: number | null): QualitySample => ({
  at,
  mos,
  sentMos: null,
  received: { lossRatio: 0, jitterMs: 0 },
  sent: { lossRatio: 0, jitterMs: 0 },
  roundTripMs: null,
});

it('the newest stands at the right edge, two minutes ago at the left; what is past the range at its border', () => {
  const trail = [sample(0, 1), sample(60_000, null), sample(90_000, 9), sample(120_000, 4.5)];
  expect(points(trail, ({ mos }) => mos, [1, 4.5])).toBe('0.0,64.0 240.0,0.0 320.0,0.0');
  expect(points([], ({ mos }) => mos, [1, 4.5])).toBe('');
});
