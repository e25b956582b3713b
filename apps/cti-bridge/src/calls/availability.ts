/** How the seats and skill groups of the directory stand now. */
import type { AvailabilityView } from '@hotline/domain/protocol';
import { isOfferable } from '@hotline/domain/seat';
import type { DeskCore } from './desk-core.ts';

/** In the order of the directory. Expected wait: waiting calls × the day's average answer, over the seats at work. */
export function availability(core: DeskCore): AvailabilityView[] {
  const now = core.now();
  const seats = [...core.seats.all()].filter(({ person }) => person !== null);
  return core.options.config.directory.flatMap(({ id, seat, skill }): AvailabilityView[] => {
    if (seat !== null) {
      const found = core.seats.get(seat, now);
      const isIn = found.person !== null;
      const free = isOfferable(found) ? 1 : 0;
      return [{ id, free, of: isIn ? 1 : 0, waiting: 0, expectedWaitMs: free === 1 ? 0 : null }];
    }
    if (skill === null) return [];
    const able = seats.filter(({ person }) => person?.skills.includes(skill) === true);
    const free = able.filter(isOfferable).length;
    const waiting = [...core.calls.unanswered.values()].filter(({ call }) =>
      'skills' in call ? call.skills.includes(skill) : false,
    ).length;
    return [
      { id, free, of: able.length, waiting, expectedWaitMs: expected(free, able.length, waiting) },
    ];
  });

  function expected(free: number, of: number, waiting: number): number | null {
    if (free > waiting) return 0;
    if (of === 0) return null;
    const average = core.book.averageTalkMs();
    return average === null ? null : Math.round(((waiting + 1) * average) / of);
  }
}

/** What differs from what was told last: the list itself has an entry for every seat. */
export class AvailabilityBoard {
  readonly #core: DeskCore;
  readonly #told = new Map<string, string>();

  constructor(core: DeskCore) {
    this.#core = core;
  }

  /** null: nothing changed. */
  take(): AvailabilityView[] | null {
    const changed = availability(this.#core).filter((view) => {
      const json = JSON.stringify(view);
      if (this.#told.get(view.id) === json) return false;
      this.#told.set(view.id, json);
      return true;
    });
    return changed.length === 0 ? null : changed;
  }
}
