import { expect, it } from 'vitest';
import { placeWindow } from './window-state.ts';

const one = { x: 0, y: 0, width: 1920, height: 1080 };
const two = { x: 1920, y: 0, width: 1366, height: 768 };
const kept = (x: number, y: number, width = 1200, height = 700) => ({
  bounds: { x, y, width, height },
  maximized: false,
});

it.each([
  [
    'the first start',
    null,
    [one],
    { bounds: { x: 240, y: 90, width: 1440, height: 900 }, maximized: true },
  ],
  ['where it was', kept(100, 50), [one], kept(100, 50)],
  ['on the second screen', kept(2000, 10), [one, two], kept(2000, 10)],
  [
    'the second screen is gone',
    kept(2000, 10),
    [one],
    { bounds: { x: 240, y: 90, width: 1440, height: 900 }, maximized: false },
  ],
  ['larger than the screen now', kept(0, 0, 3000, 2000), [one], kept(0, 0, 1920, 1080)],
  ['too small', kept(0, 0, 10, 10), [one], kept(0, 0, 1024, 640)],
  [
    'a small screen',
    null,
    [two],
    { bounds: { x: 1920, y: 0, width: 1366, height: 768 }, maximized: true },
  ],
])('%s', (_name, remembered, screens, expected) => {
  expect(placeWindow(remembered, screens)).toEqual(expected);
});
