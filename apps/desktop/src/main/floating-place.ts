import type { Bounds } from './window-state.ts';

export type Point = { readonly x: number; readonly y: number };
const FROM_THE_EDGE = 24;

/** Where it was, when that lies on one of today's screens; else the lower right corner of the first one. */
export function placeFloating(
  remembered: Point | null,
  size: { readonly width: number; readonly height: number },
  screens: readonly Bounds[],
): Point {
  const isOn = ({ x, y }: Point, screen: Bounds) =>
    x >= screen.x &&
    y >= screen.y &&
    x + size.width <= screen.x + screen.width &&
    y + size.height <= screen.y + screen.height;
  if (remembered !== null && screens.some((screen) => isOn(remembered, screen))) return remembered;
  const [first = { x: 0, y: 0, ...size }] = screens;
  return {
    x: Math.max(first.x, first.x + first.width - size.width - FROM_THE_EDGE),
    y: Math.max(first.y, first.y + first.height - size.height - FROM_THE_EDGE),
  };
}
