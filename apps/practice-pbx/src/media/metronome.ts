import { FRAME_MS } from './frame.ts';

/** After a stall (a debugger, a suspended machine) no more than this is made up for; the rest of the time is lost. */
const MOST_BEATS_AT_ONCE = 20;

/**
 * Beats once every 10 ms of real time. Timers come late but never early, and a late one is made up for by two beats in
 * a row, so that sound neither drifts nor slows. It runs only while somebody listens: no listener keeps a process alive.
 */
class Metronome {
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #nextAt = 0;

  /** Calls `beat` every 10 ms until the returned function is called. */
  subscribe(beat: () => void): () => void {
    this.#listeners.add(beat);
    if (!this.#timer) {
      this.#nextAt = performance.now() + FRAME_MS;
      this.#schedule();
    }
    return () => {
      this.#listeners.delete(beat);
      if (this.#listeners.size === 0 && this.#timer) {
        clearTimeout(this.#timer);
        this.#timer = undefined;
      }
    };
  }

  #schedule(): void {
    this.#timer = setTimeout(() => this.#run(), Math.max(0, this.#nextAt - performance.now()));
  }

  #run(): void {
    const now = performance.now();
    let beats = 0;
    while (this.#nextAt <= now && beats < MOST_BEATS_AT_ONCE) {
      this.#nextAt += FRAME_MS;
      beats++;
      for (const beat of this.#listeners) beat();
    }
    if (this.#nextAt <= now) this.#nextAt = now + FRAME_MS;
    if (this.#listeners.size > 0) this.#schedule();
    else this.#timer = undefined;
  }
}

/** One clock for a whole process: rooms and citizens beat together, and one timer is cheaper than many. */
export const metronome = new Metronome();
