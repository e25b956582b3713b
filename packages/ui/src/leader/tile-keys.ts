import type { KeyboardEvent } from 'react';

/** Arrows go from tile to tile, by rows as they stand on the screen; the tile that takes the focus is chosen. */
export function turnTiles(event: KeyboardEvent<HTMLElement>): void {
  const tiles = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[data-seat]')];
  const from = tiles.find((tile) => tile === document.activeElement);
  if (from === undefined) return;
  const next = nextTile(tiles, from, event.key);
  if (next === null) return;
  event.preventDefault();
  next.focus();
  next.click();
}

function nextTile(
  tiles: readonly HTMLButtonElement[],
  from: HTMLButtonElement,
  key: string,
): HTMLButtonElement | null {
  const at = tiles.indexOf(from);
  if (key === 'ArrowRight') return tiles[at + 1] ?? null;
  if (key === 'ArrowLeft') return tiles[at - 1] ?? null;
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return null;
  const own = from.getBoundingClientRect();
  const others = tiles
    .map((tile) => ({ tile, place: tile.getBoundingClientRect() }))
    .filter(({ place }) => (key === 'ArrowDown' ? place.top > own.top : place.top < own.top));
  const distance = ({ place }: (typeof others)[number]) =>
    Math.abs(place.top - own.top) * 1_000 + Math.abs(place.left - own.left);
  return others.toSorted((a, b) => distance(a) - distance(b))[0]?.tile ?? null;
}
