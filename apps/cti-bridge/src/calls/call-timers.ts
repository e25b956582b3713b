import type { CallTimer } from '@hotline/domain/call';
import type { DeskClock } from './desk-clock.ts';

/** The calls' timers on the desk's clock: one of a name and a key for each call. */
export class CallTimers {
  readonly #clock: DeskClock;
  readonly #running = new Map<string, () => void>();

  constructor(clock: DeskClock) {
    this.#clock = clock;
  }

  /** `at` in ms since 1970. A timer of the machine that fires a little early is set again for the rest. */
  start(callId: string, timer: CallTimer, of: string, at: number, task: () => void): void {
    const key = `${callId} ${timer} ${of}`;
    this.#running.get(key)?.();
    const cancel = this.#clock.after(Math.max(0, at - this.#clock.now()), () => {
      this.#running.delete(key);
      if (this.#clock.now() < at) this.start(callId, timer, of, at, task);
      else task();
    });
    this.#running.set(key, cancel);
  }

  stop(callId: string, timer: CallTimer, of: string): void {
    const key = `${callId} ${timer} ${of}`;
    this.#running.get(key)?.();
    this.#running.delete(key);
  }

  stopAll(): void {
    for (const cancel of this.#running.values()) cancel();
    this.#running.clear();
  }
}
