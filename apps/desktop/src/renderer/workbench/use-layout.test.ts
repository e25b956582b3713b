import { expect, it } from 'vitest';
import { layoutFor } from './use-layout.ts';

/** Windows in px, at a text size of 100 % to 200 %: 1rem is 16 px to 32 px. */
it.each([
  [1920, 1080, 16, { columns: 'three-wide', stacked: true }],
  [1920, 800, 16, { columns: 'three-wide', stacked: false }],
  [1366, 768, 16, { columns: 'three', stacked: false }],
  [1366, 768, 20, { columns: 'three', stacked: false }],
  [1366, 768, 32, { columns: 'one', stacked: false }],
  [1920, 1080, 32, { columns: 'one', stacked: false }],
  [800, 600, 16, { columns: 'one', stacked: false }],
] as const)('%d × %d at %d px a rem', (width, height, rem, layout) => {
  expect(layoutFor(width / rem, height / rem)).toEqual(layout);
});
