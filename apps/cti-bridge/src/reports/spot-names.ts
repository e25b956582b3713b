/** What hot spots call categories and places, and which level lies above which. */
import type { BridgeConfig } from '../config/index.ts';
import type { SpotNames } from './hot-spots.ts';

/** Two digits a level. */
const upper = (code: string): string | null => (code.length > 2 ? code.slice(0, -2) : null);

export function categoryNames(categories: BridgeConfig['categories']): SpotNames {
  const names = new Map(categories.map(({ code, zh }) => [code, zh]));
  return { above: upper, name: (code) => pathOf(code, upper, names) };
}

export function placeNames(places: BridgeConfig['places']): SpotNames {
  const names = new Map(places.map(({ code, zh }) => [code, zh]));
  const within = new Map(places.map(({ code, within: other }) => [code, other ?? null]));
  const above = (code: string): string | null => within.get(code) ?? null;
  return { above, name: (code) => pathOf(code, above, names) };
}

/** Whether a place, by its code, is another one or lies in it. */
export const isWithinPlace =
  ({ above }: SpotNames) =>
  (place: string, other: string): boolean => {
    for (let code: string | null = place; code !== null && code !== ''; code = above(code))
      if (code === other) return true;
    return false;
  };

function pathOf(
  code: string,
  above: (code: string) => string | null,
  names: ReadonlyMap<string, string>,
): string {
  const path: string[] = [];
  for (let at: string | null = code; at !== null && at !== ''; at = above(at))
    path.unshift(names.get(at) ?? at);
  return path.join(' › ');
}
