/** Where the window was, kept between starts. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
});
const windowState = z.object({ bounds, maximized: z.boolean() });
export type Bounds = z.infer<typeof bounds>;
export type WindowState = z.infer<typeof windowState>;

/** Smallest window in which the workbench is whole. */
export const MIN_WIDTH = 1024;
export const MIN_HEIGHT = 640;
const DEFAULT_WIDTH = 1440;
const DEFAULT_HEIGHT = 900;

/** The remembered place as far as it lies on one of today's screens; else the middle of the first one. */
export function placeWindow(
  remembered: WindowState | null,
  screens: readonly Bounds[],
): WindowState {
  const [first = { x: 0, y: 0, width: DEFAULT_WIDTH, height: DEFAULT_HEIGHT }] = screens;
  const screen = screens.find(
    ({ x, y, width, height }) =>
      remembered !== null &&
      remembered.bounds.x >= x &&
      remembered.bounds.y >= y &&
      remembered.bounds.x + MIN_WIDTH <= x + width &&
      remembered.bounds.y + MIN_HEIGHT <= y + height,
  );
  if (remembered === null || screen === undefined) {
    const width = Math.min(DEFAULT_WIDTH, first.width);
    const height = Math.min(DEFAULT_HEIGHT, first.height);
    return {
      bounds: {
        x: first.x + Math.floor((first.width - width) / 2),
        y: first.y + Math.floor((first.height - height) / 2),
        width,
        height,
      },
      // A first start takes the whole screen: the workbench is what the screen is for.
      maximized: remembered?.maximized ?? true,
    };
  }
  const { x, y } = remembered.bounds;
  return {
    bounds: {
      x,
      y,
      width: Math.max(MIN_WIDTH, Math.min(remembered.bounds.width, screen.x + screen.width - x)),
      height: Math.max(
        MIN_HEIGHT,
        Math.min(remembered.bounds.height, screen.y + screen.height - y),
      ),
    },
    maximized: remembered.maximized,
  };
}

/** null: none kept, or not readable; a window's place is not worth a complaint. */
export function readWindowState(file: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(file, JSON.stringify(state));
}
