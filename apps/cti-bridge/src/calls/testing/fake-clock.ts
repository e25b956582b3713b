/** Tests only: time that passes when the test says so. */
import type { DeskClock } from '../desk-clock.ts';

type Task = { readonly at: number; readonly run: () => void };

export class FakeClock implements DeskClock {
  #now: number;
  #tasks: Task[] = [];
  #soon: (() => void)[] = [];

  constructor(now: number) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const task = { at: this.#now + ms, run };
    this.#tasks.push(task);
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
  }

  soon(task: () => void): void {
    this.#soon.push(task);
  }

  /** Runs what waits for a quiet moment. */
  quiet(): void {
    for (let task = this.#soon.shift(); task !== undefined; task = this.#soon.shift()) task();
  }

  /** Lets time pass, running everything that falls due in its order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    this.quiet();
    for (;;) {
      const next = this.#tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#tasks = this.#tasks.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      this.quiet();
    }
    this.#now = end;
  }
}
