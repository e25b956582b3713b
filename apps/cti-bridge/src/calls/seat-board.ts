/**
 * 坐席图: every seat as its leaders see it, made anew only when something about it changed. Leaders get the whole of it
 * once, then what differs from what was told last: with five hundred seats a whole one four times a second would be half
 * a megabyte a second for each page.
 */
import type { SeatBriefView } from '@hotline/domain/protocol';
import { callOf } from '@hotline/domain/seat';
import type { DeskCore } from './desk-core.ts';
import { seatBriefView } from './seat-messages.ts';

export class SeatBoard {
  readonly #core: DeskCore;
  /** As it was told last, and as JSON for the comparison. */
  readonly #shown = new Map<string, { readonly brief: SeatBriefView; readonly json: string }>();
  readonly #touched = new Set<string>();
  readonly #changed = new Set<string>();
  readonly #gone = new Set<string>();

  constructor(core: DeskCore) {
    this.#core = core;
  }

  /** Something about this seat may be other than before. */
  touch(seatId: string): void {
    this.#touched.add(seatId);
  }

  /** A day may have begun, or a call may have left the day's window. */
  touchAll(): void {
    for (const seatId of this.#shown.keys()) this.#touched.add(seatId);
  }

  /** Every seat with somebody at it, by its number. */
  all(): SeatBriefView[] {
    this.#refresh();
    return [...this.#shown.values()]
      .map(({ brief }) => brief)
      .sort((a, b) => (a.seatId < b.seatId ? -1 : 1));
  }

  /** What changed since the last time; null: nothing. */
  take(): { readonly seats: SeatBriefView[]; readonly gone: string[] } | null {
    this.#refresh();
    if (this.#changed.size === 0 && this.#gone.size === 0) return null;
    const seats = [...this.#changed].flatMap((seatId) => this.#shown.get(seatId)?.brief ?? []);
    const gone = [...this.#gone];
    this.#changed.clear();
    this.#gone.clear();
    return { seats, gone };
  }

  #refresh(): void {
    const { seats, calls, book, options } = this.#core;
    const now = this.#core.now();
    for (const seatId of this.#touched) {
      const seat = seats.get(seatId, now);
      if (seat.person === null) {
        if (this.#shown.delete(seatId)) this.#gone.add(seatId);
        this.#changed.delete(seatId);
        continue;
      }
      const brief = {
        ...seatBriefView(seat, calls.get(callOf(seat) ?? '')),
        team: options.config.teams.get(seatId) ?? null,
        today: book.metrics.seatToday(seatId, now),
      };
      const json = JSON.stringify(brief);
      if (this.#shown.get(seatId)?.json === json) continue;
      this.#shown.set(seatId, { brief, json });
      this.#changed.add(seatId);
      this.#gone.delete(seatId);
    }
    this.#touched.clear();
  }
}
