import { expect, it } from 'vitest';
import { placeFloating } from './floating-place.ts';

const one = { x: 0, y: 0, width: 1920, height: 1080 };
const two = { x: 1920, y: 0, width: 1366, height: 768 };
const size = { width: 460, height: 56 };
const corner = { x: 1436, y: 1000 };

it.each([
  ['the first time: the lower right corner', null, [one], corner],
  ['where it was', { x: 10, y: 10 }, [one], { x: 10, y: 10 }],
  ['on the second screen', { x: 2000, y: 5 }, [one, two], { x: 2000, y: 5 }],
  ['the second screen is gone', { x: 2000, y: 5 }, [one], corner],
  ['half over the edge', { x: 1800, y: 5 }, [one], corner],
  ['no screen at all', null, [], { x: 0, y: 0 }],
])('%s', (_name, remembered, screens, expected) => {
  expect(placeFloating(remembered, size, screens)).toEqual(expected);
});
