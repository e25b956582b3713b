import type { DeskClock } from './desk-clock.ts';

/** Runs what is due: in the next quiet moment when it was quiet, else at the end of the interval. */
export class Rhythm {
  readonly #clock: DeskClock;
  readonly #everyMs: number;
  readonly #run: () => void;
  #isDue = false;
  #lastAt = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => {};
  #stopped = false;

  constructor(clock: DeskClock, everyMs: number, run: () => void) {
    this.#clock = clock;
    this.#everyMs = everyMs;
    this.#run = run;
  }

  due(): void {
    if (this.#isDue || this.#stopped) return;
    this.#isDue = true;
    const wait = this.#lastAt + this.#everyMs - this.#clock.now();
    if (wait <= 0) this.#clock.soon(() => this.#now());
    else this.#cancel = this.#clock.after(wait, () => this.#now());
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #now(): void {
    if (this.#stopped) return;
    this.#isDue = false;
    this.#lastAt = this.#clock.now();
    this.#run();
  }
}
