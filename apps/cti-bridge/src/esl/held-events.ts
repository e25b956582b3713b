import type { EslEvent } from './event.ts';

/** Events that arrived while the state was being read: kept in order, up to a bound. */
export class HeldEvents {
  readonly #max: number;
  #events: EslEvent[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  get length(): number {
    return this.#events.length;
  }

  /** False when there is no more room. */
  hold(event: EslEvent): boolean {
    if (this.#events.length >= this.#max) return false;
    this.#events.push(event);
    return true;
  }

  release(deliver: (event: EslEvent) => void): void {
    const events = this.#events;
    this.#events = [];
    for (const event of events) deliver(event);
  }

  discard(): void {
    this.#events = [];
  }
}
