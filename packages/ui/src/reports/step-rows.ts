import type { KeyboardEvent } from 'react';

/** ↑ and ↓ go between what `rows` names in the list, whichever of them has the focus. */
export function stepRows(event: KeyboardEvent, list: HTMLElement | null, rows: string): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const all = [...(list?.querySelectorAll<HTMLElement>(rows) ?? [])];
  const from = all.findIndex((row) => row === event.target);
  const next = all[from + (event.key === 'ArrowDown' ? 1 : -1)];
  if (from < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}
